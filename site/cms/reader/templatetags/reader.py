"""What the readers' templates need beyond Django's own tags."""

import re
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.reader import icons, presentation
from cms.reader.documents import address_here
from home.media import License
from locales import names, punctuation
from locales.languages import LANGUAGES, SOURCE
from locales.search import fold
from locales.sentences import EASY, one_a_line

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.logo, name="logo")
register.filter("day", presentation.day_html)
register.filter("day_at_end", presentation.day_at_end)
register.filter("isolated", presentation.isolated)
register.filter("isolated_plain", presentation.isolated_plain)
register.filter("language_name", names.language_name)
register.filter("span", presentation.span_html)
register.filter("tel", presentation.phone_address)
register.filter("week", presentation.week_of)


@register.simple_tag(takes_context=True)
def own(context: template.Context, thing: Any) -> SafeString:
    """``lang`` and ``dir`` of a text, where they differ from the page's."""
    tag = thing["locale"] if isinstance(thing, dict) else thing.locale
    language = LANGUAGES[tag]
    page = context["frame"].language
    if tag == page.tag:
        return SafeString("")
    if language.direction == page.direction:
        return format_html(' lang="{}"', language.bcp47)
    return format_html(' lang="{}" dir="{}"', language.bcp47, language.direction)


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, thing: Any) -> SafeString:
    """Which language a name is in, for all to see, where it is not the page's."""
    tag = thing["locale"] if isinstance(thing, dict) else thing.locale
    if tag == context["frame"].language.tag:
        return SafeString("")
    return format_html(' <small class="in-language">({})</small>', names.language_name(tag))


@register.simple_tag
def colon() -> str:
    return punctuation.colon(get_language() or SOURCE)


@register.simple_tag
def comma() -> str:
    return punctuation.comma(get_language() or SOURCE)


@register.simple_tag(takes_context=True)
def here(context: template.Context, reference: Any) -> str:
    """The address of another object in the reader's language."""
    url = reference["url"] if isinstance(reference, dict) else reference
    return address_here(url, context["frame"].language.tag)


@register.simple_tag(takes_context=True)
def current(context: template.Context, item: Any) -> SafeString:
    """``aria-current`` of a menu item: the page itself, or the section it belongs to."""
    document = context.get("document") or {}  # a search or an error has none
    path = document.get("path", "")
    if path == item.path:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if path.startswith(item.path) else "")


@register.filter
def choice(value: str, kind: str) -> str:
    """The label of a stored value: ``{{ unit.kind|choice:"unit_kind" }}``."""
    return presentation.choice_name(kind, value)


@register.filter
def license_name(code: str) -> str:
    """ "CC BY 4.0" of "CC-BY-4.0": machines get the code, readers the name."""
    return str(License(code).label) if code in License.values else code


@register.filter
def type_name(value: str) -> Any:
    return presentation.TYPE_NAMES.get(value, presentation.TYPE_NAMES["page"])


@register.filter
def languages_spoken(tags: list[str]) -> SafeString:
    """Names of languages as items of a list that can be read as a sentence."""
    return format_html_join(
        "", '<li class="chip">{}</li>', ((name,) for name in names.language_names(tags))
    )


@register.filter
def other_names(organization: dict[str, Any]) -> list[str]:
    """Names in own script or from before: not those that stand in the name already."""
    title = fold(organization["title"])
    return [name for name in organization["alternate_names"] if fold(name) not in title]


@register.filter
def unbroken(name: str) -> str:
    """A name whose legal form is not torn apart at the end of a line."""
    return name.replace("e. V.", "e.\u00a0V.")


@register.filter
def sentences(html: SafeString, thing: dict[str, Any]) -> SafeString:
    """Text of ``thing``, escaped already; in Leichte Sprache every sentence begins a line."""
    return mark_safe(one_a_line(html)) if thing["locale"] == EASY else html  # escaped before


@register.filter
def srcset(picture: dict[str, Any]) -> str:
    return ", ".join(f"{size['src']} {size['width']}w" for size in picture["srcset"])


@register.filter
def ltr(value: Any) -> SafeString:
    """A number or address that keeps its order in text of any direction."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def with_breaks(address: str) -> SafeString:
    """A long address that may be broken: mail after the at-sign, others before dots and slashes."""
    escaped = str(conditional_escape(address))
    if "@" in escaped:
        broken = escaped.replace("@", "@<wbr>")
    else:
        broken = re.sub(r"(?<=[^/])(?=[./][^/])", "<wbr>", escaped)
    return mark_safe(f'<bdi dir="ltr">{broken}</bdi>')  # escaped above
