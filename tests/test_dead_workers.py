"""What a worker held when it died, or never got, is done all the same."""

import errno
import os
import time
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.editions.models import Dirty, MediaUse, Postponed
from cms.editions.publisher import make_copies, mark_dirty
from cms.editions.tasks import drain_dirty, make_public_copies
from cms.operations import queue, ticking
from cms.operations.ticking import tick
from cms.operations.whole_files import HALF_FILES_STAY, WholeFileStorage
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
    assert ready(make_public_copies) == 0  # nothing is committed, nobody is woken
    wish = Postponed.objects.get()
    assert (wish.name, wish.problem) == (f"copies:{release.translation_key}", "")


def test_copies_no_worker_made_are_made_by_the_tick(clock):
    release = office.published_release(image=office.add_picture(), image_alt="x")
    names = set(MediaUse.objects.exclude(locale="").values_list("name", flat=True))
    for name in names:
        storages["public"].delete(name)
    make_copies(release.translation_key)
    tick()
    assert Postponed.objects.exists()  # it is left to the worker for a minute
    clock.shift(61)
    tick()
    assert all(storages["public"].exists(name) for name in names)
    assert not Postponed.objects.exists()


def test_copies_that_failed_are_tried_again_after_a_pause(clock, monkeypatch):
    release = office.published_release(image=office.add_picture(), image_alt="x")
    for name in storages["public"].listdir("")[1]:
        storages["public"].delete(name)
    make_copies(release.translation_key)

    def is_away(*arguments):
        raise OSError(errno.EHOSTDOWN, "Host is down")

    with monkeypatch.context() as broken:
        broken.setattr(storages["public"], "save", is_away)
        make_public_copies.func(str(release.translation_key))
        tick()
    wish = Postponed.objects.get()
    assert wish.attempts == 2
    assert "Dateispeicher" in wish.problem
    tick()
    assert Postponed.objects.get().attempts == 2
    clock.shift(10)
    tick()
    assert not Postponed.objects.exists()


def test_a_task_that_failed_is_tried_again_after_growing_pauses(clock):
    drain_dirty.enqueue()
    pauses = []
    for _ in range(queue.FAILED_ATTEMPTS):
        result = DBTaskResult.objects.ready().get()
        result.claim("worker")
        result.set_failed(OperationalError("the database was away"))
        failed_at = timezone.now()
        for _ in range(3 * 360):
            tick()
            if ready(drain_dirty):
                break
            clock.shift(10)
        pauses.append(int((timezone.now() - failed_at).total_seconds()))
    assert pauses[:3] == [60, 120, 240]
    assert max(pauses[:-1]) == 3600
    assert ready(drain_dirty) == 0  # it is left lying, to be looked at


def test_half_files_of_a_killed_process_are_removed(tmp_path, settings):
    storage = WholeFileStorage(location=tmp_path)
    storage.save("whole.webp", ContentFile(b"whole"))
    for name, age in (("old", 3700), ("young", 10)):
        part = tmp_path / f"{name}.webp.0123.part"
        part.write_bytes(b"ha")
        os.utime(part, (time.time() - age,) * 2)
    storage.remove_parts(HALF_FILES_STAY)
    assert {path.name for path in tmp_path.iterdir()} == {"whole.webp", "young.webp.0123.part"}


def test_a_copy_that_cannot_be_written_leaves_no_half_file(tmp_path, monkeypatch):
    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        WholeFileStorage(location=tmp_path).save("whole.webp", ContentFile(b"whole"))
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_cannot_be_removed_stops_no_other_and_is_tried_again(clock, monkeypatch):
    release = office.published_release(image=office.add_picture(), image_alt="x")
    second = office.published_release(image=office.add_picture(), image_alt="x")
    release.unpublish()
    second.unpublish()
    clock.shift(700)  # the leases of the publications are over
    names = sorted(set(MediaUse.objects.values_list("name", flat=True)))
    store = storages["public"]
    delete = store.delete

    def first_stays(name):
        if name == names[0]:
            raise ClientError({"Error": {"Code": "SlowDown"}}, "DeleteObject")
        return delete(name)

    with monkeypatch.context() as broken:
        broken.setattr(store, "delete", first_stays)
        tick()
    assert [name for name in names if store.exists(name)] == names[:1]
    tick()
    assert not any(store.exists(name) for name in names)
