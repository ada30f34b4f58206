"""Whom to tell of a weakness. RFC 9116, https://www.rfc-editor.org/rfc/rfc9116"""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from cms.reader.answering import public_page
from locales.languages import Language

VALID = timedelta(days=180)  # the standard wants less than a year


@public_page
def security_txt(request: HttpRequest, language: Language) -> HttpResponse:
    """404 while the operator has named nobody (SECURITY_CONTACT)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = timezone.now() + VALID
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.PUBLIC_BASE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
