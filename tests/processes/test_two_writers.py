"""Two people at once, a worker, and a partner who follows: each with a connection of its own.

One publishes, the other takes the same releases back, closes and opens them, at random moments;
embargoes and expiries pass meanwhile. The choices are the same each time, the moments are not.
"""

import json
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.api.read import read
from cms.editions.models import Change, Placement
from cms.editions.verifying import differences
from cms.operations.ticking import tick
from home.failures import PublishRefused
from home.models import Topic
from locales.turns import one_transaction
from pressreleases.models import PressRelease, PressReleaseIndex
from tests import office
from tests.mirror import Mirror
from tests.surfaces import dump, replay

RELEASES = 5
DURATION_S = 12
LOCALES = ["de", "ar"]
GERMAN = {"locale__language_code": "de"}

pytestmark = pytest.mark.usefixtures("shared_database", "shared_files")


class Newsroom:
    """The releases, how long everybody works, and what was done."""

    def __init__(self) -> None:
        self.pks = [office.published_release().pk for _ in range(RELEASES)]
        for pk in self.pks[:3]:
            office.translated(PressRelease.objects.get(pk=pk), "ar")
        office.catch_up()
        self.over = Event()
        self.done: Counter[str] = Counter()

    def at_random_moments(self, seed: int, *actions) -> None:
        chance = random.Random(seed)
        with own_connection():
            while not self.over.is_set():
                action = chance.choice(actions)
                release = PressRelease.objects.filter(pk=chance.choice(self.pks)).first()
                if release is not None:
                    action(release, chance)
                    self.done[action.__name__.lstrip("_")] += 1
                time.sleep(chance.uniform(0, 0.03))


@contextmanager
def own_connection():
    try:
        yield
    finally:
        connections.close_all()


# Who publishes


def publish(release, chance):
    release.lead = f"Vorspann Nummer {chance.randrange(10**9)} dieser Meldung."
    release.embargo_until = perhaps_in_seconds(chance, 0.2, 1)
    release.expire_at = perhaps_in_seconds(chance, 0.5, 2)
    with suppress(PublishRefused):  # an embargo on what is public
        office.publish(release)


def perhaps_in_seconds(chance, least: float, most: float) -> datetime | None:
    if chance.random() < 0.7:
        return None
    return timezone.now() + timedelta(seconds=chance.uniform(least, most))


def translate(release, chance):
    with suppress(PublishRefused):  # the original changed meanwhile: nothing of it was published
        office.translated(release, "ar", f"نص {chance.randrange(10**9)}")


# Who takes back


def withdraw(release, chance):
    if release.live:
        release.withdraw("erroneous")


def unpublish(release, chance):
    release.unpublish()


def close_for_a_moment(release, chance):
    restriction = PageViewRestriction.objects.create(page=release, restriction_type="login")
    stays_hidden([release.translation_key])
    restriction.delete()


def close_the_press_office_for_a_moment(release, chance):
    index = PressReleaseIndex.objects.get(**GERMAN)
    index.unpublish()
    keys = PressRelease.objects.values_list("translation_key", flat=True)
    stays_hidden(list(keys))
    office.publish(PressReleaseIndex.objects.get(**GERMAN))


def stays_hidden(keys) -> None:
    """Whatever the other one publishes."""
    for _ in range(4):
        assert not Placement.objects.visible(timezone.now()).filter(key__in=keys).exists()
        time.sleep(0.01)


# Who looks on


def follow(room: Newsroom) -> list[dict]:
    """Everything a partner was told who asked again and again for what is new."""
    told: list[dict] = []
    cursor = ""
    with own_connection():
        while not room.over.wait(0.02):
            new, cursor = news(cursor)
            told += new
    return told


def news(cursor: str) -> tuple[list[dict], str]:
    query = f"limit=50&since={cursor}" if cursor else "limit=50"
    answer = read("GET", "/changes", query, {}, datetime.now(UTC))
    assert answer.status == 200, answer.body
    document = json.loads(answer.body)
    return document["items"], document["cursor"]


def run_the_machine(room: Newsroom) -> None:
    """The scheduler without its pauses; it drains as the worker does."""
    with own_connection():
        while not room.over.wait(0.05):
            tick()


def test_who_publishes_the_same_pages_in_another_order_waits_for_the_other():
    """As two editors do who tick pages in a list; otherwise each held what the other needs."""
    pks = [office.published_release().pk for _ in range(2)]
    for pk in pks:
        release = PressRelease.objects.get(pk=pk)
        release.lead = "Ein neuer Vorspann steht in beiden Meldungen."
        release.save_revision()

    def publish_in_order(order) -> None:
        with own_connection(), transaction.atomic():
            for pk in order:
                PressRelease.objects.get(pk=pk).latest_revision.publish()
                time.sleep(0.3)

    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(publish_in_order, order) for order in (pks, pks[::-1])]
        for one in both:
            one.result()
    assert list(differences()) == []


def test_who_saves_a_topic_and_who_publishes_it_wait_for_each_other_in_one_order():
    """Otherwise one held the row, the other the turn, and PostgreSQL ended one of them."""
    topic = Topic.objects.get(pk=office.add_topic("Integration", "integration").pk)
    release = office.draft_release()
    release.topics = [topic]
    office.publish(release)
    topic.label = "Teilhabe"
    revision = topic.save_revision()

    def publish_slowly() -> None:
        with own_connection(), one_transaction():
            time.sleep(0.6)
            revision.publish()

    def save_meanwhile() -> None:
        with own_connection():
            time.sleep(0.2)
            Topic.objects.get(pk=topic.pk).save()

    def delete_meanwhile() -> None:
        with own_connection():
            time.sleep(0.2)
            Topic.objects.get(pk=topic.pk).delete()

    for meanwhile in (save_meanwhile, delete_meanwhile):
        with ThreadPoolExecutor(2) as threads:
            both = [threads.submit(publish_slowly), threads.submit(meanwhile)]
            for one in both:
                one.result()


def test_two_writers_at_once_leak_nothing_and_lose_nothing(capsys):
    room = Newsroom()
    with ThreadPoolExecutor(4) as threads:
        follower = threads.submit(follow, room)
        others = [
            threads.submit(room.at_random_moments, 1, publish, publish, translate),
            threads.submit(
                room.at_random_moments,
                2,
                withdraw,
                unpublish,
                close_for_a_moment,
                close_the_press_office_for_a_moment,
            ),
            threads.submit(run_the_machine, room),
        ]
        deadline = time.monotonic() + DURATION_S
        mirror = Mirror(tuple(LOCALES))  # begun while they write
        while time.monotonic() < deadline and not any(other.done() for other in others):
            time.sleep(0.05)
        room.over.set()
        for other in others:
            other.result()
        told = follower.result()
    time.sleep(2)  # the last embargo and the last expiry
    tick()
    tick()
    with capsys.disabled():
        print(f"\n{connection.vendor}: {dict(room.done)}, {len(told)} changes followed")  # noqa: T201 - asked for
    assert list(differences()) == []
    assert replay() == dump(LOCALES)
    mirror.follow()
    assert mirror.held == mirror.full_dump()
    seqs = list(Change.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
    assert [change["seq"] for change in told] == seqs[: len(told)]
    assert len(told) > RELEASES
    assert min(room.done.values()) > 0
    assert len(room.done) == 6
