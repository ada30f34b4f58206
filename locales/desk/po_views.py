"""PO files to take away and to bring back, at the addresses of wagtail-localize's own views."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from locales.desk.po import export, file_name, max_bytes, open_sentences, take_in
from locales.desk.po_reading import POError, Problem

SHOWN = 20  # problems; who has more has the wrong file


def download(request, translation_id: int):
    translation = _editable(request, translation_id)
    response = HttpResponse(
        str(export(translation)), content_type="text/x-gettext-translation; charset=utf-8"
    )
    response["Content-Disposition"] = content_disposition_header(True, file_name(translation))
    return response


def upload(request, translation_id: int):
    """The form with what is wrong at its field, or back to the editor."""
    translation = _editable(request, translation_id)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            changed = _take_in(request, translation)
        except POError as error:
            problems = error.problems
        else:
            _tell(request, changed, open_sentences(translation))
            return redirect(translation.get_target_instance_edit_url())
    context = {
        "translation": translation,
        "problems": problems[:SHOWN],
        "limit": max_bytes(translation) // 1000,
        "more": max(0, len(problems) - SHOWN),
        "back_url": translation.get_target_instance_edit_url(),
    }
    return TemplateResponse(request, "desk/po.html", context, status=422 if problems else 200)


def _tell(request, changed: int, left: int) -> None:
    taken = ngettext("One sentence was taken in.", "%(count)d sentences were taken in.", changed)
    still = ngettext("One is still open.", "%(count)d are still open.", left)
    if left:
        messages.warning(request, f"{taken % {'count': changed}} {still % {'count': left}}")
    else:
        nothing = _("Nothing is open.")
        messages.success(request, f"{taken % {'count': changed}} {nothing}")


def _take_in(request, translation: Translation) -> int:
    file = request.FILES.get("file")
    if file is None:
        raise POError([Problem(0, _("Choose a file."))])
    return take_in(translation, file.read(max_bytes(translation) + 1), user=request.user)


def _editable(request, translation_id: int) -> Translation:
    translation = get_object_or_404(Translation, pk=translation_id)
    if not user_can_edit_instance(request.user, translation.get_target_instance()):
        raise PermissionDenied
    return translation
