"""System checks: Django, Wagtail and the catalogues agree with the language table."""

from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import get_supported_language_variant, to_locale
from wagtail.coreutils import get_supported_content_language_variant

from locales.compiled import COMMAND
from locales.languages import LANGUAGES, SOURCE


@register()
def check_languages(app_configs, **kwargs) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for tag, language in LANGUAGES.items():
        if not _is_supported(tag):
            errors.append(
                Error(
                    f"Django does not know the language {tag!r}.",
                    hint=f"Run `{COMMAND}`: each tag needs a compiled django.mo.",
                    id="locales.E001",
                )
            )
        if (tag in settings.LANGUAGES_BIDI) != (language.direction == "rtl"):
            errors.append(Error(f"LANGUAGES_BIDI disagrees with {tag!r}.", id="locales.E002"))
        chain = language.fallback
        if tag != SOURCE and (not chain or chain[-1] != SOURCE or not set(chain) <= set(LANGUAGES)):
            errors.append(
                Error(f"The fallback chain of {tag!r} must end in German.", id="locales.E003")
            )
    return errors


def _is_supported(tag: str) -> bool:
    catalogue = Path(settings.LOCALE_PATHS[0]) / to_locale(tag) / "LC_MESSAGES" / "django.mo"
    try:
        return (
            catalogue.exists()
            and get_supported_language_variant(tag, strict=True) == tag
            and get_supported_content_language_variant(tag) == tag
        )
    except LookupError:
        return False
