"""Background work of the publisher. Each task is idempotent; the truth is in the dirty rows."""

from django_tasks import task
from wagtail.models import Page

from cms.editions.draining import drain
from cms.editions.journal import write_journal
from cms.editions.public_media import prepare


@task()
def drain_dirty() -> int:
    done = drain()
    write_journal()
    return done


@task()
def make_public_copies(key: str) -> None:
    """The pictures and files of an object that came back after its copies were swept."""
    for page in Page.objects.filter(translation_key=key, live=True).specific():
        prepare(page)
