"""A newsroom in which anything may happen next; what must hold after each step and each drain."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import uuid4

import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)
from wagtail.models import PageViewRestriction

from cms.api.read import read
from cms.editions.journal import trim_journal, write_journal
from cms.editions.media_names import picture_name
from cms.editions.models import Placement
from cms.editions.verifying import differences
from home.models import ContactPoint, ContentPage, Topic, Unit
from pressreleases.models import PressRelease
from tests import office
from tests.mirror import Mirror
from tests.surfaces import dump, public_answers, replay

TAGS = ["ar", "en", "fa"]
LOCALES = ["de", "ar", "prs"]
LISTS = [f"locale={tag}&limit=50&expand=detail" for tag in LOCALES]
COUNTS: Counter[str] = Counter()
pick = st.integers(min_value=0, max_value=1_000)


class Rollback(Exception):
    """Takes back everything one run did."""


def furnish() -> dict[str, int]:
    """What every run finds, made once: the primary keys by name."""
    office.open_office()
    contact = office.add_contact_point("Pressestelle 0", phone="06132 000-1")
    return {
        "topic": office.add_topic("Thema 0", "thema").pk,
        "linked": office.add_page("Verlinkt").pk,
        "folder": office.add_page("Ordner").pk,
        "contact": contact.pk,
        "unit": office.add_unit("Fachstelle 0", contact_point=contact).pk,
    }


class Newsroom(RuleBasedStateMachine):
    """A newsroom with a topic, a page that others link to, a unit, and a handful of releases."""

    furnished: ClassVar[dict[str, int]]

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.traveller = time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False)
        self.clock = self.traveller.start()
        self.canaries: dict[int, str] = {}  # pk of the German page → word that only it holds
        self.topic = Topic.objects.get(pk=self.furnished["topic"])
        self.linked = ContentPage.objects.get(pk=self.furnished["linked"])
        self.folder = ContentPage.objects.get(pk=self.furnished["folder"])
        self.picture = office.add_picture()
        self.former_pictures: list[str] = []  # names of the public copies
        self.releases: list[int] = []
        self.add_release(None, None)
        write_journal()
        self.mirrors = [Mirror(("de", *TAGS)), Mirror(chain=("prs", "fa", "en", "de"))]

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
            image=self.picture,
            image_alt="Ein Bild",
            body=[
                ("paragraph", f'<p>{canary} <a linktype="page" id="{self.linked.pk}">dort</a></p>')
            ],
        )
        release.topics = [self.topic]
        release.issuing_unit = Unit.objects.get(pk=self.furnished["unit"])
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

    @rule(number=pick)
    def take_a_translation_back(self, number):
        rows = PressRelease.objects.exclude(pk__in=self.releases).filter(live=True).order_by("pk")
        if rows:
            self.note("translation unpublished")
            rows[number % len(rows)].unpublish()

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

    @rule(tag=st.sampled_from(TAGS))
    def translate_the_topic(self, tag):
        self.note("topic translated")
        topic = Topic.objects.get(pk=self.topic.pk)
        if topic.live:
            office.translated(topic, tag)

    @rule()
    def rename_the_unit(self):
        self.note("unit")
        unit = Unit.objects.get(pk=self.furnished["unit"])
        unit.title = f"Fachstelle {uuid4().hex[:6]}"
        office.publish(unit)

    @rule()
    def change_the_contact_point(self):
        self.note("contact")
        point = ContactPoint.objects.get(pk=self.furnished["contact"])
        point.phone = f"06132 000-{int(uuid4().hex[:3], 16)}"
        office.publish(point)

    @rule()
    def rename_the_folder(self):
        folder = ContentPage.objects.get(pk=self.folder.pk)
        if folder.live:
            self.note("folder renamed")
            folder.title = f"Ordner {uuid4().hex[:6]}"
            office.publish(folder)

    @rule(tag=st.sampled_from(TAGS))
    def translate_the_linked_page(self, tag):
        page = ContentPage.objects.get(pk=self.linked.pk)
        if page.live:
            self.note("linked page translated")
            office.translated(page, tag)

    @rule()
    def hide_or_show_the_topic(self):
        self.note("topic hidden")
        topic = Topic.objects.get(pk=self.topic.pk)
        if topic.live:
            topic.unpublish()
        else:
            office.publish(topic)

    @rule()
    def replace_the_picture(self):
        self.note("picture")
        self.former_pictures.append(picture_name(self.picture, 8))
        self.picture.file = office.any_picture()
        self.picture.save()

    @rule()
    def delete_the_picture(self):
        self.note("picture deleted")
        self.former_pictures.append(picture_name(self.picture, 8))
        self.picture.delete()
        self.picture = office.add_picture()

    @rule()
    def move_the_linked_page(self):
        self.note("move")
        page = ContentPage.objects.get(pk=self.linked.pk)
        folder = ContentPage.objects.get(pk=self.folder.pk)
        page.move(folder.get_parent() if page.is_child_of(folder) else folder, pos="last-child")

    @rule()
    def hide_or_show_the_folder(self):
        self.note("page above")
        folder = ContentPage.objects.get(pk=self.folder.pk)
        if folder.live:
            folder.unpublish()
        else:
            office.publish(folder)

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
        self.the_partners_follow()
        self.crawl()

    @rule()
    def the_partners_follow(self):
        """Also before a worker has caught up: a copy is what is public at this moment."""
        self.note("partners")
        write_journal()
        for mirror in self.mirrors:
            mirror.follow()
            assert mirror.held == mirror.full_dump()

    @rule(hours=st.sampled_from([1, 24]))
    def old_lines_go(self, hours):
        self.note("journal trimmed")
        write_journal()
        trim_journal(timezone.now() - timedelta(hours=hours), at_most=1000)

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
        hidden += self.former_pictures
        if not (topic := Topic.objects.get(pk=self.topic.pk)).live:
            hidden.append(topic.label)
        linked = ContentPage.objects.get(pk=self.linked.pk)
        folder = ContentPage.objects.get(pk=self.folder.pk)
        if not linked.live or (linked.is_child_of(folder) and not folder.live):
            hidden.append(f"/{linked.slug}/")
        return hidden

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
