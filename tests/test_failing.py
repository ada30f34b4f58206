"""When something fails: nothing is undone, parked or stopped because of it, and it is said."""

import io
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Revision

import pressreleases.documents
from cms.editions import draining, publisher, waiting
from cms.editions.models import Dirty, Edition, Placement, Postponed
from cms.editions.publisher import mark_dirty
from cms.editions.verifying import differences
from cms.operations.ticking import tick
from home import bodies
from home.models import ContentPage, Topic
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db


def our_fault(*arguments, **named):
    raise KeyError("a fault of ours, or a value no contract holds")


def deadlock(*arguments, **named):
    raise OperationalError("deadlock detected")


def is_visible(page) -> bool:
    shown = Placement.objects.visible(timezone.now())
    return shown.filter(key=page.translation_key).exists()


@pytest.fixture
def linked():
    """A page, and a release that names it."""
    target = office.add_page("Ziel")
    release = office.published_release(body=[("link", {"page": target, "text": "Hin"})])
    return target, release


# --- Hiding stands ------------------------------------------------------------------------------


def withdraw(page):
    page.withdraw("legal")


def unpublish(page):
    page.unpublish()


def delete(page):
    page.delete()


@pytest.mark.parametrize("hide", [withdraw, unpublish, delete])
@pytest.mark.parametrize("fault", [our_fault, deadlock])
def test_hiding_stands_though_what_shows_it_cannot_be_rendered(hide, fault, linked, monkeypatch):
    target, release = linked
    with monkeypatch.context() as broken:
        broken.setattr(pressreleases.documents, "_corrections", fault)
        hide(ContentPage.objects.get(pk=target.pk))
    assert not is_visible(target)
    assert not is_visible(release)  # it named what is hidden
    assert Dirty.objects.get(key=release.translation_key).problem
    tick()
    assert is_visible(release)
    assert not is_visible(target)
    assert not Dirty.objects.exists()
    assert list(differences()) == []


def test_a_translation_is_taken_back_though_its_original_cannot_be_rendered(linked, monkeypatch):
    _target, release = linked
    arabic = office.translated(release, "ar")
    with monkeypatch.context() as broken:
        broken.setattr(pressreleases.documents, "_corrections", our_fault)
        arabic.unpublish()
    assert not Edition.objects.filter(key=release.translation_key, locale="ar").exists()
    assert is_visible(release)  # in German, as it was
    tick()
    assert list(differences()) == []


def test_a_topic_taken_back_leaves_a_release_that_cannot_be_rendered(monkeypatch, linked):
    topic = office.add_topic("Kanarienthema", "kanarienthema")
    release = linked[1]
    release.topics = [topic]
    office.publish(release)
    with monkeypatch.context() as broken:
        broken.setattr(pressreleases.documents, "_corrections", our_fault)
        Topic.objects.get().unpublish()
    assert not Edition.objects.filter(card__contains="Kanarienthema").exists()


def test_what_names_a_page_that_had_to_go_with_it_names_it_no_more(monkeypatch):
    target = office.add_page("Ziel")
    link = [("link", {"page": target, "text": "Hin"})]
    release = office.published_release("Nennt das Ziel", body=link)
    both = [*link, ("link", {"page": release, "text": "x"})]
    # Some have their turn before the release, some after.
    pages = [office.add_page(f"Nennt beide {number}", body=both) for number in range(4)]
    with monkeypatch.context() as broken:
        broken.setattr(pressreleases.documents, "_corrections", our_fault)
        ContentPage.objects.get(pk=target.pk).unpublish()
    named = Edition.objects.filter(key__in=[page.translation_key for page in pages])
    assert named.count() == 4
    assert not named.filter(detail__contains="/presse/").exists()


def test_pages_that_moved_and_name_each_other_are_rendered_in_the_end():
    first, second = office.add_page("Erste"), office.add_page("Zweite")
    below = ContentPage(title="Darunter", live=False)
    first.add_child(instance=below)
    office.publish(below)
    first = ContentPage.objects.get(pk=first.pk)
    first.body = [("link", {"page": below, "text": "Hinab"})]
    office.publish(first).move(second, pos="last-child")
    office.catch_up()
    assert list(differences()) == []


# --- Only a refusal waits for an editor ---------------------------------------------------------


def test_a_database_that_failed_once_parks_no_object_for_ever(monkeypatch):
    release = office.published_release()
    mark_dirty([release.translation_key], "x")
    with monkeypatch.context() as patched:
        patched.setattr(draining, "refresh", deadlock)
        draining.drain()
    assert Dirty.objects.get().attempts == 1
    for _ in range(3):
        tick()
    assert not Dirty.objects.exists()


