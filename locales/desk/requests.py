"""Sending originals to be translated: wishes are written down, the worker carries them out."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from locales.languages import LANGUAGES, SOURCE
from locales.models import TranslationRequest

WAITED_TOO_LONG = timedelta(seconds=60)


def ask_for(original, tags: Iterable[str], *, user=None) -> list[TranslationRequest]:
    """One request per language, newly asked for also where an earlier one failed; queued."""
    from locales.tasks import begin_translation  # the task calls carry_out below

    content_type = ContentType.objects.get_for_model(original)
    requests = []
    with transaction.atomic():
        for tag in tags:
            if tag == SOURCE or tag not in LANGUAGES:
                raise ValueError(f"{tag!r} is not a language to translate into")
            request, _created = TranslationRequest.objects.update_or_create(
                key=original.translation_key,
                locale=tag,
                defaults={
                    "content_type": content_type,
                    "status": TranslationRequest.Status.WAITING,
                    "problem": "",
                    "requested_at": timezone.now(),
                    "requested_by": user,
                },
            )
            requests.append(request)
            begin_translation.enqueue(request.pk)
    return requests


def ask_again() -> None:
    """Queue once more what waits although no worker has it or will get it. Two queries."""
    from locales.tasks import begin_translation

    waiting = TranslationRequest.objects.filter(
        status=TranslationRequest.Status.WAITING,
        requested_at__lt=timezone.now() - WAITED_TOO_LONG,
    ).values_list("pk", flat=True)
    if not waiting:
        return
    open_tasks = DBTaskResult.objects.filter(
        task_path=begin_translation.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    queued = {task.args_kwargs["args"][0] for task in open_tasks}
    for request_id in waiting:
        if request_id not in queued:
            begin_translation.enqueue(request_id)


def carry_out(request_id: int) -> None:
    """Make the draft that was asked for. Idempotent; a failure stands in the request's row."""
    request = TranslationRequest.objects.filter(pk=request_id).first()
    if request is None or request.status == TranslationRequest.Status.DONE:
        return
    try:
        with transaction.atomic():
            _begin(request)
    except Exception as error:
        # The outermost loop of this work: whatever it was, the editor must see it and try again.
        TranslationRequest.objects.filter(pk=request_id).update(
            status=TranslationRequest.Status.FAILED,
            problem=f"{type(error).__name__}: {error}"[:500],
        )
        raise


def _begin(request: TranslationRequest) -> None:
    model = request.content_type.model_class()
    if model is None:
        raise LookupError(f"{request.content_type} is no type of text any more")
    original = model._default_manager.get(translation_key=request.key, locale__language_code=SOURCE)
    locale = Locale.objects.get(language_code=request.locale)
    source, _created = TranslationSource.update_or_create_from_instance(original)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    if _needs_draft(source, locale):
        translation.save_target(user=request.requested_by, publish=False)
    request.status = TranslationRequest.Status.DONE
    request.save(update_fields=["status"])


def _needs_draft(source: TranslationSource, locale: Locale) -> bool:
    """Whether it has no text of its own yet: what somebody began is never written over."""
    row = source.object.get_instance_or_none(locale)
    if row is None:
        return True
    return row.latest_revision_id is None or (isinstance(row, Page) and row.alias_of_id is not None)
