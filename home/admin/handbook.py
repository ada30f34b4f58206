"""The handbook: how editors and translators work, behind the admin's help menu."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

URL_NAME = "home_handbook"


@require_GET
def handbook(request: HttpRequest) -> TemplateResponse:
    context = {"page_title": _("Handbook"), "header_icon": "help"}
    return TemplateResponse(request, "home/admin/handbook.html", context)
