"""The dialogue "schedule": a planned change, a later language, an end.

What was never public and has an embargo is not scheduled: the embargo is the one way to hold it
back. ``go_live_at`` is for what readers have already, and for types without an embargo.
"""

from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, PublishingPanel

from home.admin.dates.widgets import ScheduledInput
from home.embargo import is_held_back_by_embargo
from locales.translation import is_translation


class StartPanel(FieldPanel):
    """From when a change, or a text in another language, is public."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **options) -> None:
            super().__init__(**options)
            if is_held_back_by_embargo(self.instance):
                self.template_name = "home/admin/dates/embargo_instead.html"
                self.heading = ""
                return
            label = _label(self.instance)
            self.heading = label
            if self.bound_field is not None:
                self.bound_field.label = label


def _label(instance) -> str:
    if is_translation(instance):
        return _("Later language: this text is public from")
    if getattr(instance, "live", False):
        return _("Planned change: public from")
    return _("Public from")


class SchedulePanel(PublishingPanel):
    """Wagtail's dialogue with our words. Only its own button saves it; see ``schedule.js``."""

    def __init__(self, **options) -> None:
        # Given again when Wagtail clones the panel.
        options.setdefault(
            "children",
            [
                StartPanel("go_live_at", widget=ScheduledInput()),
                FieldPanel("expire_at", widget=ScheduledInput()),
            ],
        )
        super().__init__(**options)
