"""Whether a file is what its name says, and can be shown: asked wherever one is stored.

A refusal is a ValidationError with one sentence that says what to do.
"""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from home import pdf_check
from home.pictures import (
    FORMATS,
    UNREADABLE,
    copy_sizes,
    decode_frames,
    encoded,
    is_too_narrow,
    opened,
    upright,
)

MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)
CODE_IN_PICTURE = re.compile(rb"<\s*(?:!doctype|html|script|svg|iframe)", re.IGNORECASE)
SNIFFED = 4096  # bytes in which browsers look for HTML, and more
PDF_BEGINS_WITHIN = 1024  # bytes; readers look that far (ISO 32000-1, Annex H, note 13)
PDF_READ_S = 10
# The part without which an office file is none; OpenDocument names itself in "mimetype".
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
UNPACKED_BYTES = 500 * 1024 * 1024
UNPACKED_RATIO = 200  # and more than that is no text anybody wrote
ENCRYPTED = 0x1  # in the flags of a ZIP's member


def extension_of(name: str) -> str:
    return os.path.splitext(name)[1].lower().lstrip(".")


# --- Pictures -----------------------------------------------------------------------------------
def check_picture(file: Any, name: str) -> None:
    """ValidationError unless every size that is made of a picture can be made of this one."""
    extension = extension_of(name)
    if extension not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise ValidationError(other_picture())
    try:
        with opened(file) as picture:
            _check_header(picture, extension)
            _refuse_other_content(file)
            try_sizes(upright(picture))
            decode_frames(picture, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
    except UnidentifiedImageError as error:
        raise ValidationError(
            _("This file is no picture. Save it as JPEG or PNG and upload it again.")
        ) from error
    except Image.DecompressionBombError as error:
        raise ValidationError(_too_many_pixels()) from error
    except UNREADABLE as error:
        raise ValidationError(
            _(
                "The picture is damaged or incomplete. "
                "Save it again as JPEG or PNG, or send the original."
            )
        ) from error
    finally:
        file.seek(0)


def other_picture() -> str:
    return _(
        "Pictures are taken as %(kinds)s. Save this one as JPEG or PNG and upload it again."
    ) % {"kinds": ", ".join(settings.WAGTAILIMAGES_EXTENSIONS).upper()}


def try_sizes(picture: Image.Image) -> None:
    """Make the smallest and the largest public copy and what the admin's lists show."""
    sizes = copy_sizes(*picture.size)
    for size in {sizes[0], sizes[-1]}:
        encoded(picture, size)
    picture.copy().thumbnail((165, 165))


def _check_header(picture: Image.Image, extension: str) -> None:
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)
    if kind != FORMATS[extension]:
        raise ValidationError(
            _(
                "The name ends in .%(extension)s, but the picture is a %(kind)s. "
                "Rename it so that it ends in .%(right)s and upload it again."
            )
            % {
                "extension": extension,
                "kind": kind,
                "right": next(name for name, format in FORMATS.items() if format == kind),
            }
        )
    width, height = picture.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(_too_many_pixels())
    if is_too_narrow(width, height) or is_too_narrow(height, width):
        raise ValidationError(
            _("The picture is too long and narrow to be shown. Cut out the part that matters.")
        )


def _too_many_pixels() -> str:
    return _("The picture has too many pixels. Make it smaller.")


def _refuse_other_content(file: Any) -> None:
    """ValidationError for a picture that is a page or an archive as well."""
    position = file.tell()
    file.seek(0)
    is_page = CODE_IN_PICTURE.search(file.read(SNIFFED)) is not None
    is_archive = zipfile.is_zipfile(file)
    file.seek(position)
    if is_page or is_archive:
        raise ValidationError(
            _(
                "This file holds something else than a picture. "
                "Save it as JPEG or PNG and upload it again."
            )
        )


# --- Documents ----------------------------------------------------------------------------------
def check_document(file: Any, name: str) -> None:
    """ValidationError unless the content begins as the extension says."""
    extension = extension_of(name)
    if extension not in CHECKS:
        raise ValidationError(other_document())
    try:
        file.seek(0)
        if not CHECKS[extension](file, extension):
            raise ValidationError(_not_that_kind(extension))
    finally:
        file.seek(0)


def other_document() -> str:
    return _("Documents are taken as %(kinds)s. Save this one as PDF and upload it again.") % {
        "kinds": ", ".join(sorted(CHECKS)).upper()
    }


def check_pages(file: Any) -> None:
    """ValidationError unless a PDF can be opened by everybody and has a page."""
    file.seek(0)
    try:
        found = subprocess.run(  # noqa: S603 - a script of ours, the file on its standard input
            [sys.executable, "-I", Path(pdf_check.__file__)],
            input=file.read(),
            capture_output=True,
            timeout=PDF_READ_S,
            check=False,
        ).stdout.decode()
    except subprocess.TimeoutExpired:
        found = ""
    finally:
        file.seek(0)
    match found:
        case "ok":
            return
        case "password":
            raise ValidationError(
                _(
                    "This PDF is protected with a password. "
                    "Save it without protection and upload it again."
                )
            )
        case "empty":
            raise ValidationError(_("This PDF has no pages. Export it again from your program."))
        case _:
            raise ValidationError(_not_that_kind("pdf"))


def _not_that_kind(extension: str) -> str:
    return _(
        "This file is no %(extension)s document, or it is damaged. "
        "Export it again from your program."
    ) % {"extension": extension.upper()}


def _is_pdf(file: Any, extension: str) -> bool:
    """Whether it says so within the first bytes, and nothing else before."""
    start = file.read(PDF_BEGINS_WITHIN + len(b"%PDF-"))
    before, found, _after = start.partition(b"%PDF-")
    return bool(found) and not MARKUP.search(before) and filetype.guess(before) is None


def _is_text(file: Any, extension: str) -> bool:
    content = file.read()
    if not content.strip() or b"\x00" in content or MARKUP.search(content[:SNIFFED]):
        return False
    return filetype.guess(content[:SNIFFED]) is None


def _is_archive(file: Any, extension: str) -> bool:
    """Whether it is a ZIP of the kind the extension names. Nothing is unpacked but a short name.

    ValidationError for one with a password, or which unpacks to more than anybody can open.
    """
    if file.read(2) != b"PK":
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _refuse_bomb(members)
            names = {member.filename for member in members}
            if part := OFFICE_PARTS.get(extension):
                return part in names
            if expected := OPEN_DOCUMENT.get(extension):
                with archive.open("mimetype") as kind:
                    return kind.read(100).strip() == expected
            return bool(names)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
        return False


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise ValidationError(
            _("This file is protected with a password. Save it without and upload it again.")
        )
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED_BYTES or unpacked > max(packed, 100_000) * UNPACKED_RATIO:
        raise ValidationError(
            _(
                "This file unpacks to far more than it seems to hold. "
                "Make it anew, or send its parts."
            )
        )


CHECKS: dict[str, Callable[[Any, str], bool]] = {
    "pdf": _is_pdf,
    "txt": _is_text,
    "csv": _is_text,
    "zip": _is_archive,
    **dict.fromkeys((*OFFICE_PARTS, *OPEN_DOCUMENT), _is_archive),
}
