"""The directory: who is there in the city, for whom, in which languages, at which hours."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail_localize.fields import TranslatableField

from directory.choices import AddressVisibility, District, Kind, TargetGroup, VerificationState
from home.base import BasePage
from home.blocks import BodyBlock, TextStreamBlock
from home.contact_fields import HoursField, MailField, PhoneField, WebAddressField
from home.fields import SPOKEN_LANGUAGES, ChoiceListField, LinesField, TopicsField
from home.snippets import HOURS_HELP, Appointment
from home.web_addresses import tidy_web_address

CHECKED_EVERY = timedelta(days=365)
LAPSES_AFTER = timedelta(days=90)  # how long a check may be due before readers are warned
CONSENT = [(None, _("not asked yet")), (True, _("yes")), (False, _("no"))]
_YEARS = [MinValueValidator(1000), MaxValueValidator(2100)]


class OfferBlock(blocks.StructBlock):
    """Something an organization does for people."""

    title = blocks.CharBlock(label=_("what it is called"), max_length=120)
    what = blocks.TextBlock(label=_("what happens there"), max_length=600, required=False)
    when = blocks.CharBlock(label=_("when"), max_length=160, required=False)
    cost = blocks.CharBlock(label=_("cost"), max_length=120, required=False)
    anonymous = blocks.BooleanBlock(label=_("possible without giving a name"), required=False)
    confidential = blocks.BooleanBlock(label=_("confidential"), required=False)


class OffersBlock(TextStreamBlock):
    """The offers of an organization."""

    offer = OfferBlock(label=_("Offer"), icon="pick")


class DirectoryIndex(BasePage):
    """The directory's front page; the brochure "Wir in Musterstadt" comes from the same data."""

    # Place in the tree
    parent_page_types = ["home.HomePage"]
    subpage_types = ["directory.Organization"]

    # Translation
    translatable_fields = list(BasePage.common_translatable_fields)

    # Editing
    content_panels = [FieldPanel("title"), FieldPanel("summary")]

    class Meta:
        verbose_name = _("directory")
        verbose_name_plural = _("directories")


