"""For the chief editors: what others have published about contact points, old and new.

A wrong phone number waits for nobody: editors publish it themselves, and the chief editors see it.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry, Revision

from home.admin.panels import SHOWN, Entry, StartPanel, entry_of
from home.snippets import ContactPoint
from locales.desk.rights import is_chief
from locales.languages import SOURCE

RECENT = timedelta(days=14)
PUBLISHED, UNPUBLISHED = "wagtail.publish", "wagtail.unpublish"


class ContactChangesPanel(StartPanel):
    """The newest first; nothing is shown where nothing happened."""

    name = "contact-changes"
    order = 25
    heading = gettext_lazy("Contact points that others have changed")

    def entries(self) -> list[Entry]:
        if not is_chief(self.user):
            return []
        others = _log().exclude(user__in=[self.user.pk]).filter(user__isnull=False)
        recent = others.filter(timestamp__gt=timezone.now() - RECENT)
        entries = list(recent.select_related("user", "revision")[:SHOWN])
        rows = ContactPoint.objects.filter(
            pk__in={entry.object_id for entry in entries}, locale__language_code=SOURCE
        ).select_related("latest_revision")
        found = {str(row.pk): row for row in rows}
        return [
            _entry(found[entry.object_id], entry) for entry in entries if entry.object_id in found
        ]

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if self.entries() else ""


def _log():
    return ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(ContactPoint),
        action__in=(PUBLISHED, UNPUBLISHED),
    ).order_by("-timestamp", "-pk")


def _entry(point: ContactPoint, entry: ModelLogEntry) -> Entry:
    state = _("not public any more")
    details: tuple[str, ...] = ()
    if entry.action == PUBLISHED:
        earlier = _log().filter(object_id=entry.object_id, timestamp__lt=entry.timestamp)
        before = earlier.filter(action=PUBLISHED).first()
        state = _("changed") if before else _("new")
        details = tuple(_changes(before and before.revision, entry.revision))
    return entry_of(point, state=state, who=entry.user, at=entry.timestamp, details=details)


def _changes(old: Revision | None, new: Revision | None) -> Iterator[str]:
    """ "Phone: 06132 000-120 → 06132 000-130" for each field of the form that differs."""
    if old is None or new is None:
        return
    before, after = old.as_object(), new.as_object()
    panel = ContactPoint.snippet_viewset.get_edit_handler()
    for compare in panel.get_bound_panel(instance=after).get_comparison():
        comparison = compare(before, after)
        if comparison.has_changed():
            was, now = (
                format_html("<bdi>{}</bdi>", _shown(point, comparison.field))
                for point in (before, after)
            )
            # Translators: right-to-left languages turn the arrow round
            pattern = _("{field}: {old} → {new}")
            yield format_html(pattern, field=comparison.field_label(), old=was, new=now)


def _shown(point: ContactPoint, field) -> str:
    value: Any = getattr(point, field.name)
    if value is None or value in ("", []):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        names = dict(getattr(field, "options", ()))
        return ", ".join(str(names.get(item, item)) for item in value)
    return str(getattr(point, f"get_{field.name}_display", lambda: value)())
