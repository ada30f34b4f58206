"""Above the editor: what readers see of a page that is under embargo or withdrawn."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from home.base import BasePage
from home.moments import moment_in_brief


def tell_state(request, page) -> None:
    """A message above the form, only for the states that the editor itself does not show."""
    if not isinstance(page, BasePage):
        return
    if page.live and (until := page.held_back_until):
        messages.warning(
            request,
            _("Under embargo until %(moment)s: published, but nobody outside sees it yet.")
            % {"moment": moment_in_brief(until)},
        )
    elif page.withdrawn_at and not page.live:
        messages.warning(
            request,
            _("Withdrawn on %(day)s (%(reason)s). To undo this, publish the page again.")
            % {
                "day": f"{timezone.localtime(page.withdrawn_at):%d.%m.%Y}",
                "reason": page.get_withdrawal_reason_display(),
            },
        )
