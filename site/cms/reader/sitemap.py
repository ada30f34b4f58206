"""For search engines: every real edition with its languages. https://www.sitemaps.org/protocol.html"""

from itertools import groupby
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.editions.models import Placement
from cms.reader.answering import public_page
from locales.languages import LANGUAGES, Language

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@public_page
def sitemap(request: HttpRequest, language: Language) -> HttpResponse:
    """Every visible object in each language it has a text in; fallbacks are left out. One query."""
    rows = (
        Placement.objects.visible(timezone.now())
        .filter(served=F("locale"))
        .order_by("path", "locale")
        .values_list("path", "locale", "edition__modified_at")
    )
    parts = [_HEAD]
    for path, group in groupby(rows, key=lambda row: row[0]):
        editions = [(tag, modified_at) for _path, tag, modified_at in group]
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{LANGUAGES[tag].bcp47}"'
            f' href="{_address(tag, path)}"/>'
            for tag, _modified_at in editions
        )
        parts += (
            f"<url><loc>{_address(tag, path)}</loc>"
            f"<lastmod>{modified_at.date().isoformat()}</lastmod>{alternates}</url>\n"
            for tag, modified_at in editions
        )
    parts.append("</urlset>\n")
    return HttpResponse("".join(parts), content_type="application/xml; charset=utf-8")


def _address(tag: str, path: str) -> str:
    return escape(f"{settings.PUBLIC_BASE_URL}/{tag}{path}", {'"': "&quot;"})


@public_page
def robots(request: HttpRequest, language: Language) -> HttpResponse:
    """Everything public may be indexed; searches would only repeat it."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/suche/"]
    lines.append(f"Sitemap: {settings.PUBLIC_BASE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
