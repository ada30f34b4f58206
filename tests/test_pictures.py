"""Pictures are shown upright and in their colours; `make drills` tries every kind by every door."""

import io
import json
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField
from django.urls import reverse
from PIL import Image

from home.failures import PublishFailed, sentences_of
from home.media import OfficeDocument, OfficeImage
from home.pictures import copy_sizes
from tests import office
from tests.admin import pictures
from tests.drills.pictures import DOORS, problems
from tests.drills.samples import samples

pytestmark = pytest.mark.django_db
SLICE = (
    "JPEG turned 6", "PNG turned 8", "AVIF turned 5", "HEIF turned 6", "JPEG in Generic RGB",
    "HEIF in Display P3", "PNG with a profile cut short", "PNG 1, all white, with a clear colour",
    "PNG 16 bits with a clear grey", "JPEG CMYK", "PNG that moves", "2x16384", "1x3000",
)  # fmt: skip
SAMPLES = {sample.what: sample for sample in samples()}


@pytest.mark.parametrize("what", SLICE)
def test_what_is_accepted_is_published_upright_and_in_its_colours(admin_client, what):
    office.open_office()
    assert list(problems(admin_client, DOORS["the form"], SAMPLES[what])) == []


@pytest.mark.parametrize("door", [name for name in DOORS if name != "the form"])
def test_every_door_takes_the_photograph_of_a_phone(admin_client, door):
    office.open_office()
    assert list(problems(admin_client, DOORS[door], SAMPLES["HEIF turned 6"])) == []


def stored(content: bytes, name: str) -> OfficeImage:
    return OfficeImage.objects.create(
        title="Rathaus", file=ContentFile(content, name), credit="Stadt", license="CC0-1.0"
    )


def test_a_portrait_is_taller_than_wide_in_the_document(api):
    turned = Image.Exif()
    turned[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "JPEG", exif=turned)
    release = office.published_release(
        image=stored(buffer.getvalue(), "hochkant.jpg"), image_alt="Ein Mensch"
    )
    shown = json.loads(api(f"/press-releases/{release.translation_key}").body)["image"]
    assert (shown["width"], shown["height"]) == (30, 40)
    assert [(size["width"], size["height"]) for size in shown["srcset"]] == [(30, 40)]


def shown_picture(api, picture: OfficeImage) -> dict:
    release = office.published_release(image=picture, image_alt="Das Rathaus")
    return json.loads(api(f"/press-releases/{release.translation_key}").body)["image"]


def test_src_is_one_of_the_sizes_and_width_and_height_are_its_own(api):
    buffer = io.BytesIO()
    Image.new("RGB", (3000, 1500), "teal").save(buffer, "PNG")
    shown = shown_picture(api, stored(buffer.getvalue(), "rathaus.png"))
    assert {name: shown[name] for name in ("src", "width", "height")} == shown["srcset"][1]
    assert (shown["width"], shown["height"]) == (640, 320)
    assert (shown["jpeg"]["width"], shown["jpeg"]["height"]) == (2400, 1200)
    assert shown["focal_point"] is None


def test_the_copy_for_print_is_a_jpeg_and_what_was_clear_is_white(api, client):
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 30), (200, 0, 0, 0)).save(buffer, "PNG")
    shown = shown_picture(api, stored(buffer.getvalue(), "logo.png"))
    address = shown["jpeg"]["src"].removeprefix(settings.PUBLIC_BASE_URL)
    copy = Image.open(io.BytesIO(b"".join(client.get(address))))
    assert (copy.format, copy.size) == ("JPEG", (shown["jpeg"]["width"], shown["jpeg"]["height"]))
    assert copy.convert("RGB").getpixel((20, 15)) == (255, 255, 255)


