"""What a worker held when it died, or never got, is done all the same."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.editions.models import Dirty
from cms.editions.publisher import make_copies, mark_dirty
from cms.editions.tasks import drain_dirty, make_public_copies
from cms.operations import queue, ticking
from cms.operations.ticking import tick
from locales.desk.requests import ask_for
from locales.models import TranslationRequest
from locales.tasks import begin_translation
from tests import office

pytestmark = pytest.mark.django_db


def ready(task) -> int:
    return DBTaskResult.objects.ready().filter(task_path=task.module_path).count()


def a_worker_takes_the_next_and_dies(ago: timedelta, times: int = 1) -> DBTaskResult:
    result = DBTaskResult.objects.ready().first()
    for number in range(times):
        result.claim(f"worker {number}")
    DBTaskResult.objects.filter(pk=result.pk).update(started_at=timezone.now() - ago)
    return result


@pytest.fixture(autouse=True)
def empty_queue(db):
    office.open_office()
    DBTaskResult.objects.all().delete()


@pytest.mark.parametrize(
    ("task", "arguments"),
    [(drain_dirty, ()), (make_public_copies, ("x",)), (begin_translation, (1,))],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_a_dead_worker_held_for_a_minute_is_ready_again(task, arguments):
    task.enqueue(*arguments)
    a_worker_takes_the_next_and_dies(timedelta(seconds=61))
    assert ready(task) == 0
    tick()
    assert ready(task) == 1


def test_what_a_worker_has_just_begun_is_left_to_it():
    drain_dirty.enqueue()
    a_worker_takes_the_next_and_dies(timedelta(seconds=50))
    tick()
    assert ready(drain_dirty) == 0


def test_what_ended_worker_after_worker_is_left_lying():
    drain_dirty.enqueue()
    a_worker_takes_the_next_and_dies(timedelta(seconds=61), times=queue.ATTEMPTS)
    tick()
    assert ready(drain_dirty) == 0


def test_what_waits_for_a_minute_wakes_the_worker(monkeypatch, django_capture_on_commit_callbacks):
    release = office.published_release()
    mark_dirty([release.translation_key], "left", timezone.now() - timedelta(seconds=61))
    monkeypatch.setattr(ticking, "drain", lambda limit: 0)  # the tick has no time for it
    assert Dirty.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        tick()
    assert ready(drain_dirty) == 1


def asked(ago: timedelta) -> TranslationRequest:
    [request] = ask_for(office.published_release(), ["ar"])
    TranslationRequest.objects.filter(pk=request.pk).update(requested_at=timezone.now() - ago)
    return request


def test_a_translation_asked_for_and_lost_by_the_queue_is_asked_for_again():
    request = asked(timedelta(seconds=61))
    DBTaskResult.objects.filter(task_path=begin_translation.module_path).update(
        status=TaskResultStatus.FAILED
    )
    tick()
    tick()
    assert ready(begin_translation) == 1
    begin_translation.func(request.pk)
    request.refresh_from_db()
    assert request.status == TranslationRequest.Status.DONE


def test_a_translation_still_in_the_queue_is_asked_for_once():
    asked(timedelta(seconds=61))
    tick()
    assert ready(begin_translation) == 1


def test_the_wish_for_public_copies_is_committed_with_their_use():
    release = office.published_release()
    make_copies(release.translation_key)
    assert ready(make_public_copies) == 1  # nothing was committed, and yet it is there
