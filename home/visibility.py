"""What readers see of a page or snippet, said in the same words everywhere in the admin.

The row of the database is asked, never a draft: ``state_words`` names the state (badges, lists),
``visibility_sentence`` tells somebody who has just saved, approved or published what follows.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import (
    DraftStateMixin,
    Page,
    PageViewRestriction,
    Revision,
    WorkflowMixin,
    get_page_models,
)

from home.moments import day_in_brief, moment_in_brief, moment_soon
from locales.languages import LANGUAGES, SOURCE
from locales.names import language_name
from locales.translation import is_translation


def install() -> None:
    """Let Wagtail's own lists and reports say the state in the same words; called at start-up."""
    WorkflowMixin.status_string = DraftStateMixin.status_string = property(state_words)


def held_back_until(instance: Any) -> datetime | None:
    """The end of an embargo that still holds, the German original's for all languages."""
    source = source_row(instance)
    embargo = getattr(source, "embargo_until", None)
    return embargo if embargo and embargo > timezone.now() else None


def source_row(instance: Any) -> Any:
    """The German original; the instance itself if it is the original or has no language."""
    locale = getattr(instance, "locale", None)
    if locale is None or locale.language_code == SOURCE:
        return instance
    key = instance.translation_key
    rows = type(instance).objects.filter(translation_key=key, locale__language_code=SOURCE)
    return rows.first() or instance


def why_hidden(instance: Any) -> str:
    """Why readers do not see what is live, also after its embargo; empty if they do. Six queries
    at most.

    What stands above the German original counts for all languages.
    """
    if why := language_not_shown(instance):
        return why
    source = source_row(instance)
    if is_translation(instance) and (source is instance or not source.live or _expired(source)):
        return _("its German original is not public")
    if not isinstance(instance, Page):
        return ""
    if instance.alias_of_id:
        return _("it is only an alias of “%(title)s”") % {"title": instance.alias_of.title}
    if any(page.get_view_restrictions().exists() for page in {instance, source}):
        return _("access to it is restricted")
    is_hidden = Q(live=False) | Q(expire_at__lte=timezone.now())
    hidden = source.get_ancestors().filter(is_hidden, depth__gt=1).first()
    if hidden is not None:
        return _("the page above, “%(title)s”, is not public") % {"title": hidden.title}
    return ""


def language_not_shown(instance: Any) -> str:
    """That readers are not offered the language of the object; empty if they are."""
    locale = getattr(instance, "locale", None)
    if locale is None or LANGUAGES[locale.language_code].is_public:
        return ""
    name = language_name(locale.language_code)
    return _("%(language)s is not shown to readers yet") % {"language": name}


def is_public(instance: Any) -> bool:
    """Whether readers see the row as it stands, now."""
    return bool(
        instance.live
        and not _expired(instance)
        and not held_back_until(instance)
        and not why_hidden(instance)
    )


def will_be_seen(instance: Any) -> bool:
    """Whether readers see the row now, or will by themselves: after an embargo, at its hour."""
    if is_public(instance):
        return True
    waits = held_back_until(instance) or instance.approved_schedule
    return bool(waits) and not why_hidden(instance)


def readable_below(page: Page) -> int:
    """How many German texts below the page readers can read as long as they can read the page.

    Three queries and one per type with an embargo.
    """
    below = page.get_descendants()
    is_hidden = Q(live=False) | Q(expire_at__lte=timezone.now())
    closed = PageViewRestriction.objects.filter(page__in=below).values_list("page__path", flat=True)
    shut = (*below.filter(is_hidden).values_list("path", flat=True), *closed)
    shown = below.filter(live=True, alias_of=None, locale__language_code=SOURCE)
    for model in get_page_models():
        if any(field.name == "embargo_until" for field in model._meta.fields):
            held_back = model._default_manager.filter(embargo_until__gt=timezone.now())
            shown = shown.exclude(pk__in=held_back.values("pk"))
    return sum(not path.startswith(shut) for path in shown.values_list("path", flat=True))


def state_words(instance: Any) -> str:
    """The state as lists and reports show it, with what waits behind it. A few queries."""
    if type(instance) is Page:
        instance = instance.specific
    words = readers_see(instance)
    change = _state_of_change(instance) if instance.live and not _expired(instance) else ""
    if not change:
        return words
    return _("%(state)s, %(change)s") % {"state": words, "change": change}


