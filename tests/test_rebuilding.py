"""``manage.py editions verify | rebuild``: after a restore, all that was public is there again."""

import io
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from cms.editions import rebuilding
from cms.editions.models import Dependency, Edition, MediaUse, Placement
from cms.editions.verifying import all_keys, public_state
from home.failures import PublishRefused
from home.media import OfficeImage
from home.models import HomePage
from tests import office
from tests.surfaces import dump, replay
from tests.test_private_files import photograph

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    file = SimpleUploadedFile("bild.jpg", photograph(), "image/jpeg")
    return OfficeImage.objects.create(title="Bild", file=file, credit="Wir", license="CC-BY-4.0")


@pytest.fixture
def city(image):
    """Pages that show each other: the home page, made first, shows what was made last."""
    releases = [office.published_release(image=image, image_alt="Ein Bild") for _ in range(3)]
    for release in releases:
        office.translated(release, "ar")
    home = HomePage.objects.get(locale__language_code="de")
    home.body = [("link", {"page": releases[-1], "text": "Zur Meldung"})]
    office.publish(home)
    office.catch_up()
    return [release.translation_key for release in releases]


def editions(*arguments: str) -> str:
    said = io.StringIO()
    call_command("editions", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def lose_everything_public() -> None:
    for model in (Placement, Edition, Dependency, MediaUse):
        model.objects.all().delete()


def everything_public() -> list:
    return [public_state(key) for key in all_keys()]


@pytest.mark.parametrize("batch", [1, 2, 20])
def test_a_rebuild_brings_back_what_was_public(city, batch, monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", batch)
    before, listed = everything_public(), dump()
    assert listed
    lose_everything_public()
    assert not dump()
    editions("rebuild")
    assert everything_public() == before
    assert dump() == listed == replay()
    assert "no differences" in editions("verify")


def test_what_showed_a_page_before_it_was_there_is_rendered_again(city):
    home = HomePage.objects.get(locale__language_code="de").translation_key
    lose_everything_public()
    turns = [key for key, _problem in rebuilding.rebuild(all_keys())]
    assert turns.count(home) == 2
    assert turns.count(city[0]) == 1


def test_lost_public_copies_are_named_and_made_again(city):
    names = set(MediaUse.objects.values_list("name", flat=True))
    for name in names:
        storages["public"].delete(name)
    with pytest.raises(CommandError, match="Not as they should be: 3"):
        editions("verify")
    editions("rebuild")
    assert all(storages["public"].exists(name) for name in names)
    editions("verify")


def test_what_cannot_be_rendered_is_named_and_stops_nobody_else(city, monkeypatch):
    render = rebuilding.refresh_object

    def refuse_one(found, now, lookup):
        if found.key == city[0]:
            raise PublishRefused(["Block 2 kann nicht gezeigt werden."], found.source)
        return render(found, now, lookup)

    lose_everything_public()
    monkeypatch.setattr(rebuilding, "refresh_object", refuse_one)
    with pytest.raises(CommandError, match="Not rendered: 1"):
        editions("rebuild")
    assert not Edition.objects.filter(key=city[0]).exists()
    assert Edition.objects.filter(key=city[1]).count() == 2


def test_a_lost_original_is_named(city, image):
    storages["default"].delete(image.file.name)
    for name in MediaUse.objects.values_list("name", flat=True):
        storages["public"].delete(name)
    with pytest.raises(CommandError, match="Not rendered: 3"):
        editions("rebuild")
    assert Edition.objects.filter(key=city[0]).count() == 2  # the text is there all the same


def test_a_rebuild_goes_on_after_a_key(city):
    keys = all_keys()
    lose_everything_public()
    editions("rebuild", "--after", str(keys[-2]))
    assert Edition.objects.filter(key=keys[-1]).exists()
    assert not Edition.objects.filter(key=keys[1]).exists()


def test_a_key_nobody_has_is_refused():
    with pytest.raises(CommandError, match="No object has the key"):
        editions("rebuild", "--after", str(uuid4()))
