"""Pictures and documents as the office keeps them: originals are private, public copies are made.

The credit line and the licence are required: without them a picture cannot be passed on.
"""

import hashlib
from contextlib import contextmanager

from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    SourceImageIOError,
    get_upload_to,
)
from wagtail.search import index
from willow.plugins.pillow import PillowImage

from home.pictures import TALLEST_PX, UNREADABLE, opened, upright
from home.stored_files import DocumentFileField, PictureFileField, replacing


def sha256_of(file) -> str:
    """Hex digest of a stored file's bytes."""
    file.open("rb")
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


class License(models.TextChoices):
    """Terms under which a picture or a text may be passed on (SPDX identifiers where possible)."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"
    PRESS = "press", _("free for press use, with credit")
    OWN = "all-rights-reserved", _("only on this site")


# Where the terms can be read; empty where no published text grants anything.
LICENSE_URLS: dict[str, str] = {
    License.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    License.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    License.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    License.PRESS: "",
    License.OWN: "",
}


class UprightImage(PillowImage):
    """A picture ready for Wagtail's filters, which give it out in ``format_name``."""

    format_name = "webp"


class OfficeImage(AbstractImage):
    """A photograph or drawing with its credit and licence."""

    file = PictureFileField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        _("credit"), max_length=200, help_text=_("Who made the picture, as it is to be printed.")
    )
    license = models.CharField(
        _("license"),
        max_length=40,
        choices=License.choices,
        blank=False,
        help_text=_("Ask whoever made the picture what others may do with it."),
    )

    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    # What it shows is said where it is shown: no description here.
    admin_form_fields = (
        "title", "file", "credit", "license", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    # Finding: Wagtail's, and the tag itself, by which the chooser filters what it searches.
    search_fields = [
        *(field for field in AbstractImage.search_fields if field.field_name != "tags"),
        index.RelatedFields(
            "tags",
            [
                index.SearchField("name", boost=10),
                index.AutocompleteField("name"),
                index.FilterField("name"),
            ],
        ),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = (("choose_image", "Can choose image"),)

    def save(self, *args, **kwargs):
        if not self.sha256 or not self.file._committed:
            self.sha256 = sha256_of(self.file)
        is_new_file = not self.file._committed
        with replacing(self):
            super().save(*args, **kwargs)
        if is_new_file:
            self.renditions.all().delete()

    def upright(self) -> Image.Image:
        """The picture as it is shown.

        FileNotFoundError if the original is lost, SourceImageIOError if it cannot be read.
        """
        try:
            with self.file.storage.open(self.file.name) as file, opened(file) as picture:
                return upright(picture)
        except FileNotFoundError:
            raise
        except UNREADABLE as error:
            unreadable = _(
                "The picture “%(title)s” cannot be read. Upload it again or take it out."
            )
            raise SourceImageIOError(unreadable % {"title": self.title}) from error

    @contextmanager
    def get_willow_image(self):
        """For the admin's sizes; what cannot be read is shown as missing, and stops no list."""
        try:
            ready = self.upright()
        except FileNotFoundError as error:
            raise SourceImageIOError(str(error)) from error
        # The edit screen asks for the picture in its own size, which may be more than WebP knows.
        ready.thumbnail((TALLEST_PX, TALLEST_PX))
        yield UprightImage(ready)

    def generate_rendition_file(self, filter, *, source=None):
        # Never from bytes that Wagtail read: they would be opened as they are.
        return super().generate_rendition_file(filter)


class OfficeRendition(AbstractRendition):
    """A derived size of a picture for the admin; public sizes are made by the publisher."""

    image = models.ForeignKey(OfficeImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class OfficeDocument(AbstractDocument):
    """A file offered for download."""

    file = DocumentFileField(upload_to="documents", verbose_name=_("file"))
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_document", "Can choose document"),)

    def clean(self):
        """The kind of file was asked for at its field; Wagtail would say it a second time."""

    def save(self, *args, **kwargs):
        if not self.sha256 or not self.file._committed:
            self.sha256 = sha256_of(self.file)
            self.file_size = self.file.size
        with replacing(self):
            super().save(*args, **kwargs)
