"""After every button: what was done, and what readers see now. Green only where that is so.

Wagtail says "has been updated" whatever became of a text; what stands here takes its place.
"""

from django.contrib import messages as plain_messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, TaskState, WorkflowState

from home.publishing import problems_before_publishing
from home.visibility import (
    is_public,
    readable_below,
    visibility_sentence,
    why_hidden,
    will_be_seen,
)

SUCCESS, INFO, WARNING = messages.success, messages.info, messages.warning


def say(
    request: HttpRequest, instance, done: str, level=SUCCESS, revision=None, *, then: str = ""
) -> None:
    """``done``, then what readers see of the object, in place of Wagtail's message."""
    _leave_out_wagtails(request)
    sentence = visibility_sentence(instance, revision)
    text = f"{done} {capfirst(sentence)}. {then}".strip()
    level(request, text, buttons=_buttons(instance))


def say_only(request: HttpRequest, instance, done: str, level=SUCCESS) -> None:
    """``done`` alone, where it says what readers see."""
    _leave_out_wagtails(request)
    level(request, done, buttons=_buttons(instance))


def saved(request: HttpRequest, instance) -> None:
    say(request, instance, _("Draft of “%(title)s” saved.") % _named(instance))


def submitted(request: HttpRequest, instance) -> None:
    draft = instance.get_latest_revision_as_object()
    done = _("“%(title)s” was handed in for approval.") % _named(instance)
    say(request, instance, done)
    say_what_is_missing(request, draft)


def say_what_is_missing(request: HttpRequest, draft) -> None:
    """What would stand in the way of publishing the draft, if that can be told already."""
    if missing := problems_before_publishing(draft):
        items = format_html_join("", "<li>{}</li>", ([problem] for problem in missing))
        text = format_html("{}<ul>{}</ul>", _("Before it can be published:"), items)
        messages.warning(request, text)


def published(request: HttpRequest, instance) -> None:
    """Green where readers see it or will; a text that stays hidden for another reason is none."""
    row = _row(instance)
    level = SUCCESS if will_be_seen(row) else WARNING
    done = _("“%(title)s” was published.") if row.live else _("“%(title)s” is scheduled.")
    say(request, row, done % _named(row), level, row.latest_revision)


def unpublished(request: HttpRequest, instance, below: int = 0) -> None:
    """``below``: how many texts below it readers could read until now."""
    done = _("“%(title)s” is not public any more. It stays a draft.") % _named(instance)
    say_only(request, instance, f"{done} {_unreadable(below)}".strip())


def copied(request: HttpRequest, page: Page, *, with_pages_below: bool) -> None:
    """The new page: a copy or an alias, alone or with what stands below its model."""
    row = _row(page.specific)
    done = _("“%(title)s” was copied.")
    if row.alias_of_id:
        done = _("An alias of “%(title)s” was made.")
    if with_pages_below and (count := row.get_descendants().count()):
        done = ngettext(
            "“%(title)s” was copied with %(count)d page below it.",
            "“%(title)s” was copied with %(count)d pages below it.",
            count,
        ) % {"title": "%(title)s", "count": count}
    say(request, row, done % _named(row), _level(row))
    say_what_is_missing(request, row)


def moved(request: HttpRequest, page: Page) -> None:
    row = _row(page.specific)
    done = _("“%(title)s” was moved.") % _named(row)
    below = readable_below(row) if row.live and why_hidden(row) else 0
    say(request, row, done, _level(row), then=_unreadable(below))


def converted(request: HttpRequest, page: Page) -> None:
    """What was an alias until now; a draft if it may not be shown as it stands."""
    row = _row(page.specific)
    done = _("“%(title)s” is a page of its own now, no alias any more.") % _named(row)
    say(request, row, done, SUCCESS if will_be_seen(row) else WARNING)
    say_what_is_missing(request, row)


def cancelled(request: HttpRequest, instance) -> None:
    say(request, instance, _("“%(title)s” no longer waits for approval.") % _named(instance), INFO)


def decided(request: HttpRequest, instance, state: TaskState, *, changed: bool = False) -> None:
    """What became of an approval or of a text given back; ``changed``: by whoever decided."""
    state = TaskState.objects.select_related("workflow_state").get(pk=state.pk)
    row, workflow = _row(instance), state.workflow_state
    if state.status == TaskState.STATUS_REJECTED:
        done = _("“%(title)s” was given back, with your remark.")
        if changed:
            done = _("“%(title)s” was given back. Your changes are saved in the draft.")
        say(request, row, done % _named(row), INFO)
    elif workflow.status == WorkflowState.STATUS_APPROVED:
        _approved(request, row)
    elif state.task_id == workflow.current_task_state.task_id:
        done = _("“%(title)s” was changed after it was handed in. Look at it once more, please.")
        say(request, row, done % _named(row), WARNING)
    else:
        done = _("You approved “%(title)s”. Next it waits for: %(step)s.")
        step = workflow.current_task_state.task.name
        say(request, row, done % (_named(row) | {"step": step}), INFO)


def decided_before(request: HttpRequest, instance) -> None:
    """Somebody else was faster, or the text was handed in anew meanwhile."""
    done = _("This decision about “%(title)s” was open no longer; nothing was done.")
    say(request, instance, done % _named(instance), WARNING)


def _approved(request: HttpRequest, row) -> None:
    done = _("“%(title)s” is approved.") % _named(row)
    say(request, row, done, SUCCESS if will_be_seen(row) else WARNING, row.latest_revision)


def _level(row):
    """A draft stays what it was; what is live and hidden is worth a warning."""
    return SUCCESS if not row.live or will_be_seen(row) else WARNING


def _unreadable(below: int) -> str:
    if not below:
        return ""
    said = ngettext(
        "Nobody can read the %(count)d text below it either.",
        "Nobody can read the %(count)d texts below it either.",
        below,
    )
    return said % {"count": below}


def _leave_out_wagtails(request: HttpRequest) -> None:
    kept = [said for said in plain_messages.get_messages(request) if said.level_tag != "success"]
    for said in kept:
        plain_messages.add_message(request, said.level, said.message, said.extra_tags)


def _buttons(instance) -> list:
    found = []
    if isinstance(instance, Page) and instance.url and is_public(_row(instance)):
        found.append(messages.button(instance.url, _("View live"), new_window=True))
    if address := AdminURLFinder().get_edit_url(instance):
        found.append(messages.button(address, _("Edit")))
    return found


def _named(instance) -> dict[str, str]:
    return {"title": get_latest_str(instance)}


def _row(instance):
    """The object as it stands in the database now."""
    return type(instance)._default_manager.get(pk=instance.pk)
