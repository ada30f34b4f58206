"""Background work of the publisher. Each task is idempotent; the truth is in the waiting rows."""

from uuid import UUID

from django_tasks import task

from cms.editions.copying import make_copies_of
from cms.editions.draining import drain
from cms.editions.journal import write_journal


@task()
def drain_dirty() -> int:
    done = drain()
    write_journal()
    return done


@task()
def make_public_copies(key: str) -> None:
    """The pictures and files of an object that came back after its copies were swept."""
    make_copies_of(UUID(key))
