"""Pictures of every kind people send, each with what it must look like when it is shown.

All show four fields of different colours; what stands in the file is turned, recoloured and packed
from there, so that nothing of ours is needed to know the right answer.
"""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

from tests.drills.profiles import DISPLAY_P3, GENERIC_RGB, grey_profile, rgb_profile

register_heif_opener()

SIZE = (60, 40)
FIELDS = ((200, 70, 60), (60, 160, 90), (60, 80, 190), (220, 190, 120))
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic"}
BEST: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "PNG": {},
    "WEBP": {"lossless": True},
    "AVIF": {"quality": 95},
    "HEIF": {"quality": 95},
}
# How the stored picture comes from the upright one: the inverse of what a viewer does with it.
STORED_AS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A file as it is sent, and how it looks."""

    what: str
    filename: str
    content: bytes
    shown: Image.Image


def four_fields(size: tuple[int, int] = SIZE) -> Image.Image:
    picture = Image.new("RGB", (2, 2))
    for number, colour in enumerate(FIELDS):
        picture.putpixel((number % 2, number // 2), colour)
    return picture.resize(size, Image.Resampling.NEAREST)


def samples() -> Iterator[Sample]:
    for make in (_turned, _recoloured, _packed, _moving, _long):
        yield from make()


def _saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _turned() -> Iterator[Sample]:
    for kind, extension in EXTENSIONS.items():
        for orientation in range(1, 9):
            exif = Image.Exif()
            exif[0x0112] = orientation
            stored = four_fields()
            if orientation in STORED_AS:
                stored = stored.transpose(STORED_AS[orientation])
            content = _saved(stored, kind, exif=exif.tobytes(), **BEST[kind])
            yield Sample(f"{kind} turned {orientation}", f"a.{extension}", content, four_fields())


def _recoloured() -> Iterator[Sample]:
    """The profile says what the numbers mean; a broken one says nothing."""
    srgb = ImageCms.createProfile("sRGB")
    for name, profile in {
        "Generic RGB": rgb_profile(GENERIC_RGB, 1.8),
        "Display P3": rgb_profile(DISPLAY_P3, 2.2),
    }.items():
        target = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        stored = ImageCms.profileToProfile(four_fields(), srgb, target)
        for kind, extension in EXTENSIONS.items():
            content = _saved(stored, kind, icc_profile=profile, **BEST[kind])
            yield Sample(f"{kind} in {name}", f"a.{extension}", content, four_fields())
    grey = grey_profile(1.0)
    shown = ImageCms.profileToProfile(
        four_fields().convert("L"), ImageCms.ImageCmsProfile(io.BytesIO(grey)), srgb,
        outputMode="RGB",
    )  # fmt: skip
    for kind in ("JPEG", "PNG"):
        content = _saved(four_fields().convert("L"), kind, icc_profile=grey)
        yield Sample(f"{kind} in linear grey", f"a.{EXTENSIONS[kind]}", content, shown)
    for name, profile in {
        "no profile at all": b"not a profile",
        "a profile cut short": rgb_profile(GENERIC_RGB, 1.8)[:200],
        "a profile for greys": grey,
    }.items():
        for kind, extension in EXTENSIONS.items():
            content = _saved(four_fields(), kind, icc_profile=profile, **BEST[kind])
            yield Sample(f"{kind} with {name}", f"a.{extension}", content, four_fields())


def _packed() -> Iterator[Sample]:
    """Every way in which pixels lie in a file."""
    fields, grey = four_fields(), four_fields().convert("L")
    seen = fields.convert("RGBA")
    half = Image.new("L", SIZE, 255)
    half.paste(0, (0, 0, SIZE[0] // 2, SIZE[1]))
    clear = fields.copy()
    clear.putalpha(half)
    grey_clear = grey.copy()
    grey_clear.putalpha(half)
    few = fields.quantize(4)
    bits = Image.new("1", SIZE, 1)
    bits.paste(0, (0, 0, SIZE[0] // 2, SIZE[1]))
    bits_clear = bits.convert("L").convert("RGB")
    bits_clear.putalpha(half)
    png: dict[str, tuple[Callable[[], bytes], Image.Image]] = {
        "1": (partial(_saved, bits, "PNG"), bits),
        "1 with a clear colour": (partial(_saved, bits, "PNG", transparency=0), bits_clear),
        "1, all white, with a clear colour": (
            partial(_saved, Image.new("1", SIZE, 1), "PNG", transparency=0),
            Image.new("RGB", SIZE, "white"),
        ),
        "L": (partial(_saved, grey, "PNG"), grey),
        "LA": (partial(_saved, grey_clear, "PNG"), grey_clear),
        "P": (partial(_saved, few, "PNG"), fields),
        "P with a clear colour": (
            partial(_saved, few, "PNG", transparency=few.getpixel((1, 1))),
            _without_field(fields),
        ),
        "RGB": (partial(_saved, fields, "PNG"), fields),
        "RGB with a clear colour": (
            partial(_saved, fields, "PNG", transparency=FIELDS[0]),
            _without_field(fields),
        ),
        "RGBA": (partial(_saved, clear, "PNG"), clear),
        "16 bits": (partial(_deep, grey), grey),
        "16 bits with a clear grey": (
            partial(_deep, grey, clear=grey.getpixel((1, 1)) * 257),
            _without_field(grey.convert("RGB")),
        ),
        "2 bits with a clear grey": (_two_bits, _two_bits_shown()),
    }
    for what, (content, shown) in png.items():
        yield Sample(f"PNG {what}", "a.png", content(), shown)
    cmyk = fields.convert("CMYK")
    yield Sample("JPEG L", "a.jpg", _saved(grey, "JPEG", quality=95), grey)
    yield Sample("JPEG CMYK", "a.jpeg", _saved(cmyk, "JPEG", quality=95), fields)
    yield Sample("JPEG progressive", "A.JPG", _saved(fields, "JPEG", progressive=True), fields)
    yield Sample("GIF", "a.gif", _saved(few, "GIF"), fields)
    for kind in ("WEBP", "AVIF", "HEIF"):
        yield Sample(
            f"{kind} RGBA", f"a.{EXTENSIONS[kind]}", _saved(clear, kind, **BEST[kind]), clear
        )
    yield Sample("HEIF named .heif", "a.heif", _saved(fields, "HEIF", quality=95), seen)


def _without_field(picture: Image.Image) -> Image.Image:
    """The first of the four fields is not there."""
    shown = picture.convert("RGBA")
    shown.paste((0, 0, 0, 0), (0, 0, SIZE[0] // 2, SIZE[1] // 2))
    return shown


def _moving() -> Iterator[Sample]:
    """Of what moves, readers see the first picture."""
    first, second = four_fields(), Image.new("RGB", SIZE, "black")
    for kind, filename in {"GIF": "a.gif", "WEBP": "a.webp", "PNG": "a.png"}.items():
        content = _saved(first, kind, save_all=True, append_images=[second], duration=100)
        yield Sample(f"{kind} that moves", filename, content, first)


def _long() -> Iterator[Sample]:
    for size in ((1, 1), (1, 3000), (3000, 1), (2, 16_384), (40, 16_400), (1601, 200), (1600, 900)):
        fields = four_fields(size)
        yield Sample(f"{size[0]}x{size[1]}", "a.png", _saved(fields, "PNG"), fields)


# --- PNG by hand: what Pillow does not write ----------------------------------------------------
def _png(size: tuple[int, int], bits: int, lines: list[bytes], *chunks: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", *size, bits, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + line for line in lines))
    parts = (_chunk(b"IHDR", header), *chunks, _chunk(b"IDAT", data), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _deep(grey: Image.Image, clear: int | None = None) -> bytes:
    width, height = grey.size
    lines = [
        b"".join(struct.pack(">H", grey.getpixel((x, y)) * 257) for x in range(width))
        for y in range(height)
    ]
    key = [] if clear is None else [_chunk(b"tRNS", struct.pack(">H", clear))]
    return _png(grey.size, 16, lines, *key)


def _two_bits() -> bytes:
    """Bars of the four greys; the second is clear."""
    line = b"".join(bytes([grey * 0x55]) * 4 for grey in range(4))
    return _png((64, 40), 2, [line] * 40, _chunk(b"tRNS", struct.pack(">H", 1)))


def _two_bits_shown() -> Image.Image:
    shown = Image.new("RGBA", (64, 40))
    for grey in (0, 2, 3):
        shown.paste((grey * 85, grey * 85, grey * 85, 255), (grey * 16, 0, grey * 16 + 16, 40))
    return shown
