"""What is noted at each sentence as soon as it is written, whoever writes it: typing, files, code.

A sentence with a mistake is kept as work in progress: wagtail-localize shows it as open with the
reason beside it, and publishing refuses it.
"""

from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from locales.cleaning import cleaned_html
from locales.marks import mark_problem, tame, with_line_breaks
from locales.segments import UNSURE


def watch() -> None:
    """Begin to look at what is written; called once at start-up."""
    pre_save.connect(_tidy, sender=StringTranslation)
    post_save.connect(_note, sender=StringTranslation)
    StringTranslation.get_comment = when_translated


def _tidy(instance, update_fields=None, **_kwargs) -> None:
    if update_fields is None or "data" in update_fields:
        source = instance.translation_of.data
        instance.data = with_line_breaks(source, tame(cleaned_html(instance.data)))


def _note(instance, update_fields=None, **_kwargs) -> None:
    # Only after saving: what ``update_or_create`` saves is a list of fields made before.
    if update_fields is not None and "data" not in update_fields:
        return
    problem = problem_of(instance)
    if bool(problem) != instance.has_error or problem != instance.field_error:
        instance.has_error, instance.field_error = bool(problem), problem
        type(instance).objects.filter(pk=instance.pk).update(
            has_error=instance.has_error, field_error=problem
        )


def problem_of(translation: StringTranslation) -> str:
    """Why a translated sentence is still open; "" if it is not."""
    if translation.tool_name == UNSURE:
        return _("A suggestion. Read it and save it, and it is confirmed.")
    return mark_problem(translation.translation_of.data, translation.data)


def when_translated(translation: StringTranslation) -> str:
    """ "Von Hand übersetzt am 25. November 2026"; wagtail-localize's own has English months."""
    day = date_format(timezone.localtime(translation.updated_at), "DATE_FORMAT")
    if translation.tool_name == UNSURE:
        return ""  # what is to be done with it stands there already
    if translation.tool_name:
        return _("Translated with %(tool)s on %(day)s") % {
            "tool": translation.tool_name,
            "day": day,
        }
    if translation.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return _("Translated by machine on %(day)s") % {"day": day}
    return _("Translated by hand on %(day)s") % {"day": day}
