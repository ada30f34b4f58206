"""The forms that take a file: what is checked, and what they say.

The forms stand in the settings as the base of all of Wagtail's upload forms: add, multiple upload,
chooser, edit. A refusal is a sentence at the field ``file``.
"""

import os
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField, ModelForm
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.file_checks import (
    CHECKS,
    check_document,
    check_pages,
    check_picture,
    extension_of,
    other_document,
    other_picture,
)

EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,4}$")


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


def tell_before_sending(field: Any, other_kind: str, kinds: Iterable[str]) -> None:
    """Give the file's input what ``uploads.js`` says while the file is still in the browser."""
    field.widget.attrs |= {
        "data-missing": field.error_messages["required"],
        "data-too-large": field.error_messages["file_too_large_unknown_size"],
        "data-other-kind": other_kind,
        "data-max-bytes": field.max_upload_size,
        "data-kinds": " ".join(kinds),
    }


class PictureField(WagtailImageField):
    """A picture of which everything can be made that will be."""

    def to_python(self, data):
        file = FileField.to_python(self, data)
        if file is not None:
            self.check_image_file_size(file)
            check_picture(file, file.name)
            file.is_checked = True
        return file


class PictureForm(ReadableTitle, BaseImageForm):
    """A picture with its credit and licence."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Not declared on the class: the forms that edit without the file leave the field out.
        if file := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=file.label, required=file.required, widget=file.widget
            )
            self.fields["file"].help_text += " " + _(
                "Each picture also needs its credit and its licence: have them ready."
            )
            kinds = settings.WAGTAILIMAGES_EXTENSIONS
            tell_before_sending(self.fields["file"], other_picture(), kinds)

    def save(self, commit=True):
        self.original_file = None  # the model removes it, when the new one is committed
        return super().save(commit)


class FileForm(ReadableTitle, BaseDocumentForm):
    """A document that is what its name says."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            tell_before_sending(file, other_document(), sorted(CHECKS))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file, file.name or "")
            if extension_of(file.name or "") == "pdf":
                check_pages(file)
            file.is_checked = True
        return file

    def save(self, commit=True):
        self.original_file = None  # as for pictures
        return super().save(commit)
