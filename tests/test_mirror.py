"""A copy kept by what partners are told is what a copy taken today would be, byte for byte.

The long walk over random sequences is in ``test_any_sequence``; here are those it cannot take.
"""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from cms.editions.journal import trim_journal, write_journal
from home.models import ContentPage
from pressreleases.models import PressRelease
from tests import office
from tests.mirror import Mirror

pytestmark = pytest.mark.django_db
TAGS = ("de", "ar", "uk")
CHAIN = ("ar", "en", "de")


def both(**more) -> list[Mirror]:
    """Who takes every real text, and who offers Arabic with what stands in for it."""
    return [Mirror(TAGS, **more), Mirror(chain=CHAIN, **more)]


def assert_exact(mirrors: list[Mirror]) -> None:
    write_journal()
    for mirror in mirrors:
        mirror.follow()
        assert mirror.held == mirror.full_dump()


class Happenings:
    """Something happens in the newsroom each time it is asked."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def __call__(self) -> None:
        if self.random.random() < 0.4:
            return
        german = PressRelease.objects.filter(locale__language_code="de", live=True)
        release = self.random.choice([None, *german.order_by("pk")])
        act = self.random.choice([self.edit, self.translate, self.take_back, self.date_back])
        if release is None:
            office.published_release()
        else:
            act(release)
        if self.random.random() < 0.5:
            write_journal()

    def edit(self, release) -> None:
        release.lead = f"Ein neuer Vorspann, {self.random.random()}."
        office.publish(release)

    def translate(self, release) -> None:
        office.translated(release, self.random.choice(TAGS[1:]))

    def take_back(self, release) -> None:
        self.random.choice([release.unpublish, lambda: release.withdraw("erroneous")])()

    def date_back(self, release) -> None:
        """It comes in another place of the list, perhaps on a page that was read before."""
        release.embargo_until = timezone.now() - timedelta(hours=self.random.randint(1, 99))
        office.publish(release)


@pytest.mark.parametrize("seed", range(6))
def test_what_happens_while_a_copy_is_taken_is_in_it_in_the_end(seed):
    for _ in range(5):
        release = office.published_release()
    office.translated(release, "ar")
    office.catch_up()
    mirrors = both(meanwhile=Happenings(seed))
    office.catch_up()
    assert_exact(mirrors)


def test_a_copy_follows_embargo_and_expiry_in_every_language(clock):
    at = timezone.now()
    embargoed = office.published_release(embargo_until=at + timedelta(hours=1))
    expiring = office.published_release(expire_at=at + timedelta(hours=2))
    for release in (embargoed, expiring):
        office.translated(release, "ar")
    office.catch_up()
    mirrors = both()
    for _ in range(3):
        clock.shift(timedelta(hours=1))
        assert_exact(mirrors)


def test_a_copy_follows_what_a_page_above_is_called_and_where_it_stands():
    page, folder = office.add_page("Ordner"), office.add_page("Anderswo")
    child = ContentPage(title="Darunter", live=False)
    page.add_child(instance=child)
    child = office.publish(child)
    office.translated(child, "ar")
    office.catch_up()
    mirrors = both()
    page.title = "Umbenannt"
    office.publish(page)
    office.catch_up()
    assert_exact(mirrors)
    ContentPage.objects.get(pk=page.pk).move(ContentPage.objects.get(pk=folder.pk), "last-child")
    office.catch_up()
    assert_exact(mirrors)


def test_a_copy_that_was_left_alone_too_long_begins_anew_and_is_exact(clock):
    first = office.published_release()
    office.catch_up()
    mirrors = both()
    for number in range(3):
        first.lead = f"Fassung {number} des Vorspanns."
        office.publish(first)
        office.catch_up()
    first.unpublish()
    office.catch_up()
    clock.shift(timedelta(days=90))
    trim_journal(timezone.now() - timedelta(days=30), at_most=1000)
    assert_exact(mirrors)
