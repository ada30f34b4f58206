"""The scheduler's last run, on the editors' start page; who may have a document."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.operations.file_rights import may_have
from cms.operations.models import Heartbeat
from home.admin.start import writes_german

LATE = timedelta(minutes=2)


class SchedulerPanel(Component):
    """Whether what is scheduled will go out."""

    name = "scheduler"
    order = 90
    template_name = "operations/scheduler_panel.html"

    def get_context_data(self, parent_context):
        beat = Heartbeat.objects.filter(name="scheduler").first()
        if beat is None:
            return {"at": None, "late": True}
        return {"at": beat.at, "late": timezone.now() - beat.at > LATE}


@hooks.register("construct_homepage_panels")
def show_scheduler(request, panels):
    if writes_german(request.user):
        panels.append(SchedulerPanel())


@hooks.register("before_serve_document", order=-1)
def only_for_who_may_have_it(document, request):
    """Before Wagtail asks for a collection's password: 404 to whoever has no business with it."""
    if not may_have(request, document, asks_password=True):
        raise Http404
