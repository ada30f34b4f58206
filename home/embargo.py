"""Holding back what was never public: the embargo is the one way, for types that have one.

It can be moved or lifted as long as it lasts. What readers have already is withdrawn instead: an
embargo would turn its address into "not found" without a word.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from home.visibility import is_public
from locales.translation import is_translation


def is_held_back_by_embargo(instance: Any) -> bool:
    """Whether an original with an embargo was never seen by readers: it is not scheduled."""
    if not hasattr(instance, "embargo_until") or is_translation(instance):
        return False
    seen = instance.first_visible_at
    return seen is None or seen > timezone.now()


def why_no_embargo(instance: Any, until: datetime | None) -> str:
    """A sentence if ``until`` would hide what readers see now; empty if it may be set."""
    if until is None or until <= timezone.now() or is_translation(instance):
        return ""
    row = type(instance).objects.filter(pk=instance.pk).first()
    if row is None or not is_public(row):
        return ""
    return _(
        "Readers see this text already: an embargo would take it away from them without a word. "
        "Take the embargo out. If nobody is to read the text any more, withdraw it."
    )
