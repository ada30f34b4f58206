"""What every picture becomes before anything is made of it: 8 bits, sRGB, alpha kept.

A file's numbers mean colours only together with its profile (ICC, https://www.color.org/icc_specs2.xalter);
what has none, or a broken one, is taken as sRGB, as browsers do.
"""

import io

from PIL import Image, ImageCms, ImageMath

_SRGB = ImageCms.createProfile("sRGB")
# The colour space of a profile, and the mode of the pictures it is for.
_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
# Pillow 13.0 spreads the greys of few bits over 0 to 255, but not the one that is transparent.
_SPREAD = {"1": 255, "L;2": 85, "L;4": 17}


def in_srgb(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where it is transparent, without anything else the file held.

    ``picture`` was just opened; the errors of decoding are passed on.
    """
    packed = _packing(picture)
    picture.load()
    alpha = _alpha(picture, packed)
    plain = _to_rgb(_without_alpha(picture), picture.info.get("icc_profile"))
    if alpha is not None:
        plain.putalpha(alpha)
    plain.info = {}
    return plain


def _packing(picture: Image.Image) -> str:
    """How the pixels lie in the file: "L;2" are greys of two bits."""
    tiles = getattr(picture, "tile", None)  # a picture made from nothing has none
    packed = tiles[0].args if tiles else ""
    return packed if isinstance(packed, str) else ""


def _alpha(picture: Image.Image, packed: str) -> Image.Image | None:
    if not picture.has_transparency_data:
        return None
    key = picture.info.get("transparency")
    if picture.mode in ("1", "L", "I", "I;16") and isinstance(key, int):
        greys = picture.convert("L").convert("I") if picture.mode == "1" else picture.convert("I")
        key *= _SPREAD.get(packed, 1)
        return ImageMath.lambda_eval(
            lambda args: args["convert"]((args["greys"] != key) * 255, "L"), greys=greys
        )
    if picture.mode == "RGB" and isinstance(key, tuple) and packed.startswith("RGB;16"):
        picture.info["transparency"] = tuple(value >> 8 for value in key)
    return picture.convert("RGBA").getchannel("A")


def _without_alpha(picture: Image.Image) -> Image.Image:
    """The colours alone, as L, RGB or CMYK."""
    match picture.mode:
        case "L" | "RGB" | "CMYK":
            plain = picture.copy()
        case "LA" | "La":
            plain = picture.convert("LA").getchannel("L")
        case "1":
            plain = picture.convert("L")
        case "I" | "I;16" | "I;16L" | "I;16B":
            # 16 bits: what is left of a sample is its upper half.
            plain = picture.convert("I").point(lambda sample: sample * (1 / 257) + 0.5).convert("L")
        case "P" | "PA" | "RGBA" | "RGBa" | "RGBX":
            plain = picture.convert("RGBA").convert("RGB")
        case _:
            plain = picture.convert("RGB")
    plain.info = {}
    return plain


def _to_rgb(plain: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            embedded = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = _SPACES.get(embedded.profile.xcolor_space.strip())
            if mode == "RGB" and plain.mode == "L":
                plain = plain.convert("RGB")
            if mode == plain.mode:
                return ImageCms.profileToProfile(plain, embedded, _SRGB, outputMode="RGB") or plain
        except (ImageCms.PyCMSError, OSError):
            pass
    return plain if plain.mode == "RGB" else plain.convert("RGB")
