"""Press releases: news the office answers for, numbered within each year."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import TranslatableField

from home.admin.schedule import SchedulePanel
from home.base import BasePage
from home.blocks import DESCRIBE, BodyBlock
from home.fields import TopicsField
from home.media import License
from locales.languages import SOURCE
from locales.translation import is_translation
from pressreleases.numbers import ReleaseCounter


class PressReleaseIndex(BasePage):
    """The press office: under it stand all press releases."""

    # Place in the tree
    parent_page_types = ["home.HomePage"]
    subpage_types = ["pressreleases.PressRelease"]

    # Translation
    translatable_fields = list(BasePage.common_translatable_fields)

    # Editing
    content_panels = [FieldPanel("title"), FieldPanel("summary")]

    class Meta:
        verbose_name = _("press office")
        verbose_name_plural = _("press offices")


class PressRelease(BasePage):
    """One press release, in German; number, key and address stay through corrections."""

    # Place in the tree
    parent_page_types = ["pressreleases.PressReleaseIndex"]
    subpage_types: list[str] = []

    # Fields
    number = models.CharField(_("number"), max_length=20, blank=True, editable=False)
    kicker = models.CharField(
        _("kicker"), max_length=80, blank=True, help_text=_("A word or two above the headline.")
    )
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    lead = models.TextField(
        _("lead"), max_length=800, help_text=_("Who, what, when, where, in two or three sentences.")
    )
    dateline_place = models.CharField(_("dateline: place"), max_length=80, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    boilerplate = models.TextField(_("boilerplate"), blank=True, max_length=1000)
    image = models.ForeignKey(
        "home.OfficeImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
    )
    image_decorative = models.BooleanField(
        _("only decorative"),
        default=False,
        help_text=_("It adds nothing to the text: screen readers skip it."),
    )
    image_alt = models.CharField(
        _("description for people who do not see it"), max_length=250, blank=True
    )
    image_caption = models.CharField(_("caption"), max_length=250, blank=True)
    issuing_unit = models.ForeignKey(
        "home.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("issuing unit"),
    )
    topics: Any = TopicsField("home.Topic", blank=True, verbose_name=_("topics"))
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("replaces"),
        help_text=_(
            "An earlier release that this one takes the place of. Readers find a link to it here "
            "as long as it is public."
        ),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_(
            "Nobody outside sees the release before, in any language, to the second. "
            "Day and hour, for example: 1.12.2026, 10:00"
        ),
    )
    license = models.CharField(
        _("terms for passing on"), max_length=40, choices=License.choices, default=License.CC_BY
    )

    first_visible_at = models.DateTimeField(null=True, editable=False)

    kept_fields = (*BasePage.kept_fields, "number", "first_visible_at")
    exclude_fields_in_copy = [
        *BasePage.exclude_fields_in_copy,
        "number",
        "first_visible_at",
        "embargo_until",
        "supersedes",
        "corrections",
    ]

    # Translation
    translatable_fields = [
        *BasePage.common_translatable_fields,
        TranslatableField("kicker"),
        TranslatableField("subtitle"),
        TranslatableField("lead"),
        TranslatableField("dateline_place"),
        TranslatableField("body"),
        TranslatableField("boilerplate"),
        TranslatableField("image_alt"),
        TranslatableField("image_caption"),
        TranslatableField("corrections"),
    ]

    # Editing
    content_panels = [
        FieldPanel("kicker"),
        FieldPanel(
            "title",
            heading=_("headline"),
            help_text=_(
                "As readers see it in lists and at the top of the page. "
                "The address is made from it."
            ),
        ),
        FieldPanel("subtitle"),
        FieldPanel("lead"),
        FieldPanel("dateline_place"),
        MultiFieldPanel(
            [
                FieldPanel("image"),
                FieldPanel("image_decorative"),
                FieldPanel("image_alt"),
                FieldPanel("image_caption"),
            ],
            heading=_("Lead picture"),
        ),
        FieldPanel("body"),
        InlinePanel("contacts", heading=_("Contacts for the press"), label=_("contact")),
        InlinePanel("related", heading=_("Related releases"), label=_("release")),
        FieldPanel("supersedes"),
        InlinePanel(
            "corrections",
            heading=_("Corrections"),
            label=_("correction"),
            help_text=_(
                "For something wrong or missing that readers may already have passed on: put the "
                "text above right, then say here what was wrong and what is right. Number and "
                "address stay; translations are outdated until they have the note too. Spelling "
                "needs no note: tick “minor edit”."
            ),
        ),
        FieldPanel("boilerplate"),
        MultiFieldPanel([FieldPanel("issuing_unit"), FieldPanel("topics")], heading=_("Finding")),
    ]
    settings_panels = [
        SchedulePanel(),
        MultiFieldPanel(
            [
                FieldPanel("embargo_until"),
                FieldRowPanel([FieldPanel("license"), FieldPanel("minor_edit")]),
            ],
            heading=_("Embargo and terms"),
        ),
    ]

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")

    def clean(self) -> None:
        super().clean()
        if self.supersedes and self.supersedes.translation_key == self.translation_key:
            raise ValidationError({"supersedes": _("A release cannot replace itself.")})
        if self._is_picture_undescribed() and not self.is_saved_as_draft:
            raise ValidationError({"image_alt": DESCRIBE})

    def problems(self) -> list[str]:
        found = super().problems()
        if self._is_picture_undescribed():
            found.append(gettext("Lead picture: %(rule)s") % {"rule": DESCRIBE})
        return found

    def _is_picture_undescribed(self) -> bool:
        needs_none = self.image_id is None or self.image_decorative or is_translation(self)
        return not (needs_none or self.image_alt.strip())

    def went_live(self) -> None:
        super().went_live()
        if self.locale.language_code != SOURCE:
            return
        if not self.number:
            year = timezone.localtime(self.first_published_at).year
            self._set(number=ReleaseCounter.next_number(year))
        if self.first_visible_at is None or self.first_visible_at > timezone.now():
            # An embargo that nobody has seen the end of may still be changed.
            moments = (self.first_published_at, self.embargo_until)
            self._set(first_visible_at=max(moment for moment in moments if moment))


class CorrectionKind(models.TextChoices):
    """What became of a release after it was public."""

    CORRECTION = "correction", _("Correction")
    ADDENDUM = "addendum", _("Addendum")
    RECALL = "recall", _("Withdrawn")


def this_minute() -> datetime:
    """Now, as a form shows it: saved again it is the same."""
    return timezone.now().replace(second=0, microsecond=0)


class Correction(TranslatableMixin, Orderable):
    """What was put right in a public release. Only the note is translated."""

    release = ParentalKey(PressRelease, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=CorrectionKind.choices,
        default=CorrectionKind.CORRECTION,
        help_text=_("Withdrawn: the whole release is wrong, and nobody should use it any more."),
    )
    note = models.TextField(
        _("note"),
        max_length=600,
        help_text=_("One or two sentences: what was wrong or missing, and what is right."),
    )
    at = models.DateTimeField(_("corrected on"), default=this_minute)

    translatable_fields = [TranslatableField("note")]
    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("at")]), FieldPanel("note")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note}"


class PressReleaseContact(Orderable):
    """Whom the press may call about a release."""

    release = ParentalKey(PressRelease, on_delete=models.CASCADE, related_name="contacts")
    contact_point = models.ForeignKey(
        "home.ContactPoint", models.CASCADE, related_name="+", verbose_name=_("contact point")
    )
    panels = [FieldPanel("contact_point")]

    class Meta(Orderable.Meta):
        verbose_name = _("contact for the press")
        verbose_name_plural = _("contacts for the press")


class RelatedRelease(Orderable):
    """Another release that readers of this one may want."""

    release = ParentalKey(PressRelease, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(
        PressRelease, on_delete=models.CASCADE, related_name="+", verbose_name=_("release")
    )
    panels = [FieldPanel("other")]

    class Meta(Orderable.Meta):
        verbose_name = _("related release")
        verbose_name_plural = _("related releases")
