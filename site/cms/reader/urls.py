"""The readers' addresses. Only public languages begin one; everything else is a 404."""

from django.urls import path, register_converter

from cms.reader import embeds, media, security_txt, sitemap, views
from locales.languages import public_languages


class PublicLanguage:
    """Exactly the tag of a public language; no alias, no other case: one page, one address."""

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
]
