"""The readers' addresses. Each begins with the tag of a public language.

What is spelled otherwise leads there if readers see something there; everything else is a 404.
"""

from django.urls import path, re_path, register_converter

from cms.reader import embeds, media, security_txt, sitemap, views
from locales.languages import public_languages


class PublicLanguage:
    """Exactly the tag of a public language; an alias or capitals only lead here."""

    regex = "|".join(language.tag for language in reversed(public_languages()))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublicLanguage, "language")

urlpatterns = [
    path("", views.entrance),
    path("robots.txt", sitemap.robots),
    path(".well-known/security.txt", security_txt.security_txt),
    path("sitemap.xml", sitemap.sitemap),
    path("media/<path:name>", media.public_copy),
    path("embed/press-releases", embeds.press_releases),
    path("embed/<uuid:key>", embeds.single),
    path("embed/<path:rest>", embeds.not_found),
    path("<language:tag>", views.with_slash),
    path("<language:tag>/", views.page, {"path": ""}),
    path("<language:tag>/suche/", views.search),
    path("<language:tag>/<path:path>", views.page),
    re_path(
        r"^(?P<name>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,8})*)(?:/(?P<path>.*))?$",
        views.other_spelling,
    ),
]
