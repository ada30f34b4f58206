"""The one module that touches how wagtail-localize writes a translation.

``TranslationSource.create_or_update_translation`` of wagtail-localize 1.14 fills what is missing
with German and writes the live row: there old translations die. ``install`` replaces exactly this
method. Ours writes a revision, and publishes only that. See
docs/decisions/0003-one-replaced-method.md.
"""

import inspect

import wagtail_localize
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import TranslationLog, TranslationSource
from wagtail_localize.segments.ingest import ingest_segments

from locales.language_of_text import is_copied, is_in_other_letters
from locales.languages import SOURCE
from locales.marks import mark_problem, shortened
from locales.segments import (
    UNSURE,
    Segment,
    is_untranslated,
    plain,
    segments_of,
    source_of,
    texts_in,
)

VERSION = "1.14"
SIGNATURE = "(self, locale, user=None, publish=True, copy_parent_pages=False, fallback=False)"


def install() -> None:
    """Replace the method; called once at start-up. RuntimeError if wagtail-localize changed it."""
    original = TranslationSource.create_or_update_translation
    if original is write_revision:
        return
    found = str(inspect.signature(original))
    if not wagtail_localize.__version__.startswith(VERSION) or found != SIGNATURE:
        raise RuntimeError(
            f"wagtail-localize {wagtail_localize.__version__} has "
            f"create_or_update_translation{found}: read locales/translation.py before upgrading."
        )
    TranslationSource.create_or_update_translation = write_revision


def write_revision(
    source, locale, user=None, publish=True, copy_parent_pages=False, fallback=False
):
    """The translated instance and whether it is new; its text is in a revision, not in the row.

    Publishing goes through ``Revision.publish``, which refuses what is incomplete: the draft stays.
    ``fallback`` has no effect: a draft may hold German where nothing is translated yet.
    """
    with transaction.atomic():
        original = source.as_instance()
        draft, created = _target_row(source, original, locale)
        copy_synchronised_fields(original, draft)
        segments = source._get_segments_for_translation(locale, fallback=True)
        ingest_segments(original, draft, source.locale, locale, segments)
        if isinstance(draft, Page):
            draft.slug = find_available_slug(
                draft.get_parent(), draft.slug, ignore_page_id=draft.pk
            )
        revision = draft.save_revision(user=user, clean=False)
        TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    if publish:
        revision.publish(user=user)
    return source.get_translated_instance(locale), created


def _target_row(source, original, locale: Locale):
    """The row of the translation. A new one, or one that was an alias, is a draft: not live."""
    try:
        row = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        if isinstance(original, Page):
            row = original.copy_for_translation(locale, copy_parents=True).specific
        else:
            row = original.copy_for_translation(locale)
            row.live = False
            row.save()
        _clear_times(row)
        return row, True
    if isinstance(row, Page) and row.alias_of_id:
        # An alias shows German under another language's name: it stops being live at once.
        type(row).objects.filter(pk=row.pk).update(
            alias_of=None, live=False, has_unpublished_changes=True, live_revision=None
        )
        row = source.get_translated_instance(locale)
        _clear_times(row)
    return row, False


def _clear_times(copied) -> None:
    """When the object is shown is said in German, for all languages: a copy would grow stale."""
    times = [name for name in ("go_live_at", "expire_at", "embargo_until") if hasattr(copied, name)]
    type(copied).objects.filter(pk=copied.pk).update(**dict.fromkeys(times))
    for name in times:
        setattr(copied, name, None)


def is_translation(instance) -> bool:
    """Whether an object is in another language than the source."""
    locale = getattr(instance, "locale", None)
    return locale is not None and locale.language_code != SOURCE


def problems_of(draft) -> list[str]:
    """Why this translation cannot be published, a sentence for each reason; empty if it can.

    Nothing missing, empty, faulty or left in German; and the draft holds what the translator last
    wrote, not an older state. Five queries.
    """
    source = source_of(draft.translation_key)
    if source is None:
        return [_("There is no German original that this text is a translation of.")]
    segments = segments_of(source, draft.locale)
    problems = [problem for segment in segments if (problem := _problem(segment, draft.locale))]
    problems += [
        _("The link to “%(address)s”: %(problem)s") % {"address": given.data, "problem": problem}
        for given in source.overridablesegment_set.get_overrides(draft.locale)
        if (problem := given.get_error())
    ]
    if problems:
        return problems
    texts = texts_in(draft)
    older = _("This draft is older than its translation. Save the translation again, then publish.")
    for segment in segments:
        place = (segment.path, plain(segment.translation or ""))
        texts[place] -= 1
        if texts[place] < 0:
            return [older]
    # What the original no longer has must not be published again from an old draft.
    return [older] if any(count > 0 for count in texts.values()) else []


def _problem(segment: Segment, locale: Locale) -> str | None:
    values = {"text": shortened(segment.source)}
    if is_untranslated(segment.source, segment.translation):
        return _("“%(text)s” is not translated yet.") % values
    if problem := mark_problem(segment.source, segment.translation or ""):
        return _("“%(text)s”: %(problem)s") % {**values, "problem": problem}
    if segment.has_error and segment.origin == UNSURE:
        return unconfirmed(segment.source)
    if segment.has_error:
        return _("“%(text)s”: the translation has an error in its formatting or links.") % values
    source, text = plain(segment.source), plain(segment.translation or "")
    if is_copied(source, text, locale.language_code):
        return _("“%(text)s” is still in German.") % values
    if is_in_other_letters(source, text, locale.language_code):
        return _("“%(text)s” is not written in the letters of this language.") % values
    return None


def unconfirmed(source: str) -> str:
    return _("“%(text)s”: the suggestion has not been confirmed yet.") % {"text": shortened(source)}
