"""Background work of the publisher. Each task is idempotent; the truth is in the dirty rows."""

from uuid import UUID

from django_tasks import task

from cms.editions.draining import drain
from cms.editions.journal import write_journal
from cms.editions.public_media import prepare_again


@task()
def drain_dirty() -> int:
    done = drain()
    write_journal()
    return done


@task()
def make_public_copies(key: str) -> None:
    """The pictures and files of an object that came back after its copies were swept."""
    prepare_again(UUID(key))
