"""The handbook: how editors and translators work, behind the admin's help menu."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

URL_NAME = "home_handbook"


def handbook(request: HttpRequest) -> TemplateResponse:
    context = {"page_title": _("Handbook"), "header_icon": "help"}
    return TemplateResponse(request, "home/admin/handbook.html", context)
