"""Embargo and expiry to the second, on every surface, with no worker and no scheduler alive.

The journal may lag: it tells at the tick (DESIGN 1.7), and never before the moment.
"""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from cms.editions.models import MediaUse
from cms.operations.ticking import TICK_S, tick
from home.media import OfficeDocument, OfficeImage
from home.publishing import PublishRefused
from tests import office

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
WORD = "kanarienvogel"
TAGS = ("de", "ar", "prs")  # the original, a translation, a fallback
MOMENTS = [
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),  # the second before summer time begins
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 02:30 in Berlin, for the first time
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 02:30 in Berlin, for the second time
]


@pytest.fixture
def files():
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, "PNG")
    image = OfficeImage.objects.create(
        title="Bild", file=ContentFile(buffer.getvalue(), "bild.png"), credit="Wir", license="press"
    )
    plan = OfficeDocument.objects.create(title="Plan", file=ContentFile(b"%PDF-1.7", "plan.pdf"))
    body = [("download", {"document": plan, "title": "Plan"})]
    return {"image": image, "image_alt": "Ein Bild", "body": body}


def published(files, **fields):
    release = office.published_release(f"{WORD} singt", **files, **fields)
    office.translated(release, "ar", WORD)
    return release


def addresses(release) -> dict[str, str]:
    """One address per surface and language; each says WORD while the release is public."""
    key, path = release.translation_key, release.public_path
    found = {}
    for tag in TAGS:
        found |= {
            f"{name} {tag}": target
            for name, target in {
                "list": f"/api/v1/press-releases?locale={tag}",
                "whole list": f"/api/v1/press-releases?locale={tag}&expand=detail",
                "filtered list": f"/api/v1/press-releases?locale={tag}&q={WORD}",
                "detail": f"/api/v1/press-releases/{key}?locale={tag}",
                "search": f"/api/v1/search?locale={tag}&q={WORD[:-1]}",
                "resolve": f"/api/v1/resolve?locale={tag}&path={path}",
                "page": f"/{tag}{path}",
                "front page": f"/{tag}/",
                "press office": f"/{tag}/presse/",
                "reader's search": f"/{tag}/suche/?q={WORD[:-1]}",
                "frame": f"/embed/{key}?locale={tag}",
                "frame of the news": f"/embed/press-releases?locale={tag}",
            }.items()
        }
    uses = MediaUse.objects.filter(key=key).values_list("name", flat=True)
    media = {f"media {name[-4:]}": f"/media/{name}" for name in set(uses)}
    return found | media | {"sitemap": "/sitemap.xml", "coverage": "/api/v1/locales"}


def showing(client: Client, targets: dict[str, str]) -> dict[str, bool]:
    """Which surfaces show the release now."""
    shown = {}
    for name, target in targets.items():
        answer = client.get(target)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        word = {"media": "", "coverage": '"press_release":100', "resolve": WORD}.get(
            name.partition(" ")[0], WORD
        )
        shown[name] = answer.status_code == 200 and word in body.decode("utf-8", "replace")
    return shown


def wrong(shown: dict[str, bool], expected: bool) -> list[str]:
    return [name for name, is_shown in shown.items() if is_shown is not expected]


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_an_embargo_ends_on_the_second_everywhere(moment, files, clock, client):
    targets = addresses(published(files, embargo_until=moment))
    assert len(targets) == 41
    for at, expected in ((moment - SECOND, False), (moment, True), (moment + SECOND, True)):
        clock.move_to(at)
        assert wrong(showing(client, targets), expected) == [], at


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_an_expiry_takes_effect_on_the_second_everywhere(moment, files, clock, client):
    targets = addresses(published(files, expire_at=moment))
    for at, expected in ((moment - SECOND, True), (moment, False), (moment + SECOND, False)):
        clock.move_to(at)
        assert wrong(showing(client, targets), expected) == [], at


def test_postponing_an_embargo_takes_effect_everywhere_at_once(files, clock, client):
    soon, later = MOMENTS[0], MOMENTS[1]
    release = published(files, embargo_until=soon)
    clock.move_to(soon - SECOND)
    release.embargo_until = later
    targets = addresses(office.publish(release))
    for at, expected in ((soon, False), (later - SECOND, False), (later, True)):
        clock.move_to(at)
        assert wrong(showing(client, targets), expected) == [], at


def test_an_embargo_on_what_is_public_is_refused_and_it_stays_where_it_was(files, clock, client):
    release = published(files)
    targets = addresses(release)
    clock.shift(60)
    release.embargo_until = timezone.now() + timedelta(days=1)
    with pytest.raises(PublishRefused, match="schon öffentlich"):
        office.publish(release)
    assert wrong(showing(client, targets), True) == []


def test_postponing_an_expiry_takes_effect_everywhere_at_once(files, clock, client):
    soon, later = MOMENTS[0], MOMENTS[1]
    release = published(files, expire_at=soon)
    targets = addresses(release)
    clock.move_to(soon - SECOND)
    release.expire_at = later
    office.publish(release)
    for at, expected in ((soon, True), (later - SECOND, True), (later, False)):
        clock.move_to(at)
        assert wrong(showing(client, targets), expected) == [], at


@pytest.mark.parametrize("field", ["embargo_until", "expire_at"])
def test_the_journal_never_tells_a_moment_early(field, files, clock, client):
    moment = MOMENTS[0]
    release = published(files, **{field: moment})
    told = f'"{release.translation_key}"'
    clock.move_to(moment - SECOND)
    tick()
    before = client.get("/api/v1/changes?limit=500").content.decode()
    assert (told in before) is (field == "expire_at")
    assert "withdraw" not in before
    clock.move_to(moment + SECOND)
    tick()
    after = client.get("/api/v1/changes?limit=500").content.decode()
    assert ("embargo_lifted" if field == "embargo_until" else "withdraw") in after


def test_a_contact_point_that_ends_leaves_all_texts_with_the_next_tick(clock, client):
    point = office.add_contact_point("Büro", phone="06132 000-777")
    point.expire_at = timezone.now() + timedelta(hours=1)
    point.save_revision().publish()
    page = office.add_page("Seite mit Büro", contact_point=point)
    assert "000-777" in client.get(f"/de{page.public_path}").content.decode()
    clock.shift(3600 + TICK_S)
    tick()
    assert "000-777" not in client.get(f"/de{page.public_path}").content.decode()
