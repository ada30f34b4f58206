"""Pictures as they are shown: upright, in sRGB, in the sizes that are made of them.

Upright by EXIF's Orientation (CIPA DC-008, 4.6.5.1) or what the format has in its place.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from PIL import Image, ImageSequence
from pillow_heif import register_heif_opener

from home.colours import in_srgb

register_heif_opener()

# Extension to Pillow's name of the format. The second picture of an MPO is left alone.
FORMATS = {
    "avif": "AVIF", "gif": "GIF", "heic": "HEIF", "heif": "HEIF",
    "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP",
}  # fmt: skip
ANIMATED = ("AVIF", "GIF", "PNG", "WEBP")
WIDTHS_PX = (320, 640, 960, 1600)
TALLEST_PX = 16_383  # WebP knows no more
ENCODER = "webp-80-v2"  # part of every public name: another one, and all copies are made anew
JPEG_ENCODER = "jpeg-85-v1"
JPEG_PX = 2400  # wide enough for a column of a newspaper
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What the decoders raise at bytes that are no picture, or none any more.
UNREADABLE = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, LookupError, TypeError,
    ArithmeticError, RuntimeError, Image.DecompressionBombError,
)  # fmt: skip


@contextmanager
def opened(file: IO[bytes] | Any) -> Iterator[Image.Image]:
    """The picture in ``file``, not decoded yet; one of UNREADABLE unless it is of FORMATS."""
    file.seek(0)
    with Image.open(file, formats=sorted(set(FORMATS.values()))) as picture:
        yield picture


def upright(picture: Image.Image) -> Image.Image:
    """RGB or RGBA in sRGB, the right side up, of an opened picture's first frame."""
    plain = in_srgb(picture)  # first: a PNG is decoded when it is asked how it lies
    turn = TURNS.get(_orientation(picture))
    return plain.transpose(turn) if turn is not None else plain


def upright_size(picture: Image.Image) -> tuple[int, int]:
    """Width and height as it is shown."""
    width, height = picture.size
    return (height, width) if _orientation(picture) >= 5 else (width, height)


def _orientation(picture: Image.Image) -> int:
    """1 to 8; what cannot be read is upright."""
    try:
        value = picture.getexif().get(ORIENTATION, 1)
    except UNREADABLE:
        return 1
    return value if value in TURNS else 1


def decode_frames(picture: Image.Image, max_pixels: int) -> None:
    """Decode the frames after the first, as many as make ``max_pixels`` together."""
    if picture.format not in ANIMATED:
        return
    left = max_pixels
    for frame in ImageSequence.Iterator(picture):
        left -= picture.width * picture.height
        if left < 0:
            return
        frame.load()


def copy_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Width and height of each public copy, the smallest first; never larger than the original."""
    widest = max(1, min(width, WIDTHS_PX[-1], TALLEST_PX * width // height))
    widths = [*(width_px for width_px in WIDTHS_PX if width_px < widest), widest]
    return [
        (width_px, min(TALLEST_PX, max(1, round(height * width_px / width)))) for width_px in widths
    ]


def is_too_narrow(width: int, height: int) -> bool:
    """Whether a copy that keeps its proportions would be less than a pixel wide."""
    return TALLEST_PX * width < height


def encoded(picture: Image.Image, size: tuple[int, int]) -> bytes:
    """One public copy of an upright picture."""
    buffer = io.BytesIO()
    picture.resize(size, Image.Resampling.LANCZOS).save(buffer, "WEBP", quality=80)
    return buffer.getvalue()


def jpeg_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the copy for print; never larger than the original."""
    widest = max(1, min(width, JPEG_PX, TALLEST_PX * width // height))
    return widest, min(TALLEST_PX, max(1, round(height * widest / width)))


def encoded_jpeg(picture: Image.Image, size: tuple[int, int]) -> bytes:
    """The copy for print of an upright picture; what is transparent becomes white."""
    small = picture.resize(size, Image.Resampling.LANCZOS)
    if small.mode == "RGBA":
        white = Image.new("RGB", size, "white")
        white.paste(small, mask=small.getchannel("A"))
        small = white
    buffer = io.BytesIO()
    small.convert("RGB").save(buffer, "JPEG", quality=85, optimize=True)
    return buffer.getvalue()
