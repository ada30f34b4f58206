"""What may be uploaded: extension, magic number and content must agree, or nothing is stored.

The forms stand in the settings as the base of all of Wagtail's upload forms: add, multiple upload,
chooser, edit. A refusal is a sentence at the field ``file``.
"""

import os
import re
import zipfile
from collections.abc import Callable

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import ModelForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageSequence
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,4}$")
MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)
TOO_MANY_PIXELS = gettext_lazy("The picture has too many pixels. Make it smaller.")
SNIFFED = 4096  # bytes in which browsers look for HTML, and more
# The part without which an office file is none; OpenDocument names itself in "mimetype".
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}


def readable_title(name: str) -> str:
    """A title from a file's name: "fest-der-kulturen_2026.JPG" gives "Fest der kulturen 2026"."""
    words = re.sub(r"[_\s]+", " ", EXTENSION.sub("", os.path.basename(name)))
    words = re.sub(r"(?<=\D)-+(?=\D)", " ", words).strip()
    return words[:1].upper() + words[1:]


class ReadableTitle(ModelForm):
    """Gives a form a title that people can read where only a file name was sent."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.instance.title:
            self.initial["title"] = readable_title(self.instance.title)

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        file = self.files.get(self.add_prefix("file"))
        return readable_title(title) if file is not None and title == file.name else title


class PictureField(WagtailImageField):
    """A picture that can be decoded to its last line. Wagtail 8.0 fails with an error of the
    server's where a JPEG is cut short; so ours looks first.
    """

    def to_python(self, data):
        if data:
            self.check_image_file_size(data)
            check_picture(data, self.max_image_pixels)
        return super().to_python(data)


class PictureForm(ReadableTitle, BaseImageForm):
    """A picture with its credit and licence."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Not declared on the class: the forms that edit without the file leave the field out.
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=file.label, required=file.required, widget=file.widget
            )


class FileForm(ReadableTitle, BaseDocumentForm):
    """A document that is what its name says."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file)
        return file


def check_picture(file: UploadedFile, max_pixels: int) -> None:
    """ValidationError unless it is a picture, not too large, and every frame decodes."""
    file.seek(0)
    kind = filetype.guess(file.read(SNIFFED))
    if kind is None or not kind.mime.startswith("image/"):
        raise ValidationError(
            _("This file is no picture. Save it as JPEG or PNG and upload it again.")
        )
    try:
        file.seek(0)
        with Image.open(file) as picture:
            frames = getattr(picture, "n_frames", 1)
            if picture.width * picture.height * frames > max_pixels:
                raise ValidationError(TOO_MANY_PIXELS)
            for frame in ImageSequence.Iterator(picture):
                frame.load()
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(
            _(
                "The picture is damaged or incomplete. "
                "Save it again as JPEG or PNG, or send the original."
            )
        ) from error
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    finally:
        file.seek(0)


def check_document(file: UploadedFile) -> None:
    """ValidationError unless the content is what the extension says."""
    extension = os.path.splitext(file.name or "")[1].lower().lstrip(".")
    check = CHECKS.get(extension)
    try:
        file.seek(0)
        if check is None or not check(file, extension):
            raise ValidationError(
                _(
                    "This file is no %(extension)s document, or it is damaged. "
                    "Export it again from your program."
                )
                % {"extension": extension.upper()}
            )
    finally:
        file.seek(0)


def _is_pdf(file: UploadedFile, extension: str) -> bool:
    start = file.read(SNIFFED)
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - 2048))
    return start.startswith(b"%PDF-") and b"%%EOF" in file.read()


def _is_text(file: UploadedFile, extension: str) -> bool:
    content = file.read()
    if not content.strip() or b"\x00" in content or MARKUP.search(content[:SNIFFED]):
        return False
    return filetype.guess(content[:SNIFFED]) is None


def _is_archive(file: UploadedFile, extension: str) -> bool:
    """Whether it is a ZIP of the kind the extension names. Nothing is unpacked but a short name."""
    if file.read(2) != b"PK":
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if part := OFFICE_PARTS.get(extension):
                return part in names
            if expected := OPEN_DOCUMENT.get(extension):
                with archive.open("mimetype") as kind:
                    return kind.read(100).strip() == expected
            return bool(names)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False


CHECKS: dict[str, Callable[[UploadedFile, str], bool]] = {
    "pdf": _is_pdf,
    "txt": _is_text,
    "csv": _is_text,
    "zip": _is_archive,
    **dict.fromkeys((*OFFICE_PARTS, *OPEN_DOCUMENT), _is_archive),
}
