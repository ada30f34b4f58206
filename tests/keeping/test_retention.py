"""What piles up goes after its time; what somebody still needs stays, however old."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from cms.editions.tasks import drain_dirty
from cms.operations.keeping import retention
from cms.operations.keeping.retention import remove_what_is_over
from cms.operations.models import Heartbeat
from cms.settings import keeping
from home.accounts.models import User
from locales.reviewed import check_of
from tests import office

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=3_000)


def age(rows, column: str, by: timedelta = LONG_AGO) -> None:
    rows.update(**{column: timezone.now() - by})


def again() -> int:
    Heartbeat.objects.all().delete()
    return remove_what_is_over()


@pytest.fixture
def few_versions(settings):
    settings.KEEP = {**settings.KEEP, "KEEP_REVISIONS": 2}


def versions(page, count: int) -> list[Revision]:
    """The page's versions, all of long ago, in their order."""
    for number in range(count):
        page.lead = f"Fassung {number}"
        page.save_revision()
    for number, revision in enumerate(page.revisions.order_by("pk")):
        age(page.revisions.filter(pk=revision.pk), "created_at", LONG_AGO - timedelta(hours=number))
    return list(page.revisions.order_by("pk"))


def kept(page) -> set[int]:
    return set(page.revisions.values_list("pk", flat=True))


def test_finished_tasks_go_and_those_that_wait_stay():
    for _ in range(3):
        drain_dirty.enqueue()
    done, failed, _waits = DBTaskResult.objects.order_by("enqueued_at")
    age(DBTaskResult.objects.all(), "enqueued_at")
    ended = {"finished_at": timezone.now() - timedelta(days=15)}
    DBTaskResult.objects.filter(pk=done.pk).update(status=TaskResultStatus.SUCCESSFUL, **ended)
    DBTaskResult.objects.filter(pk=failed.pk).update(status=TaskResultStatus.FAILED, **ended)
    assert again() == 2
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


def test_a_session_goes_with_its_end():
    now = timezone.now()
    for key, end in (("over", now - timedelta(seconds=1)), ("lasts", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=end)
    again()
    assert [session.session_key for session in Session.objects.all()] == ["lasts"]


def test_the_newest_versions_of_a_page_stay_and_older_ones_go(few_versions):
    page = office.draft_release()
    former = versions(page, 5)
    assert again() == 3
    assert kept(page) == {revision.pk for revision in former[-2:]}


def test_the_public_version_stays_however_many_came_after(few_versions):
    page = office.published_release()
    public = page.live_revision_id
    versions(page, 5)
    again()
    page.refresh_from_db()
    assert page.live_revision_id == public
    assert public in kept(page)


def test_a_version_that_is_scheduled_and_one_that_was_handed_in_stay(few_versions):
    page = office.draft_release()
    former = versions(page, 6)
    soon = timezone.now() + timedelta(days=1)
    page.revisions.filter(pk=former[0].pk).update(approved_go_live_at=soon)
    state = page.get_workflow().start(page, User.objects.create_user("ada"))
    state.current_task_state.__class__.objects.update(revision=former[1])
    again()
    assert {former[0].pk, former[1].pk} <= kept(page)
    assert former[2].pk not in kept(page)


def test_a_young_version_stays_however_many_came_after(few_versions):
    page = office.draft_release()
    for number in range(6):
        page.lead = f"Fassung {number}"
        page.save_revision()
    assert again() == 0


def test_versions_of_another_page_do_not_count(few_versions):
    pages = [office.draft_release(), office.draft_release()]
    former = [versions(page, 2) for page in pages]
    again()
    assert [kept(page) for page in pages] == [{r.pk for r in rows[-2:]} for rows in former]


def test_the_log_forgets_what_is_over_and_keeps_who_checked_what_is_public():
    release = office.published_release()
    translation = office.translated(release, "ar")
    checker = User.objects.create_superuser("pruefung")
    translation.refresh_from_db()
    translation.live_revision.publish(user=checker)
    key, locale = release.translation_key, translation.locale
    before = check_of(key, locale)
    assert before is not None
    age(PageLogEntry.objects.all(), "timestamp")
    when = PageLogEntry.objects.first().timestamp
    again()
    assert check_of(key, locale) == (before[0], when)
    assert not PageLogEntry.objects.filter(action="wagtail.create").exists()


def test_the_last_line_of_a_contact_point_stays():
    point = office.add_contact_point("Büro")
    for _ in range(2):
        point = office.publish(point)
    lines = ModelLogEntry.objects.filter(object_id=str(point.pk), action="wagtail.publish")
    assert lines.count() > 1
    last = lines.order_by("-timestamp").first()
    for number, line in enumerate(lines.order_by("-timestamp")):
        by = LONG_AGO + timedelta(hours=number)
        age(ModelLogEntry.objects.filter(pk=line.pk), "timestamp", by)
    again()
    assert [line.pk for line in lines] == [last.pk]


def test_nothing_goes_where_zero_says_to_keep_everything(settings):
    settings.KEEP = dict.fromkeys(settings.KEEP, 0)
    page = office.draft_release()
    versions(page, 30)
    age(PageLogEntry.objects.all(), "timestamp")
    assert again() == 0


def test_a_batch_at_a_time_at_each_tick_and_then_once_an_hour(monkeypatch, clock):
    monkeypatch.setattr(retention, "BATCH", 2)
    end = timezone.now() - timedelta(days=1)
    for number in range(5):
        Session.objects.create(session_key=str(number), session_data="", expire_date=end)
    assert [remove_what_is_over() for _tick in range(4)] == [2, 2, 1, 0]
    Session.objects.create(session_key="late", session_data="", expire_date=end)
    assert remove_what_is_over() == 0
    clock.shift(3_600)
    assert remove_what_is_over() == 1


@pytest.mark.parametrize("text", ["-1", "ein Jahr", "1.5", "٣"])
def test_a_time_that_is_none_is_refused_by_its_name(text):
    with pytest.raises(ImproperlyConfigured, match="KEEP_TASKS_DAYS must be a whole number"):
        keeping.numbers({"KEEP_TASKS_DAYS": text})


def test_what_is_not_given_is_as_documented():
    assert keeping.numbers({"KEEP_TASKS_DAYS": " 7 ", "KEEP_REVISIONS": ""}) == {
        **keeping.DEFAULTS,
        "KEEP_TASKS_DAYS": 7,
    }
