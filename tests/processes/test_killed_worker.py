"""A worker killed at any moment: each object is old or new, and the next worker ends what it began.

Half of the moments are counted in statements, which puts one between any two of them; the other
half are moments of the clock, which also fall into the making of pictures.
"""

import io
import random
import re
from collections import Counter
from itertools import pairwise

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import storages
from django.utils import timezone
from PIL import Image

from cms.editions import publisher
from cms.editions.media_names import picture_name
from cms.editions.models import Change, Dirty, Edition, Placement
from cms.editions.publisher import make_copies
from cms.editions.rendering import digest
from cms.editions.verifying import differences
from cms.operations.queue import put_back_lost_tasks
from cms.operations.ticking import tick
from home.media import OfficeImage
from home.models import Topic
from locales.desk.requests import ask_for
from locales.models import TranslationRequest
from pressreleases.models import PressRelease
from tests import office
from tests.processes.workers import a_minute_passes, kill_after, kill_before_statement, run_worker
from tests.surfaces import dump, replay

KILLS, KILLS_A_ROUND, ROUNDS_AT_MOST = 50, 4, 40
RELEASES = 4
COPIES = 4  # of the picture: three WebP files and the JPEG

pytestmark = pytest.mark.usefixtures("shared_database", "shared_files")


def picture() -> OfficeImage:
    buffer = io.BytesIO()
    Image.effect_noise((700, 500), 80).convert("RGB").save(buffer, "JPEG")
    buffer.seek(0)
    return OfficeImage.objects.create(
        title="Rathaus",
        file=ImageFile(buffer, name="rathaus.jpg"),
        credit="E. Vogel",
        license="CC-BY-4.0",
    )


@pytest.fixture
def releases(shared_database, shared_files, monkeypatch):
    """A few in two languages under one topic, the first with a picture; all waits for workers."""
    topic = office.add_topic("Thema 0", "thema")
    keys = []
    for number in range(RELEASES):
        with_picture = {} if number else {"image": picture(), "image_alt": "Ein Bild"}
        release = office.draft_release(**with_picture)
        release.topics = [topic]
        release = office.publish(release)
        office.translated(release, "ar")
        keys.append(release.translation_key)
    run_worker()
    tick()
    monkeypatch.setattr(publisher, "INLINE_LIMIT", 0)
    return keys


def rename_the_topic(number: int) -> None:
    topic = Topic.objects.get(locale__language_code="de")
    topic.label = f"Thema {number}"
    office.publish(topic)


def lose_a_public_copy(key) -> None:
    storages["public"].delete(picture_name(OfficeImage.objects.get(), 320))
    make_copies(key)


def public_copies_are_whole() -> int:
    """How many there are, each looked at to its last line."""
    names = [name for name in storages["public"].listdir("")[1] if not name.endswith(".part")]
    for name in names:
        with storages["public"].open(name) as file:
            Image.open(file).load()
    return len(names)


def topics_shown(key) -> set[str]:
    """The topic as readers of every language see it, their answers being of one piece."""
    rows = Placement.objects.visible(timezone.now()).filter(key=key).select_related("edition")
    for row in rows:
        assert row.etag == digest(row.edition.etag, row.head)
    assert set(Edition.objects.filter(key=key).values_list("locale", flat=True)) == {"de", "ar"}
    answers = (row.head + row.edition.card + row.edition.detail for row in rows)
    return {found for answer in answers for found in re.findall(r"Thema \d+", answer)}


def all_is_old_or_new(releases, number: int) -> None:
    """After a kill; then time passes, so that the next worker gets what this one held."""
    for key in releases:
        assert topics_shown(key) in ({f"Thema {number - 1}"}, {f"Thema {number}"})
    public_copies_are_whole()
    a_minute_passes()
    put_back_lost_tasks()


def test_a_worker_killed_at_fifty_moments_leaves_nothing_half_done(releases, capsys):
    chance = random.Random(50)
    killed: Counter[str] = Counter()
    a_run = 0.3
    for number in range(1, ROUNDS_AT_MOST):
        rename_the_topic(number)
        lose_a_public_copy(releases[0])
        for _ in range(KILLS_A_ROUND // 2):
            killed["before a statement"] += kill_before_statement(chance.randint(1, 60))
            all_is_old_or_new(releases, number)
            killed["by the clock"] += kill_after(chance.uniform(0, a_run))
            all_is_old_or_new(releases, number)
        tick()
        a_run = run_worker()
        assert not Dirty.objects.exists()
        assert all(topics_shown(key) == {f"Thema {number}"} for key in releases)
        assert public_copies_are_whole() == COPIES
        if killed.total() >= KILLS:
            break
    with capsys.disabled():
        print(f"\n{number} rounds, killed {dict(killed)}")  # noqa: T201 - asked for
    assert killed.total() >= KILLS
    assert list(differences()) == []
    assert replay() == dump(["de", "ar"])
    no_line_of_the_journal_is_there_twice()


def no_line_of_the_journal_is_there_twice() -> None:
    changes = list(Change.objects.order_by("seq"))
    assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
    by_position: dict = {}
    for change in changes:
        by_position.setdefault((change.key, change.locale), []).append(
            (change.op, change.etag, change.answers, change.state, change.path)
        )
    assert all(one != other for told in by_position.values() for one, other in pairwise(told))


def test_a_translation_a_dead_worker_had_begun_is_begun_again(releases):
    chance = random.Random(7)
    release = PressRelease.objects.get(translation_key=releases[0], locale__language_code="de")
    [request] = ask_for(release, ["uk"])
    for _ in range(4):
        assert kill_before_statement(chance.randint(8, 40))
        request.refresh_from_db()
        assert request.status == TranslationRequest.Status.WAITING
        assert not release.get_translations().filter(locale__language_code="uk").exists()
        a_minute_passes()
        put_back_lost_tasks()
    a_minute_passes()
    tick()
    run_worker()
    request.refresh_from_db()
    assert request.status == TranslationRequest.Status.DONE
    assert release.get_translations().filter(locale__language_code="uk").count() == 1
