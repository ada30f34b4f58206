"""Whatever editors do, in whatever order: nothing hidden is visible before any worker has run, what
is public equals a rendering made anew after draining, and the journal replays to what is there.
"""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import PageViewRestriction

from cms.api.read import read
from cms.editions.models import Placement
from cms.editions.verifying import differences
from home.models import ContentPage, Topic
from pressreleases.models import PressRelease
from tests import office
from tests.surfaces import dump, public_answers, replay

SHARDS = 8  # run beside each other by `pytest -n`
RUNS = int(os.environ.get("STATEFUL_RUNS", "200")) // SHARDS
STEPS = int(os.environ.get("STATEFUL_STEPS", "30"))
TAGS = ["ar", "en", "fa"]
LOCALES = ["de", "ar", "prs"]
LISTS = [f"locale={tag}&limit=50&expand=detail" for tag in LOCALES]
COUNTS: Counter[str] = Counter()
pick = st.integers(min_value=0, max_value=1_000)


class Rollback(Exception):
    """Takes back everything one run did."""


class Newsroom(RuleBasedStateMachine):
    """A newsroom with a topic, a page that others link to, and a handful of releases."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.traveller = time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False)
        self.clock = self.traveller.start()
        self.canaries: dict[int, str] = {}  # pk of the German page → word that only it holds
        self.topic = office.add_topic("Thema", "thema")
        self.linked = office.add_page("Verlinkt")
        self.releases: list[int] = []
        self.add_release(None, None)

    def teardown(self) -> None:
        self.traveller.stop()
        self.atomic.__exit__(Rollback, Rollback(), None)

    def release(self, number: int) -> PressRelease | None:
        alive = PressRelease.objects.filter(pk__in=self.releases).order_by("pk")
        return alive[number % len(alive)] if alive else None

    def note(self, name: str) -> None:
        COUNTS[name] += 1

    @rule(embargo_h=st.sampled_from([None, None, 1, 5]), expire_h=st.sampled_from([None, None, 3]))
    def publish_a_release(self, embargo_h, expire_h):
        self.note("publish")
        self.add_release(embargo_h, expire_h)

    def add_release(self, embargo_h, expire_h):
        canary = f"canary{uuid4().hex[:12]}"
        hours = lambda n: timezone.now() + timedelta(hours=n) if n else None  # noqa: E731 - two uses, here
        release = office.draft_release(
            f"{canary} Meldung",
            embargo_until=hours(embargo_h),
            expire_at=hours(expire_h),
            body=[
                ("paragraph", f'<p>{canary} <a linktype="page" id="{self.linked.pk}">dort</a></p>')
            ],
        )
        release.topics = [self.topic]
        release = office.publish(release)
        self.canaries[release.pk] = canary
        self.releases.append(release.pk)

    @rule(number=pick)
    def draft_an_edit(self, number):
        if release := self.release(number):
            self.note("draft")
            release.lead = f"draft{self.canaries[release.pk]} nicht öffentlich"
            release.save_revision()

    @rule(number=pick, minor=st.booleans())
    def publish_an_edit(self, number, minor):
        if (release := self.release(number)) and release.live:
            self.note("edit")
            release.lead = f"{self.canaries[release.pk]} neuer Vorspann {uuid4().hex[:6]}"
            release.minor_edit = minor
            office.publish(release)

    @rule(number=pick, tag=st.sampled_from(TAGS))
    def translate(self, number, tag):
        if (release := self.release(number)) and release.live:
            self.note("translate")
            office.translated(release, tag, self.canaries[release.pk])

    @rule(number=pick, tag=st.sampled_from(TAGS))
    def take_a_translation_back(self, number, tag):
        if release := self.release(number):
            row = release.get_translations().filter(locale__language_code=tag, live=True).first()
            if row:
                self.note("translation unpublished")
                row.specific.unpublish()

    @rule(number=pick)
    def unpublish(self, number):
        if (release := self.release(number)) and release.live:
            self.note("unpublish")
            release.unpublish()

    @rule(number=pick)
    def withdraw(self, number):
        if (release := self.release(number)) and release.live:
            self.note("withdraw")
            release.withdraw("erroneous")

    @rule(number=pick)
    def publish_again(self, number):
        if (release := self.release(number)) and not release.live:
            self.note("publish again")
            if release.expire_at and release.expire_at <= timezone.now():
                release.expire_at = None
            office.publish(release)

    @rule(number=pick)
    def delete(self, number):
        if release := self.release(number):
            self.note("delete")
            release.delete()

    @rule(number=pick)
    def restrict_or_open(self, number):
        if release := self.release(number):
            self.note("restriction")
            existing = PageViewRestriction.objects.filter(page=release).first()
            if existing:
                existing.delete()
            else:
                PageViewRestriction.objects.create(page=release, restriction_type="login")

    @rule()
    def change_the_topic(self):
        self.note("topic")
        self.topic.label = f"Thema {uuid4().hex[:6]}"
        self.topic = office.publish(Topic.objects.get(pk=self.topic.pk))

    @rule()
    def hide_or_show_the_linked_page(self):
        self.note("linked page")
        page = ContentPage.objects.get(pk=self.linked.pk)
        if page.live:
            page.unpublish()
        else:
            office.publish(page)

    @rule()
    def rename_the_linked_page(self):
        page = ContentPage.objects.get(pk=self.linked.pk)
        if page.live:
            self.note("rename")
            page.slug = f"verlinkt-{uuid4().hex[:6]}"
            office.publish(page)

    @rule(minutes=st.sampled_from([1, 61, 200]))
    def time_passes(self, minutes):
        self.note("time")
        self.clock.shift(minutes * 60)

    @rule()
    def the_scheduler_runs(self):
        self.note("scheduler")
        call_command("publish_scheduled", verbosity=0)

    @rule()
    @precondition(lambda self: self.releases)
    def the_worker_catches_up(self):
        self.note("catch up")
        office.catch_up()
        assert list(differences()) == []
        assert replay() == dump(["de", *TAGS])
        self.crawl()

    def crawl(self) -> None:
        """Every public operation, headers and bodies; the journal may keep a former address."""
        hidden = self.hidden_canaries()
        for address, answer in public_answers(self.keys(), locales=LOCALES, words=["canary"]):
            for canary in hidden:
                assert canary not in answer, f"{canary} in {address}"

    def keys(self) -> list:
        return list(
            PressRelease.objects.filter(pk__in=self.releases).values_list(
                "translation_key", flat=True
            )
        )

    def hidden_canaries(self) -> list[str]:
        now = timezone.now()
        hidden = [f"draft{canary}" for canary in self.canaries.values()]
        rows = {row.pk: row for row in PressRelease.objects.filter(pk__in=self.releases)}
        restricted = set(PageViewRestriction.objects.values_list("page_id", flat=True))
        for pk, canary in self.canaries.items():
            row = rows.get(pk)
            if (
                row is None
                or not row.live
                or pk in restricted
                or (row.embargo_until and row.embargo_until > now)
                or (row.expire_at and row.expire_at <= now)
            ):
                hidden.append(canary)
        linked = ContentPage.objects.get(pk=self.linked.pk)
        return hidden if linked.live else [*hidden, f"/{linked.slug}/"]

    @invariant()
    def nothing_hidden_is_visible(self):
        rows = list(
            Placement.objects.visible(timezone.now()).values_list(
                "path", "head", "edition__card", "edition__detail", "edition__search_text"
            )
        )
        answers = "\n".join(
            read("GET", "/press-releases", q, {}, timezone.now()).body.decode() for q in LISTS
        )
        told = f"{rows} {answers}"
        for canary in self.hidden_canaries():
            assert canary not in told, canary


@pytest.mark.django_db
@pytest.mark.parametrize("shard", range(SHARDS))
def test_any_sequence_of_edits_leaks_nothing_and_converges(shard, record_property):
    COUNTS.clear()
    with time_machine.travel(datetime(2026, 3, 1, 9, 0, tzinfo=UTC)):
        office.open_office()
    newsroom = type("Newsroom", (Newsroom,), {})
    if "STATEFUL_SEARCH" not in os.environ:
        # The gate walks the same sequences each time, and each shard its own.
        seed(shard)(newsroom)
    run_state_machine_as_test(
        newsroom,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            # Shrinking a run of 30 steps takes minutes; STATEFUL_SHRINK=1 asks for it.
            phases=list(Phase) if os.environ.get("STATEFUL_SHRINK") else [Phase.generate],
            print_blob=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    record_property("steps", {"runs": RUNS, **COUNTS})  # summed up at the end, see conftest.py
