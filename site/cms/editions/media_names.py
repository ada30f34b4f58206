"""Names and addresses of public copies; touches neither storage nor database.

A name is made with a secret (DESIGN rule 10): who has a picture does not have its name.
"""

import hashlib
import hmac
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from PIL import Image

from home.contract_parts import Download, FocalPoint, Picture, PictureSize
from home.media import License, OfficeDocument, OfficeImage
from home.pictures import ENCODER, JPEG_ENCODER, copy_sizes, encoded, encoded_jpeg, jpeg_size
from home.web_addresses import public_address

MIDDLE_PX = 640  # wide enough for a phone


@dataclass(frozen=True)
class Copy:
    """One public file of a picture."""

    name: str
    width: int
    height: int
    encode: Callable[[Image.Image, tuple[int, int]], bytes]

    def public(self) -> PictureSize:
        return PictureSize(
            src=public_address(f"/media/{self.name}"), width=self.width, height=self.height
        )


class PublicMedia:
    """Pictures and files as an edition shows them, with the names it uses."""

    def picture(self, image: OfficeImage, *, alt: str, caption: str) -> tuple[Picture, list[str]]:
        *copies, jpeg = copies_of(image)
        middle = next((copy for copy in copies if copy.width >= MIDDLE_PX), copies[-1])
        picture = Picture(
            **middle.public().model_dump(),
            srcset=[copy.public() for copy in copies],
            jpeg=jpeg.public(),
            focal_point=focal_point(image),
            alt=alt,
            caption=caption,
            credit=image.credit,
            license=License(image.license),
        )
        return picture, [copy.name for copy in (*copies, jpeg)]

    def download(self, document: OfficeDocument, *, title: str) -> tuple[Download, list[str]]:
        name = document_name(document)
        download = Download(
            title=title,
            url=public_address(f"/media/{name}"),
            filename=PurePath(document.file.name or "").name,
            media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            size_bytes=document.file_size or 0,
        )
        return download, [name]


def copies_of(image: OfficeImage) -> list[Copy]:
    """The WebP copies of a picture, the narrowest first, and at last the JPEG."""
    return [
        *(
            Copy(picture_name(image, width), width, height, encoded)
            for width, height in copy_sizes(image.width, image.height)
        ),
        Copy(jpeg_name(image), *jpeg_size(image.width, image.height), encoded_jpeg),
    ]


def focal_point(image: OfficeImage) -> FocalPoint | None:
    rect = image.get_focal_point()
    if rect is None:
        return None
    x, y = rect.centroid
    return FocalPoint(x=_share(x, image.width), y=_share(y, image.height))


def _share(pixels: float, of: int) -> float:
    return round(min(1.0, max(0.0, pixels / of)), 4)


def _name(sha256: str, spec: str, extension: str) -> str:
    message = f"{sha256}:{spec}".encode()
    code = hmac.new(settings.MEDIA_NAME_SECRET.encode(), message, hashlib.sha256).hexdigest()
    return f"{code[:40]}.{extension}"


def picture_name(image: OfficeImage, width_px: int) -> str:
    return _name(image.sha256, f"{ENCODER}-{width_px}", "webp")


def jpeg_name(image: OfficeImage) -> str:
    return _name(image.sha256, JPEG_ENCODER, "jpg")


def document_name(document: OfficeDocument) -> str:
    """Of the bytes and the name they are saved under: one address never gives two names."""
    file = PurePath(document.file.name or "")
    extension = file.suffix.lstrip(".").lower() or "bin"
    return _name(document.sha256, f"document:{file.name}", extension)
