"""The scheduler's last run; who may have a document; invitations; what is switched off."""

from datetime import datetime, timedelta

from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.widgets.button import Button

from cms.operations import invitations
from cms.operations.file_rights import may_have
from cms.operations.keeping.installation import is_restored
from cms.operations.models import Heartbeat
from home.admin.start import writes_german

LATE = timedelta(minutes=2)
# Wagtail 8 has no setting for it: nobody here needs a picture of their own, and none was checked.
AvatarSettingsPanel.is_active = lambda panel: False


class SchedulerPanel(Component):
    """Whether what is scheduled will go out, and what else stands still. Three queries."""

    name = "scheduler"
    order = 90
    template_name = "operations/scheduler_panel.html"

    def get_context_data(self, parent_context):
        beat = Heartbeat.objects.filter(name="scheduler").first()
        return {
            "at": beat and beat.at,
            "late": beat is None or timezone.now() - beat.at > LATE,
            "is_copy": is_restored(),
            "worker_since": _worker_since(),
        }


def _worker_since() -> datetime | None:
    """Since when a task waits that a worker would have begun; None if there is none."""
    late = timezone.now() - LATE
    waiting = DBTaskResult.objects.ready().filter(started_at=None, enqueued_at__lt=late)
    return waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()


@hooks.register("construct_homepage_panels")
def show_scheduler(request, panels):
    if writes_german(request.user):
        panels.append(SchedulerPanel())


@hooks.register("before_serve_document", order=-1)
def only_for_who_may_have_it(document, request):
    """Before Wagtail asks for a collection's password: 404 to whoever has no business with it."""
    if not may_have(request, document):
        raise Http404


# --- People who are new -------------------------------------------------------------------------
@hooks.register("register_admin_urls")
def invitation_urls():
    address = path("invite/<int:user_id>/", invitations.invite_user, name=invitations.URL_NAME)
    return [address]


@hooks.register("after_create_user")
def invite_who_is_new(request, user):
    """Nobody types a password for somebody else: the new person chooses it."""
    invitations.invite(user)
    messages.success(request, invitations.sent_message(user))


@hooks.register("register_user_listing_buttons")
def link_to_log_in(user, request_user):
    """In the list of people: send the link again, or to somebody who cannot get in."""
    if invitations.may_invite(request_user, user):
        label = _("Send a link to log in")
        yield Button(label, invitations.invite_url(user), icon_name="mail", priority=30)
