"""Pictures of every kind through every door: what is accepted can be published, and looks right.

Every public copy has the proportions and the colours of the picture as it is shown.
"""

import io
from collections.abc import Callable, Iterable, Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageChops, ImageStat
from wagtail.models import UploadedFile

from cms.editions.media_names import picture_name
from cms.editions.models import Edition
from home.media import OfficeImage
from home.pictures import copy_sizes
from home.roles import CHIEF_EDITORS, ensure_roles
from tests import office
from tests.admin.conftest import logged_in, person
from tests.drills.rows import Row
from tests.drills.samples import Sample, samples

TOLERANCE = 9  # of 255, on average: what encoding twice may cost
CREDITED = {"title": "Bild", "credit": "Foto: Stadt", "license": "CC0-1.0", "tags": ""}
Door = Callable[[Client, str, bytes], OfficeImage | None]


def by_form(client: Client, name: str, content: bytes) -> OfficeImage | None:
    client.post(
        reverse("wagtailimages:add"), CREDITED | {"file": SimpleUploadedFile(name, content)}
    )
    return OfficeImage.objects.order_by("pk").last()


def by_many(client: Client, name: str, content: bytes) -> OfficeImage | None:
    file = SimpleUploadedFile(name, content)
    client.post(reverse("wagtailimages:add_multiple"), {"files[]": file})
    waiting = UploadedFile.objects.order_by("pk").last()
    if waiting is None:
        return None
    fields = {f"uploaded-image-{waiting.pk}-{name}": value for name, value in CREDITED.items()}
    client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]), fields
    )
    return OfficeImage.objects.order_by("pk").last()


def by_chooser(client: Client, name: str, content: bytes) -> OfficeImage | None:
    fields = {f"image-chooser-upload-{name}": value for name, value in CREDITED.items()}
    file = SimpleUploadedFile(name, content)
    client.post(
        reverse("wagtailimages_chooser:create"), fields | {"image-chooser-upload-file": file}
    )
    return OfficeImage.objects.order_by("pk").last()


def by_code(client: Client, name: str, content: bytes) -> OfficeImage | None:
    return OfficeImage.objects.create(
        title="Bild", file=ContentFile(content, name), credit="Stadt", license="CC0-1.0"
    )


DOORS: dict[str, Door] = {
    "the form": by_form,
    "many at once": by_many,
    "the chooser": by_chooser,
    "code": by_code,
}


def run() -> Iterable[Row]:
    with transaction.atomic():
        ensure_roles()
        client = logged_in(person("chefredaktion", CHIEF_EDITORS))
        office.open_office()
        for what, door in DOORS.items():
            row = Row(f"pictures through {what}, published")
            for sample in samples():
                row.tried += 1
                if wrong := "; ".join(problems(client, door, sample)):
                    row.failed.append(f"{sample.what}: {wrong}")
            yield row
        transaction.set_rollback(True)


def problems(client: Client, door: Door, sample: Sample) -> Iterator[str]:
    """What is wrong with a picture that came in by a door and was published."""
    OfficeImage.objects.all().delete()
    image = door(client, sample.filename, sample.content)
    if image is None:
        yield "refused"
        return
    if (image.width, image.height) != sample.shown.size:
        yield f"kept as {image.width}x{image.height}, shown as {sample.shown.size}"
    answer = client.get(reverse("wagtailimages:index"))
    if answer.status_code != 200 or "not-found" in answer.content.decode():
        yield f"the list of pictures does not show it ({answer.status_code})"
    release = office.published_release(body=[("image", {"image": image, "alt": "Vier Felder"})])
    document = Edition.objects.get(key=release.translation_key, locale="de").detail
    for width, height in copy_sizes(image.width, image.height):
        name = picture_name(image, width)
        if f'/media/{name}","width":{width},"height":{height}' not in document:
            yield f"the document does not tell the copy of {width} pixels"
        with storages["public"].open(name) as file:
            yield from _differences(Image.open(io.BytesIO(file.read())), (width, height), sample)


def _differences(copy: Image.Image, told: tuple[int, int], sample: Sample) -> Iterator[str]:
    if copy.size != told:
        yield f"a copy of {copy.size} is told as {told}"
    width, height = sample.shown.size
    if abs(copy.height - copy.width * height / width) > 1:
        yield f"a copy of {copy.size} has other proportions"
    if left := {"exif", "xmp", "icc_profile"} & copy.info.keys():
        yield f"a copy still holds {', '.join(sorted(left))}"
    right = on_paper(sample.shown).resize(copy.size, Image.Resampling.LANCZOS)
    off = max(ImageStat.Stat(ImageChops.difference(on_paper(copy), right)).mean)
    if off > TOLERANCE:
        yield f"the colours of a copy are off by {off:.0f}"


def on_paper(picture: Image.Image) -> Image.Image:
    """What is clear shows a colour that none of the fields has."""
    seen = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "magenta"), seen).convert("RGB")