def test_what_fails_again_and_again_is_tried_after_growing_pauses(monkeypatch, clock):
    release = office.published_release()
    mark_dirty([release.translation_key], "x")
    tried = []
    with monkeypatch.context() as patched:

        def fails(key, *arguments, **named):
            tried.append(timezone.now())
            deadlock()

        patched.setattr(draining, "refresh", fails)
        for _ in range(3 * 360):
            tick()
            clock.shift(10)
    pauses = [int((after - before).total_seconds()) for before, after in pairwise(tried)]
    assert pauses[:6] == [10, 10, 20, 40, 80, 160]
    assert max(pauses) <= waiting.LONGEST_PAUSE.total_seconds()
    assert Dirty.objects.get().attempts == len(tried)
    clock.shift(waiting.LONGEST_PAUSE)
    tick()
    assert not Dirty.objects.exists()


def test_a_refusal_waits_until_somebody_publishes_anew(monkeypatch, linked):
    _target, release = linked

    def refuse(value, rendering):
        raise ValueError("no link today")

    mark_dirty([release.translation_key], "x")
    with monkeypatch.context() as broken:
        broken.setitem(bodies._RENDERERS, "link", refuse)
        draining.drain()
        row = Dirty.objects.get()
        assert row.is_refused
        assert row.problem.startswith("Block 1 (Link)")
    tick()
    assert Dirty.objects.exists()
    office.publish(PressRelease.objects.get(pk=release.pk))
    assert not Dirty.objects.exists()


def test_a_drain_tries_what_fails_once_and_goes_on(monkeypatch):
    releases = [office.published_release() for _ in range(3)]
    keys = sorted(release.translation_key for release in releases)
    mark_dirty(keys, "x")
    refresh = publisher.refresh
    tried = []

    def first_fails(key, *arguments, **named):
        tried.append(key)
        return deadlock() if key == keys[0] else refresh(key, *arguments, **named)

    monkeypatch.setattr(draining, "refresh", first_fails)
    assert draining.drain() == 2
    assert tried == keys


# --- What is scheduled --------------------------------------------------------------------------


def scheduled(title: str, seconds: int, **fields) -> PressRelease:
    page = office.draft_release(title, **fields)
    page.go_live_at = timezone.now() + timedelta(hours=1, seconds=seconds)
    page.save_revision().publish()
    return page


def lose_copies() -> None:
    for name in storages["public"].listdir("")[1]:
        storages["public"].delete(name)


def lose(image) -> None:
    image.file.storage.delete(image.file.name)


def damage(image) -> None:
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(b"no picture any more")


@pytest.mark.parametrize("harm", [lose, damage])
@pytest.mark.parametrize("run", [tick, lambda: call_command("publish_scheduled")])
def test_one_scheduled_release_with_a_lost_picture_stops_no_other(harm, run, clock):
    first = scheduled("Erste", 0, image=office.add_picture(), image_alt="x")
    second = scheduled("Zweite", 1)
    lose_copies()
    harm(first.image)
    clock.shift(4000)
    for _ in range(3):
        run()
        clock.shift(10)
    second.refresh_from_db()
    assert second.live
    row = Postponed.objects.get()
    assert (row.key, row.is_refused) == (first.translation_key, False)
    assert "Bild" in row.problem


def test_a_picture_that_comes_back_lets_its_release_go_out(clock):
    release = scheduled("Erste", 0, image=office.add_picture(), image_alt="x")
    lose_copies()
    file = release.image.file
    with file.storage.open(file.name) as stored:
        kept = stored.read()
    lose(release.image)
    clock.shift(4000)
    tick()
    assert Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    file.storage.save(file.name, io.BytesIO(kept))
    clock.shift(60)
    tick()
    release.refresh_from_db()
    assert release.live
    assert not Postponed.objects.exists()
    assert list(differences()) == []


def test_what_is_refused_at_its_hour_leaves_the_schedule_and_says_so(clock, monkeypatch):
    release = scheduled("Erste", 0)

    def refuse(value, rendering):
        raise ValueError("no paragraph today")

    with monkeypatch.context() as broken:
        broken.setitem(bodies._RENDERERS, "paragraph", refuse)
        clock.shift(4000)
        tick()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert Postponed.objects.get().problem.startswith("Block 1 (Absatz)")
    office.publish(PressRelease.objects.get(pk=release.pk))
    assert not Postponed.objects.exists()


def test_one_expiry_that_fails_stops_no_other(clock, monkeypatch):
    until = timezone.now() + timedelta(hours=1)
    pages = [
        office.published_release(expire_at=until + timedelta(seconds=number)) for number in range(2)
    ]
    unpublish = PressRelease.unpublish

    def first_fails(page, *arguments, **named):
        return deadlock() if page.pk == pages[0].pk else unpublish(page, *arguments, **named)

    clock.shift(4000)
    with monkeypatch.context() as broken:
        broken.setattr("wagtail.models.Page.unpublish", first_fails)
        tick()
    assert [PressRelease.objects.get(pk=page.pk).live for page in pages] == [True, False]
    tick()
    assert not PressRelease.objects.get(pk=pages[0].pk).live
