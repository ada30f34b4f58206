"""Pictures and documents as the office keeps them: originals are private, public copies are made.

The credit line and the licence are required: without them a picture cannot be passed on.
"""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


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


class OfficeImage(AbstractImage):
    """A photograph or drawing with its credit and licence."""

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

    admin_form_fields = (
        "title", "file", "credit", "license", "description", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = (("choose_image", "Can choose image"),)

    def save(self, *args, **kwargs):
        if not self.sha256 or not self.file._committed:
            self.sha256 = sha256_of(self.file)
        super().save(*args, **kwargs)


class OfficeRendition(AbstractRendition):
    """A derived size of a picture for the admin; public sizes are made by the publisher."""

    image = models.ForeignKey(OfficeImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class OfficeDocument(AbstractDocument):
    """A file offered for download."""

    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_document", "Can choose document"),)

    def save(self, *args, **kwargs):
        if not self.sha256 or not self.file._committed:
            self.sha256 = sha256_of(self.file)
            self.file_size = self.file.size
        super().save(*args, **kwargs)