def readers_see(instance: Any) -> str:
    """The state without what waits behind it: what readers see now."""
    if not instance.live:
        return _state_of_hidden(instance)
    if _expired(instance):
        return _("expired")
    if why := language_not_shown(instance):
        return _("not public yet: %(reason)s") % {"reason": why}
    if until := held_back_until(instance):
        return _("embargoed until %(moment)s") % {"moment": moment_in_brief(until)}
    if why := why_hidden(instance):
        return _("not public: %(reason)s") % {"reason": why}
    return _("public since %(day)s") % {"day": day_in_brief(_seen_since(instance))}


def row_of(instance: Any) -> Any:
    """The object as it stands in the database, and not in a draft."""
    kind = instance.specific_class if isinstance(instance, Page) else type(instance)
    return kind._base_manager.get(pk=instance.pk)


def _state_of_hidden(instance: Any) -> str:
    if getattr(instance, "withdrawn_at", None):
        return _("withdrawn")
    if instance.expired:
        return _("expired")
    if (starts := _scheduled_for(instance)) is not None:
        return _("scheduled for %(moment)s") % {"moment": moment_in_brief(starts)}
    return _state_in_workflow(instance) or _("draft")


def _state_of_change(instance: Any) -> str:
    """What waits behind the public text; empty if nothing does."""
    if (starts := _scheduled_for(instance)) is not None:
        return _("change scheduled for %(moment)s") % {"moment": moment_in_brief(starts)}
    if instance.has_unpublished_changes:
        workflow = _state_in_workflow(instance)
        return _("changes: %(state)s") % {"state": workflow} if workflow else _("changes in draft")
    return ""


def _state_in_workflow(instance: Any) -> str:
    state = getattr(instance, "current_workflow_state", None)
    if state is None:
        return ""
    if state.status == state.STATUS_NEEDS_CHANGES:
        return _("changes requested")
    return _("handed in for approval")


def visibility_sentence(instance: Any, revision: Revision | None = None) -> str:
    """What readers see now, after something was saved, approved or published, without full stop:
    "public since 09:01", "public from Tue, 1 December, 10:00", "not public yet, because …".

    Of the newest text, or of ``revision`` (what was approved). The row is read anew.
    """
    row = row_of(instance)
    if not row.live:
        return _sentence_of_hidden(row)
    if _expired(row):
        return _("no longer public: expired")
    if why := why_hidden(row):
        return _not_public(row, why)
    if until := held_back_until(row):
        return _public_from(until)
    is_shown = revision is not None and row.live_revision_id == revision.pk
    if not is_shown and (starts := _scheduled_for(row)):
        return _("the change is public from %(moment)s") % {"moment": moment_soon(starts)}
    if row.has_unpublished_changes and not is_shown:
        return _("the changes are not public yet, because %(reason)s") % {"reason": _waits(row)}
    # A new text is new from the end of its embargo on, however early it was approved.
    since = max(row.last_published_at or _seen_since(row), _embargo_end(row))
    return _("public since %(moment)s") % {"moment": moment_soon(since)}


def _sentence_of_hidden(row: Any) -> str:
    if withdrawn_at := getattr(row, "withdrawn_at", None):
        return _("no longer public: withdrawn on %(moment)s") % {
            "moment": moment_soon(withdrawn_at)
        }
    if starts := _scheduled_for(row):
        why = why_hidden(row)
        return _not_public(row, why) if why else _public_from(starts)
    if row.expired:
        return _("no longer public: expired")
    return _("not public yet, because %(reason)s") % {"reason": _waits(row)}


def _not_public(row: Any, why: str) -> str:
    if language_not_shown(row):
        return _("not public yet, because %(reason)s") % {"reason": why}
    return _("not public, because %(reason)s") % {"reason": why}


def _public_from(moment: datetime) -> str:
    return _("public from %(moment)s") % {"moment": moment_soon(moment)}


def _waits(row: Any) -> str:
    state = getattr(row, "current_workflow_state", None)
    if state is None:
        return _("nobody has published it")
    if state.status == state.STATUS_NEEDS_CHANGES:
        return _("changes were requested")
    return _("it waits for approval")


def _scheduled_for(instance: Any) -> datetime | None:
    """When the scheduler publishes a revision of the object; None if nothing is scheduled."""
    if not instance.approved_schedule:
        return None
    return instance.scheduled_revision.approved_go_live_at


def _expired(instance: Any) -> bool:
    """Whether the time of a live row is over; the scheduler takes it down within a minute."""
    return instance.expire_at is not None and instance.expire_at <= timezone.now()


def _embargo_end(instance: Any) -> datetime:
    embargo = getattr(source_row(instance), "embargo_until", None)
    return embargo or instance.first_published_at or timezone.now()


def _seen_since(instance: Any) -> datetime:
    first = instance.first_published_at or instance.last_published_at or timezone.now()
    return max(first, _embargo_end(instance))
