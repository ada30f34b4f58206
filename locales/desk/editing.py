"""wagtail-localize's editing screen and what it lacks: what changed, what is missing, what next."""

import json
import re
from dataclasses import dataclass, field

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from locales.desk.changes import Change, changes_of
from locales.desk.reviewing import (
    ACTIONS,
    lock_message,
    may_review,
    missing_of,
    review_of,
)
from locales.desk.rights import is_chief, is_only_translator, may_publish
from locales.desk.states import State, translation_states
from locales.languages import LANGUAGES, Language
from locales.marks import as_signs
from locales.returning import reason, went_back_by_itself
from locales.segments import UNSURE, plain
from locales.translation import is_translation

_SIGNS = re.compile(r"<a .*?</a>|<b>.*?</b>|<br/>")


@dataclass(slots=True)
class Desk:
    """What surrounds the sentences on the editing screen."""

    language: Language
    props: str
    state: State
    changes: list[Change]
    missing: list[str]
    unsure: list[tuple[str, str]]
    lock: str
    review: TaskState | None
    may_review: bool
    may_publish: bool
    marks: str  # what the signs in a sentence are; empty if there are none
    sent_back: str = ""
    previews: list[tuple[str, str]] = field(default_factory=list)
    unpublish_url: str = ""


def desk_for(translation: Translation, instance, props: str, user) -> Desk:
    lock = lock_message(instance, user)
    language = LANGUAGES[translation.target_locale.language_code]
    key = translation.source.object_id
    return Desk(
        language=language,
        props=_props(props, is_locked=bool(lock)),
        state=translation_states([key])[key, language.tag],
        changes=changes_of(translation),
        missing=missing_of(translation),
        unsure=_unsure(translation),
        lock=lock,
        review=review_of(instance),
        may_review=may_review(instance, user),
        may_publish=may_publish(instance, user),
        marks=_marks(translation),
        sent_back=_sent_back(instance),
        previews=_previews(translation, instance),
        unpublish_url=_unpublish_url(instance, user),
    )


def _props(props: str, *, is_locked: bool) -> str:
    """The editor's settings without the actions that our own bar takes over."""
    settings = json.loads(props)
    settings["perms"] = dict.fromkeys(settings["perms"], False)
    settings["links"]["convertToAliasUrl"] = None
    settings["object"]["isLocked"] = is_locked
    return json.dumps(settings)


def _unsure(translation: Translation) -> list[tuple[str, str]]:
    """Suggestions that nobody has confirmed: the German sentence and the translation."""
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale,
        tool_name=UNSURE,
        context__object_id=translation.source.object_id,
        translation_of__in=translation.source.stringsegment_set.values("string"),
    ).values_list("translation_of__data", "data")
    return [(plain(source), plain(data)) for source, data in rows]


def _marks(translation: Translation) -> str:
    if not translation.source.stringsegment_set.filter(string__data__contains="<").exists():
        return ""
    hint = _(
        'Signs such as <a id="a1">…</a> (a link), <b>…</b> (highlighted words) and <br/> (a new '
        "line) belong to the sentence. Copy each of them once and put your words between its two "
        "halves; their order is up to you."
    )
    return _SIGNS.sub(lambda found: as_signs(found[0]), hint)


def _sent_back(instance) -> str:
    state = getattr(instance, "current_workflow_state", None)
    if state is None or state.status != state.STATUS_NEEDS_CHANGES:
        return ""
    if went_back_by_itself(state):
        return reason()
    return state.current_task_state.comment or _("The chief editors ask for changes.")


def _previews(translation: Translation, instance) -> list[tuple[str, str]]:
    if not isinstance(instance, Page):
        return []
    first = instance.default_preview_mode
    return [
        (
            str(label),
            reverse(
                "wagtail_localize:preview_translation",
                args=[translation.pk] if mode == first else [translation.pk, mode],
            ),
        )
        for mode, label in instance.preview_modes
    ]


def _unpublish_url(instance, user) -> str:
    if isinstance(instance, Page) and instance.permissions_for_user(user).can_unpublish():
        return reverse("wagtailadmin_pages:unpublish", args=[instance.pk])
    return ""


def before_edit(request, instance):
    """Answer what is posted from the editing screen; None where wagtail-localize may go on.

    Runs before wagtail-localize's own hook, which publishes past locks and reviews, and lets
    everybody who may edit put German back.
    """
    if not hasattr(instance, "translation_key") or not is_translation(instance):
        return None
    if not is_chief(request.user) and (
        "localize-restart-translation" in request.POST
        or "localize-convert-to-alias" in request.POST
    ):
        return _turn_away(request, _("Only the chief editors may do this."))
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale, enabled=True
    ).first()
    if translation is None or getattr(instance, "alias_of_id", None):
        if is_only_translator(request.user):
            return _turn_away(
                request, _("This text has not been sent to be translated. Please ask the editors.")
            )
        return None
    if request.method != "POST":
        return None
    act = ACTIONS.get(request.POST.get("action", ""))
    if act is None:
        messages.error(request, _("A translation is changed sentence by sentence."))
        return redirect(request.path)
    act(request, translation, instance)
    return redirect(request.path)


def _turn_away(request, reason: str):
    messages.error(request, reason)
    return redirect("wagtailadmin_home")
