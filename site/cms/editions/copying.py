"""Public copies that were wanted and are not made yet: the worker's, and the tick's if it fails."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from cms.editions.models import Postponed
from cms.editions.public_media import prepare_again
from cms.editions.waiting import due, postpone

LEFT_TO_THE_WORKER = timedelta(seconds=60)
PER_TICK = 10  # pictures take time; what is left over waits for the next


def make_copies_of(key: UUID) -> bool:
    """Whether the public copies an object uses are there now; if not, the row says why."""
    name = f"copies:{key}"
    try:
        prepare_again(key)
    except Exception as error:  # noqa: BLE001 - the outermost loop of this work; it is written down
        postpone(name, key, error)
        return False
    Postponed.objects.filter(name=name).delete()
    return True


def make_late_copies() -> None:
    """What no worker did within a minute, or what failed, once its pause is over."""
    now = timezone.now()
    late = due(Postponed.objects.filter(name__startswith="copies:"), now)
    late = late.filter(since__lt=now - LEFT_TO_THE_WORKER) | late.filter(attempts__gt=0)
    for key in late.order_by("since").values_list("key", flat=True)[:PER_TICK]:
        make_copies_of(key)