class Organization(BasePage):
    """An association, initiative or counselling centre. Its name (``title``) is not translated."""

    # Place in the tree
    parent_page_types = ["directory.DirectoryIndex"]
    subpage_types: list[str] = []

    # Fields
    alternate_names = LinesField(
        _("other names"), help_text=_("In own script, short, or former; one a line.")
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    self_organization = models.BooleanField(_("founded and led by migrants"), default=False)
    legal_form = models.CharField(_("legal form"), max_length=60, blank=True)
    founded = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=_YEARS
    )
    active_since = models.PositiveSmallIntegerField(
        _("active in the city since"),
        null=True,
        blank=True,
        validators=_YEARS,
        help_text=_("The year, if it is another one than that of the foundation."),
    )
    register_court = models.CharField(
        _("register court"),
        max_length=80,
        blank=True,
        help_text=_("Where it is registered, for example: Amtsgericht Mainz"),
    )
    register_number = models.CharField(
        _("register number"), max_length=40, blank=True, help_text=_("For example: VR 12345")
    )
    memberships = LinesField(
        _("member of"), help_text=_("Umbrella associations and networks; one a line.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("description"))
    offers = StreamField(OffersBlock(), blank=True, verbose_name=_("offers"))
    topics: Any = TopicsField("home.Topic", blank=True, verbose_name=_("topics"))
    target_groups = ChoiceListField(_("target groups"), options=TargetGroup.choices)
    languages = ChoiceListField(_("languages spoken"), options=SPOKEN_LANGUAGES)
    phone = PhoneField(_("phone"), max_length=40, blank=True)
    email = MailField(_("e-mail"), blank=True)
    website = WebAddressField(_("website"), blank=True)
    social = LinesField(
        _("social media"),
        tidy=tidy_web_address,
        help_text=_("Whole addresses, beginning with https://; one a line."),
    )
    consent_web = models.BooleanField(
        _("agrees: on the website"),
        null=True,
        blank=True,
        choices=CONSENT,
        help_text=_(
            "Phone and e-mail are public only if the organization agrees to both, website and "
            "interface: what stands on the website can be fetched by anybody."
        ),
    )
    consent_api = models.BooleanField(
        _("agrees: through the interface, for other websites and apps"),
        null=True,
        blank=True,
        choices=CONSENT,
    )
    consent_print = models.BooleanField(
        _("agrees: in print"),
        null=True,
        blank=True,
        choices=CONSENT,
        help_text=_("Phone and e-mail may stand in the brochure. Changes nothing on the website."),
    )
    logo = models.ForeignKey(
        "home.OfficeImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    verified_at = models.DateField(_("checked on"), null=True, blank=True)
    verified_by = models.CharField(
        _("checked by"), max_length=80, blank=True, help_text=_("Is not published.")
    )
    next_check_due = models.DateField(
        _("next check on"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: a year after the last one. Readers are warned when a check is 90 days late."
        ),
    )

    # A copy is about somebody else: nobody has been asked, nothing was checked.
    exclude_fields_in_copy = [
        *BasePage.exclude_fields_in_copy,
        "consent_web",
        "consent_api",
        "consent_print",
        "verified_at",
        "verified_by",
        "next_check_due",
    ]

    # Translation
    translatable_fields = [
        *(field for field in BasePage.common_translatable_fields if field.field_name != "title"),
        TranslatableField("body"),
        TranslatableField("offers"),
    ]

    # Editing
    content_panels = [
        FieldPanel("title", heading=_("name")),
        FieldPanel("alternate_names"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("self_organization")]),
        FieldRowPanel(
            [FieldPanel("legal_form"), FieldPanel("founded"), FieldPanel("active_since")]
        ),
        FieldRowPanel([FieldPanel("register_court"), FieldPanel("register_number")]),
        FieldPanel("memberships"),
        FieldPanel("summary", heading=_("in one sentence")),
        FieldPanel("body"),
        FieldPanel("offers"),
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("target_groups"), FieldPanel("languages")],
            heading=_("Finding"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("consent_web"),
                FieldPanel("consent_api"),
                FieldPanel("consent_print"),
                FieldPanel("website"),
                FieldPanel("social"),
            ],
            heading=_("Contact"),
        ),
        InlinePanel("places", heading=_("Places"), label=_("place")),
        FieldPanel("logo"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("verified_at"), FieldPanel("next_check_due")]),
                FieldPanel("verified_by"),
            ],
            heading=_("Check"),
        ),
    ]

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")

    def clean(self) -> None:
        super().clean()
        if self.verified_at and self.next_check_due and self.next_check_due <= self.verified_at:
            raise ValidationError(
                {"next_check_due": _("The next check comes after the last one. Or leave it empty.")}
            )

    @property
    def has_public_contact(self) -> bool:
        """Whether phone and e-mail may leave the house: website and API tell the same."""
        return bool(self.consent_web and self.consent_api)

    def verification_state(self, on: date) -> VerificationState:
        """Whether the profile was checked in time, as of a day."""
        if self.verified_at is None:
            return "due"
        due = self.next_check_due or self.verified_at + CHECKED_EVERY
        if on < due:
            return "verified"
        return "due" if on < due + LAPSES_AFTER else "lapsed"


class Place(Orderable):
    """Where an organization can be found, and how accessible it is."""

    organization = ParentalKey(Organization, on_delete=models.CASCADE, related_name="places")
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    district = models.CharField(_("district"), max_length=20, choices=District.choices, blank=True)
    latitude = models.DecimalField(null=True, blank=True, max_digits=9, decimal_places=6)
    longitude = models.DecimalField(null=True, blank=True, max_digits=9, decimal_places=6)
    hours = HoursField(_("opening hours"), max_length=200, blank=True, help_text=HOURS_HELP)
    appointment = models.CharField(
        _("appointment"), max_length=10, choices=Appointment.choices, default=Appointment.POSSIBLE
    )
    temporarily_closed = models.BooleanField(_("temporarily closed"), default=False)
    step_free = models.BooleanField(_("step-free access"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("hearing loop"), null=True, blank=True)
    visibility = models.CharField(
        _("address is shown"),
        max_length=10,
        choices=AddressVisibility.choices,
        default=AddressVisibility.PUBLIC,
    )

    panels = [
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city"), FieldPanel("district")]),
        FieldRowPanel(
            [
                FieldPanel("latitude", heading=_("latitude")),
                FieldPanel("longitude", heading=_("longitude")),
            ]
        ),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("appointment")]),
        FieldRowPanel(
            [FieldPanel("step_free"), FieldPanel("hearing_loop"), FieldPanel("temporarily_closed")]
        ),
        FieldPanel("visibility"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