def test_the_place_to_crop_around_is_told_as_shares_of_the_picture(api):
    buffer = io.BytesIO()
    Image.new("RGB", (400, 200), "teal").save(buffer, "PNG")
    picture = stored(buffer.getvalue(), "rede.png")
    picture.focal_point_x, picture.focal_point_y = 100, 150
    picture.focal_point_width = picture.focal_point_height = 20
    picture.save()
    assert shown_picture(api, picture)["focal_point"] == {"x": 0.25, "y": 0.75}


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((300, 200), [(300, 200)]),
        ((1600, 900), [(320, 180), (640, 360), (960, 540), (1600, 900)]),
        ((4000, 3000), [(320, 240), (640, 480), (960, 720), (1600, 1200)]),
        ((300, 20_000), [(245, 16_333)]),
        ((2, 16_384), [(1, 8192)]),
        ((3000, 1), [(320, 1), (640, 1), (960, 1), (1600, 1)]),
    ],
)
def test_no_copy_is_larger_than_its_original_or_taller_than_its_format_allows(size, sizes):
    assert copy_sizes(*size) == sizes


def test_one_unreadable_original_stops_no_list_and_is_named_when_its_page_is_published(
    admin_client,
):
    image = stored(pictures.bytes_of("PNG"), "rathaus.png")
    stored(pictures.bytes_of("PNG", (80, 50)), "markt.png")
    default_storage.delete(image.file.name)
    default_storage.save(image.file.name, ContentFile(b"\x89PNG\r\n\x1a\nnothing else"))
    for address in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages:edit", args=[image.pk]),
    ):
        assert admin_client.get(address).status_code == 200, address
    with pytest.raises(PublishFailed) as failed:
        office.published_release(image=image, image_alt="Das Rathaus")
    assert "Rathaus" in " ".join(sentences_of(failed.value))


def test_a_draft_shows_an_iphones_picture_in_a_kind_that_browsers_know(admin_client):
    sample = SAMPLES["HEIF turned 6"]
    draft = office.draft_release(image=stored(sample.content, "a.heic"), image_alt="Vier Felder")
    draft.save_revision()
    page = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    assert 'width="60" height="40"' in page.content.decode()
    assert ".heic" not in page.content.decode()


def test_the_sizes_of_older_rows_are_corrected_and_the_marked_part_with_them():
    turned = Image.Exif()
    turned[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, "JPEG", exif=turned)
    image = stored(buffer.getvalue(), "hochkant.jpg")
    plain = stored(pictures.bytes_of(), "quer.jpg")
    lost = stored(pictures.bytes_of(), "verloren.jpg")
    default_storage.delete(lost.file.name)
    rows = OfficeImage.objects
    before = {"focal_point_x": 30, "focal_point_y": 20}
    before |= {"focal_point_width": 6, "focal_point_height": 6}
    rows.filter(pk=image.pk).update(width=60, height=40, **before)
    migration = import_module("home.migrations.0004_upright_sizes")
    migration.measure_anew(apps, None)
    image = rows.get(pk=image.pk)
    assert (image.width, image.height) == (40, 60)
    assert (image.focal_point_x, image.focal_point_y) == (20, 30)
    assert (image.focal_point_width, image.focal_point_height) == (4, 9)
    for other in (plain, lost):
        row = rows.get(pk=other.pk)
        assert (row.width, row.height) == (60, 40)


@pytest.mark.parametrize(
    ("model", "name", "content"),
    [
        (OfficeImage, "bild.png", pictures.HTML),
        (OfficeImage, "bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        (OfficeImage, "bild.tiff", pictures.bytes_of("TIFF")),
        (OfficeDocument, "seite.html", pictures.HTML),
        (OfficeDocument, "plan.pdf", pictures.HTML),
        (OfficeDocument, "plan.pdf", b""),
    ],
)
def test_code_stores_no_more_than_a_form(model, name, content):
    with pytest.raises(ValidationError), transaction.atomic():
        model.objects.create(title="Datei", file=ContentFile(content, name))
    assert not model.objects.exists()


def test_every_field_that_takes_a_file_is_checked_or_filled_by_us():
    """A new one stands here only after somebody thought about what may be sent to it."""
    checked = {"home.OfficeImage.file", "home.OfficeDocument.file"}
    ours = {"home.OfficeRendition.file"}
    after_the_form = {"wagtailcore.UploadedFile.file"}
    unused = {
        "wagtailimages.Image.file",
        "wagtailimages.Rendition.file",
        "wagtaildocs.Document.file",
    }
    switched_off = {"wagtailusers.UserProfile.avatar"}
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    }
    assert found == checked | ours | after_the_form | unused | switched_off
