"""For the templates of the editing screen and of the comparison of two versions."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from locales.desk.editing import Desk, desk_for
from locales.languages import LANGUAGES

register = template.Library()


@register.simple_tag(takes_context=True)
def translation_desk(context) -> Desk:
    return desk_for(
        context["translation"], context["instance"], context["props"], context["request"].user
    )


@register.filter
def compared_in(table: str, instance) -> SafeString:
    """Wagtail's table of differences, each of its values in the language of the object."""
    locale = getattr(instance, "locale", None)
    language = LANGUAGES.get(locale.language_code) if locale else None
    if language is None:
        return mark_safe(table)
    said = format_html('lang="{}" dir="{}"', language.bcp47, language.direction)
    table = table.replace('<td class="comparison">', f'<td class="comparison" {said}>')
    return mark_safe(table.replace("<dd>", f"<dd {said}>"))
