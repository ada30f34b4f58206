"""For the template of the editing screen."""

from django import template

from locales.desk.editing import Desk, desk_for

register = template.Library()


@register.simple_tag(takes_context=True)
def translation_desk(context) -> Desk:
    return desk_for(
        context["translation"], context["instance"], context["props"], context["request"].user
    )
