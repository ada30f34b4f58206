"""The directory: who is there in the city, for whom, in which languages, at which hours."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail_localize.fields import TranslatableField

from home.base import BasePage
from home.blocks import BodyBlock
from home.fields import SPOKEN_LANGUAGES, ChoiceListField, LinesField
from home.opening_hours import validate_opening_hours
from home.snippets import Appointment, validate_phone


class Kind(models.TextChoices):
    """What sort of organization it is."""

    SELF_ORGANIZATION = "self_organization", _("migrants' self-organization")
    ASSOCIATION = "association", _("association")
    INITIATIVE = "initiative", _("initiative")
    COUNSELLING = "counselling", _("counselling")
    RELIGIOUS_COMMUNITY = "religious_community", _("religious community")
    AUTHORITY = "authority", _("authority")
    SPORTS = "sports", _("sports")
    CULTURE = "culture", _("culture")


class TargetGroup(models.TextChoices):
    """For whom an organization is there."""

    EVERYONE = "everyone", _("everyone")
    WOMEN = "women", _("women")
    MEN = "men", _("men")
    CHILDREN = "children", _("children")
    YOUTH = "youth", _("young people")
    FAMILIES = "families", _("families")
    OLDER_PEOPLE = "older_people", _("older people")
    REFUGEES = "refugees", _("refugees")
    NEWCOMERS = "newcomers", _("newcomers")
    STUDENTS = "students", _("students")
    WORKERS = "workers", _("workers")
    LGBTIQ = "lgbtiq", _("queer people")
    DISABLED_PEOPLE = "disabled_people", _("people with disabilities")


class District(models.TextChoices):
    """The quarters of the city."""

    ALTSTADT = "altstadt", "Altstadt"
    NORDSTADT = "nordstadt", "Nordstadt"
    RHEINUFER = "rheinufer", "Rheinufer"
    WESTSTADT = "weststadt", "Weststadt"
    SUEDVIERTEL = "suedviertel", "Südviertel"


class AddressVisibility(models.TextChoices):
    """How much of an address is public: a women's refuge shows the district at most."""

    PUBLIC = "public", _("full address")
    DISTRICT = "district", _("only the district")
    HIDDEN = "hidden", _("not shown")


class OfferBlock(blocks.StructBlock):
    """Something an organization does for people."""

    title = blocks.CharBlock(label=_("what it is called"), max_length=120)
    what = blocks.TextBlock(label=_("what happens there"), max_length=600, required=False)
    when = blocks.CharBlock(label=_("when"), max_length=160, required=False)
    cost = blocks.CharBlock(label=_("cost"), max_length=120, required=False)
    anonymous = blocks.BooleanBlock(label=_("possible without giving a name"), required=False)
    confidential = blocks.BooleanBlock(label=_("confidential"), required=False)


class OffersBlock(blocks.StreamBlock):
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
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1000), MaxValueValidator(2100)],
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("description"))
    offers = StreamField(OffersBlock(), blank=True, verbose_name=_("offers"))
    topics = ParentalManyToManyField("home.Topic", blank=True, verbose_name=_("topics"))
    target_groups = ChoiceListField(_("target groups"), options=TargetGroup.choices)
    languages = ChoiceListField(_("languages spoken"), options=SPOKEN_LANGUAGES)
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "home.OfficeImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    verified_at = models.DateField(_("checked on"), null=True, blank=True)

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
        FieldRowPanel([FieldPanel("legal_form"), FieldPanel("founded")]),
        FieldPanel("summary", heading=_("in one sentence")),
        FieldPanel("body"),
        FieldPanel("offers"),
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("target_groups"), FieldPanel("languages")],
            heading=_("Finding"),
        ),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], heading=_("Contact")
        ),
        InlinePanel("places", heading=_("Places"), label=_("place")),
        FieldPanel("logo"),
        FieldPanel("verified_at"),
    ]

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")


class Place(Orderable):
    """Where an organization can be found, and how accessible it is."""

    organization = ParentalKey(Organization, on_delete=models.CASCADE, related_name="places")
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    district = models.CharField(_("district"), max_length=20, choices=District.choices, blank=True)
    latitude = models.DecimalField(null=True, blank=True, max_digits=9, decimal_places=6)
    longitude = models.DecimalField(null=True, blank=True, max_digits=9, decimal_places=6)
    hours = models.CharField(
        _("opening hours"), max_length=200, blank=True, validators=[validate_opening_hours]
    )
    appointment = models.CharField(
        _("appointment"), max_length=10, choices=Appointment.choices, default=Appointment.POSSIBLE
    )
    temporarily_closed = models.BooleanField(_("temporarily closed"), default=False)
    step_free = models.BooleanField(_("step-free access"), default=False)
    hearing_loop = models.BooleanField(_("hearing loop"), default=False)
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
