"""Where a translator lets a link lead instead of where the original's leads.

What is no address is kept as work in progress: the translators' screen says so beside it, it is
not handed over, and until then the link leads where the original's does.
"""

import json

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail_localize.models import SegmentOverride

from home.web_addresses import href_of


def install() -> None:
    """Begin to look at what is written; called once at start-up."""
    post_save.connect(_note, sender=SegmentOverride)


def _note(instance, update_fields=None, **_kwargs) -> None:
    # Only after saving: what ``update_or_create`` saves is a list of fields made before.
    if update_fields is not None and "data_json" not in update_fields:
        return
    value = json.loads(instance.data_json)
    instance.field_error = "" if isinstance(value, str) and href_of(value) else no_address()
    instance.has_error = bool(instance.field_error)
    type(instance).objects.filter(pk=instance.pk).update(
        has_error=instance.has_error, field_error=instance.field_error
    )


def no_address() -> str:
    return _("This is no address. Enter one that begins with https://, mailto: or tel:.")
