"""Background work of the publisher. Each task is idempotent; the truth is in the dirty rows."""

from django_tasks import task

from cms.editions.draining import drain
from cms.editions.journal import write_journal
from cms.editions.public_media import put_picture
from home.media import OfficeImage


@task()
def drain_dirty() -> int:
    done = drain()
    write_journal()
    return done


@task()
def make_public_sizes(image_id: int) -> None:
    image = OfficeImage.objects.filter(pk=image_id).first()
    if image is not None:
        put_picture(image)
