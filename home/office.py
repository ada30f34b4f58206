"""The office itself: home page, units and their people, ordinary pages."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import TranslatableField

from home.base import BasePage
from home.blocks import BodyBlock
from home.contact_fields import WebAddressField
from home.fields import TopicsField
from locales.languages import LANGUAGES


class HomePage(BasePage):
    """The entrance. What readers come for stands first; the reader site lays it out."""

    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = len(LANGUAGES)

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    advice_page = models.ForeignKey(
        "home.ContentPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page for “Get advice”"),
    )
    report_page = models.ForeignKey(
        "home.ContentPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page for “Report discrimination”"),
    )

    translatable_fields = [*BasePage.common_translatable_fields, TranslatableField("body")]
    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("advice_page"), FieldPanel("report_page")],
            heading=_("What people come for"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class Navigation(models.TextChoices):
    """Where a page is offered on every page."""

    MENU = "menu", _("in the menu")
    FOOTER = "footer", _("at the foot of the page")


class EmergencyNumber(models.TextChoices):
    """Numbers to call in danger, the same in all of Germany, free of charge."""

    POLICE = "110", _("Police")
    AMBULANCE = "112", _("Fire brigade and ambulance")
    VIOLENCE = "116 016", _("Helpline: violence against women")


class ContentPage(BasePage):
    """An ordinary page: about us, imprint, how to report discrimination."""

    parent_page_types = ["home.HomePage", "home.ContentPage"]

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    navigation = models.CharField(
        _("offered on every page"), max_length=10, choices=Navigation.choices, blank=True
    )
    position = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("Small numbers come first.")
    )
    contact_point = models.ForeignKey(
        "home.ContactPoint",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact point"),
    )
    emergency_numbers = models.BooleanField(
        _("emergency numbers"),
        default=False,
        help_text=_(
            "110, 112 and the helpline 116 016 stand above the text as call buttons, "
            "in every language."
        ),
    )

    translatable_fields = [*BasePage.common_translatable_fields, TranslatableField("body")]
    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("emergency_numbers"),
        FieldPanel("body"),
        FieldPanel("contact_point"),
        FieldRowPanel([FieldPanel("navigation"), FieldPanel("position")]),
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class UnitKind(models.TextChoices):
    """What a unit is in the city's administration."""

    DIVISION = "division", _("division")
    OFFICE = "office", _("office")
    DEPARTMENT = "department", _("department")
    SECTION = "section", _("section")
    TEAM = "team", _("team")
    STAFF_UNIT = "staff_unit", _("staff unit")
    SPECIALIST_UNIT = "specialist_unit", _("specialist unit")
    BUREAU = "bureau", _("bureau")
    SECRETARIAT = "secretariat", _("secretariat")
    COMMISSIONER = "commissioner", _("commissioner")
    ADVISORY_BODY = "advisory_body", _("advisory body")


class UnitIndex(BasePage):
    """Under which the units of the office stand."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.Unit"]

    translatable_fields = list(BasePage.common_translatable_fields)
    content_panels = [FieldPanel("title"), FieldPanel("summary")]

    class Meta:
        verbose_name = _("overview of the office")
        verbose_name_plural = _("overviews of the office")


class Unit(BasePage):
    """A part of the office. Its key outlives every renaming."""

    parent_page_types = ["home.UnitIndex", "home.Unit"]
    subpage_types = ["home.Unit"]

    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("description"))
    contact_point = models.ForeignKey(
        "home.ContactPoint",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact point"),
    )
    topics: Any = TopicsField("home.Topic", blank=True, verbose_name=_("topics"))
    xzufi_id = models.CharField(
        _("number in the register of services (XZuFi)"), max_length=80, blank=True
    )
    oparl_id = WebAddressField(_("address in the council's information system (OParl)"), blank=True)
    wikidata_id = models.CharField(
        _("number in Wikidata"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*$", _("Enter a Q and a number: Q1234."))],
    )

    translatable_fields = [
        *BasePage.common_translatable_fields,
        TranslatableField("short_name"),
        TranslatableField("body"),
        TranslatableField("tasks"),
        TranslatableField("people"),
    ]
    content_panels = [
        FieldPanel("title", heading=_("name")),
        FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("tasks", heading=_("Tasks"), label=_("task of the unit")),
        InlinePanel("people", heading=_("People"), label=_("person")),
        MultiFieldPanel([FieldPanel("contact_point"), FieldPanel("topics")], heading=_("Finding")),
        MultiFieldPanel(
            [FieldPanel("xzufi_id"), FieldPanel("oparl_id"), FieldPanel("wikidata_id")],
            heading=_("The same unit elsewhere"),
        ),
    ]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")


class UnitTask(TranslatableMixin, Orderable):
    """Something the unit does for people."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(_("task of the unit"), max_length=250)

    translatable_fields = [TranslatableField("text")]
    panels = [FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("task of the unit")
        verbose_name_plural = _("tasks of the unit")


class UnitPerson(TranslatableMixin, Orderable, ClusterableModel):
    """Who works in the unit, in which function."""

    unit = ParentalKey(Unit, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        "home.Person", on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    function = models.CharField(_("function"), max_length=160)

    translatable_fields = [TranslatableField("function")]
    panels = [FieldPanel("person"), FieldPanel("function")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("person in the unit")
        verbose_name_plural = _("people in the unit")
