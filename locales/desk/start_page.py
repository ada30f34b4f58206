"""What waits for a translator, on the first page after logging in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from locales.desk.rights import is_chief, is_only_translator, target_languages_of
from locales.desk.states import State, translation_states
from locales.desk.submitting import edit_url
from locales.languages import LANGUAGES, Language
from locales.models import PublishedTranslation
from locales.returning import went_back_by_itself
from locales.segments import UNSURE

RECENT = timedelta(days=14)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One text in one language: its German title, where to open it, how far it is."""

    title: str
    url: str
    state: State
    kind: str
    in_review: bool
    sent_back: str  # what the chief editors wrote; empty if it was not sent back
    went_back: bool  # by itself, since the original changed during the review
    total: int
    done: int
    published_at: datetime | None

    @property
    def is_snippet_to_publish(self) -> bool:
        return self.kind != "page" and self.state.name == "in_progress" and self.done == self.total


@dataclass(frozen=True, slots=True)
class Waiting:
    """One language of the translator's with what waits in it."""

    language: Language
    sent_back: list[Item]
    outdated: list[Item]
    new: list[Item]
    in_review: list[Item]
    recent: list[Item]

    @property
    def is_empty(self) -> bool:
        return not (self.sent_back or self.outdated or self.new or self.in_review or self.recent)


class WaitingPanel(Component):
    """The translators' panel. A fixed number of queries for each language and type of text."""

    name = "waiting_for_translation"
    template_name = "desk/waiting.html"
    order = 10

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "languages": [_waiting(tag, _items(tag)) for tag in target_languages_of(user)],
            "shown": SHOWN,
        }


class SnippetsToPublishPanel(Component):
    """For the chief editors: translated snippets, which have no review of their own."""

    name = "snippets_to_publish"
    template_name = "desk/snippets_to_publish.html"
    order = 20

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        found = [
            (LANGUAGES[tag], item)
            for tag in target_languages_of(user)
            for item in _items(tag, pages=False)
            if item.is_snippet_to_publish
        ]
        return {"items": found[:SHOWN]}


class WentBackPanel(Component):
    """For the chief editors: what they were asked to approve and need not any more."""

    name = "went_back"
    template_name = "desk/went_back.html"
    order = 21

    def get_context_data(self, parent_context):
        states = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_NEEDS_CHANGES,
            current_task_state__finished_by=None,
            current_task_state__finished_at__gt=timezone.now() - RECENT,
        ).select_related("current_task_state")
        rows = [(state, state.content_object) for state in states[:SHOWN]]
        return {
            "items": [
                (LANGUAGES[row.locale.language_code], str(row), edit_url(row), state)
                for state, row in rows
                if row is not None
            ]
        }


def panels_for(user) -> list[Component]:
    if is_only_translator(user):
        return [WaitingPanel()]
    return [SnippetsToPublishPanel(), WentBackPanel()] if is_chief(user) else []


def _waiting(tag: str, items: list[Item]) -> Waiting:
    by_group: dict[str, list[Item]] = defaultdict(list)
    since = timezone.now() - RECENT
    for item in items:
        if item.sent_back:
            by_group["sent_back"].append(item)
        elif item.in_review:
            by_group["in_review"].append(item)
        elif item.went_back or item.state.name in ("outdated", "needs_review"):
            by_group["outdated"].append(item)
        elif item.state.name == "in_progress":
            by_group["new"].append(item)
        elif item.published_at and item.published_at > since:
            by_group["recent"].append(item)
    by_group["recent"].sort(key=lambda item: item.published_at or since, reverse=True)
    by_group["outdated"].sort(key=lambda item: item.state.since or timezone.now())
    names = ("sent_back", "outdated", "new", "in_review", "recent")
    return Waiting(LANGUAGES[tag], **{name: by_group[name] for name in names})


def _items(tag: str, *, pages: bool = True) -> list[Item]:
    """Every text that was sent to be translated into the language."""
    translations = Translation.objects.filter(
        target_locale__language_code=tag, enabled=True
    ).select_related("source", "source__specific_content_type")
    rows = _rows(tag, translations)
    states = translation_states(rows)
    published = dict(
        PublishedTranslation.objects.filter(locale=tag).values_list("key", "translated_at")
    )
    reviews, counts = _reviews(), _counts(tag)
    items = []
    for translation in translations:
        key = translation.source.object_id
        row = rows.get(key)
        if row is None or (isinstance(row, Page) and not pages):
            continue
        total, done = counts.get(translation.source_id, (0, 0))
        review = reviews.get(str(row.pk)) if isinstance(row, Page) else None
        items.append(
            Item(
                title=translation.source.object_repr,
                url=edit_url(row),
                state=states[key, tag],
                kind="page" if isinstance(row, Page) else "snippet",
                in_review=review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS,
                sent_back=_remark(review),
                went_back=went_back_by_itself(review),
                total=total,
                done=done,
                published_at=published.get(key),
            )
        )
    return items


def _rows(tag: str, translations) -> dict:
    """The translated rows by key; one query for pages and one for each type of snippet."""
    models = {
        translation.source.specific_content_type.model_class() for translation in translations
    }
    found: dict[UUID, Any] = {}
    for model in {Page if issubclass(model, Page) else model for model in models if model}:
        rows = model._default_manager.filter(locale__language_code=tag)
        found |= {row.translation_key: row for row in rows}
    return found


def _reviews() -> dict[str, WorkflowState]:
    """What is being reviewed or was sent back, by the page's number. One query."""
    pages = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.active().filter(base_content_type=pages)
    return {state.object_id: state for state in states.select_related("current_task_state")}


def _remark(review: WorkflowState | None) -> str:
    if review is None or review.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    if went_back_by_itself(review):
        return ""
    comment = review.current_task_state and review.current_task_state.comment
    return comment or _("The chief editors ask for changes.")


def _counts(tag: str) -> dict[int, tuple[int, int]]:
    """(sentences, translated ones) by source. One query."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"),
        locale__language_code=tag, has_error=False,
    ).exclude(tool_name=UNSURE)  # fmt: skip
    rows = (
        StringSegment.objects.filter(source__translations__target_locale__language_code=tag)
        .annotate(is_done=Exists(translated))
        .values("source")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(is_done=True)))
        .values_list("source", "total", "done")
    )
    return {source: (total, done) for source, total, done in rows}
