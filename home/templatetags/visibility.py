"""What readers see of a text, for the templates of the admin."""

from django import template

from home import visibility
from home.moments import moment_in_brief

register = template.Library()


@register.simple_tag
def state_of(instance) -> str:
    """What readers see of the object now, whatever draft of it is at hand."""
    return visibility.readers_see(visibility.row_of(instance))


@register.simple_tag
def is_public(instance) -> bool:
    return visibility.is_public(visibility.row_of(instance))


@register.simple_tag
def embargo_in(draft) -> str:
    """The end of the embargo that a draft would have once it is published; empty if none."""
    until = visibility.held_back_until(draft)
    return moment_in_brief(until) if until else ""


register.filter("in_brief", moment_in_brief)
