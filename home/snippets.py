"""What pages refer to: topics, people, contact points. All are drafted, published and translated.

A reference is by ``translation_key``; the text shown comes from the best language of the reader's
chain and says which one it is.
"""

from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import TranslatableField

from home.contact_fields import (
    HoursField,
    MailField,
    PhoneField,
    WebAddressField,
    WordsOfAddressField,
)
from home.fields import SPOKEN_LANGUAGES, ChoiceListField
from home.typed import clean_texts
from locales.addresses import address_of
from locales.cleaning import says_something
from locales.languages import SOURCE
from locales.turns import one_transaction

HOURS_HELP = _(
    "As in OpenStreetMap: “Mo-Fr 09:00-12:00, Th 14:00-18:00” is open on Thursdays twice; with “;” "
    "instead of “,” on Thursdays from 14:00 only. Also: Mo[1] 17:00-19:00 (first Monday of the "
    "month), PH off (not on public holidays)."
)


TOPIC_SLUG = 60
LABEL_SAYS_NOTHING = _("Enter at least one letter or digit.")


class Appointment(models.TextChoices):
    """Whether people have to make an appointment."""

    REQUIRED = "required", _("only with an appointment")
    POSSIBLE = "possible", _("with or without an appointment")
    NONE = "none", _("without an appointment")


class OfficeSnippet(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """Something small the office keeps once and shows in many places."""

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        # With what follows from it: a name that is taken back leaves other texts, or stays in all.
        with one_transaction() if self.live else transaction.atomic():
            super().save(*args, **kwargs)

    def get_workflow(self):
        # What is translated is handed over at the translators' desk.
        return super().get_workflow() if self.locale.language_code == SOURCE else None

    def full_clean(self, *args, **kwargs):
        clean_texts(self)
        super().full_clean(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        clean_texts(self)
        return super().save_revision(*args, **kwargs)

    def went_live(self) -> None:
        """Called in the publishing transaction; nothing to do for most."""


class Topic(OfficeSnippet):
    """A field the office works in, as readers look for it."""

    slug = WordsOfAddressField(
        _("short name for addresses"),
        max_length=TOPIC_SLUG,
        blank=True,
        help_text=_("Leave it empty: it is made from the label."),
    )
    label = models.CharField(_("label"), max_length=80)
    broader = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, verbose_name=_("broader topic")
    )
    exact_match = WebAddressField(_("same concept elsewhere (URI)"), blank=True)

    translatable_fields = [TranslatableField("label")]
    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("broader"),
        FieldPanel("exact_match"),
    ]

    class Meta(OfficeSnippet.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="topic_slug_per_locale"),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args, **kwargs):
        self._make_slug()
        super().save(*args, **kwargs)

    def full_clean(self, *args, **kwargs):
        self._make_slug()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not says_something(self.label):
            raise ValidationError({"label": LABEL_SAYS_NOTHING})

    def _make_slug(self) -> None:
        """One that no other topic of the language has, if there is none yet or it is a copy's."""
        if self.slug and not self._state.adding:
            return
        wished = address_of(self.slug or self.label, longest=TOPIC_SLUG, otherwise="thema")
        same_language = type(self).objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        taken = set(same_language.filter(slug__startswith=wished).values_list("slug", flat=True))
        numbered = (f"{wished}-{number}" for number in count(2))
        self.slug = next(slug for slug in chain([wished], numbered) if slug not in taken)


class Person(OfficeSnippet):
    """Somebody who speaks or acts for the office. Names are not translated."""

    honorific = models.CharField(_("honorific"), max_length=40, blank=True)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    phone = PhoneField(_("phone"), max_length=40, blank=True)
    email = MailField(_("e-mail"), blank=True)
    publish_name = models.BooleanField(_("agrees to be named publicly"), default=False)
    publish_contact = models.BooleanField(
        _("agrees that phone and e-mail are public"),
        default=False,
        help_text=_("They are shown beside the name only, never without it."),
    )
    publish_photo = models.BooleanField(
        _("agrees that photos are public"),
        default=False,
        help_text=_("Look here before you use a picture that shows this person."),
    )
    given_on = models.DateField(_("agreed on"), null=True, blank=True)
    withdrawn_on = models.DateField(
        _("withdrew it on"),
        null=True,
        blank=True,
        help_text=_(
            "With a date here, name, phone and e-mail leave all texts as soon as you publish. "
            "Pictures you take out yourself."
        ),
    )

    translatable_fields: list = []
    panels = [
        FieldRowPanel(
            [FieldPanel("honorific"), FieldPanel("given_name"), FieldPanel("family_name")]
        ),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        MultiFieldPanel(
            [
                FieldPanel("publish_name"),
                FieldPanel("publish_contact"),
                FieldPanel("publish_photo"),
                FieldRowPanel([FieldPanel("given_on"), FieldPanel("withdrawn_on")]),
            ],
            heading=_("Consent"),
        ),
    ]

    class Meta(OfficeSnippet.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.honorific, self.given_name, self.family_name) if part
        )

    def clean(self) -> None:
        super().clean()
        if self.withdrawn_on and self.withdrawn_on > timezone.localdate():
            raise ValidationError(
                {"withdrawn_on": _("A consent is withdrawn today or was before, not in future.")}
            )

    @property
    def may_be_named(self) -> bool:
        """Whether the name may stand in a text; any date of withdrawal ends it."""
        return self.live and self.publish_name and self.withdrawn_on is None

    @property
    def may_be_reached(self) -> bool:
        """Whether phone and e-mail may stand beside the name."""
        return self.may_be_named and self.publish_contact


class ContactPoint(OfficeSnippet):
    """Where people turn to: an address, a phone, hours. Role addresses only, no private ones."""

    label = models.CharField(_("name"), max_length=120)
    notes = models.TextField(
        _("notes"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences: who should come?"),
    )
    phone = PhoneField(_("phone"), max_length=40, blank=True)
    email = MailField(_("e-mail"), blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    room = models.CharField(_("room"), max_length=40, blank=True)
    latitude = models.DecimalField(null=True, blank=True, max_digits=9, decimal_places=6)
    longitude = models.DecimalField(null=True, blank=True, max_digits=9, decimal_places=6)
    hours = HoursField(_("opening hours"), max_length=200, blank=True, help_text=HOURS_HELP)
    appointment = models.CharField(
        _("appointment"), max_length=10, choices=Appointment.choices, default=Appointment.POSSIBLE
    )
    languages = ChoiceListField(_("languages spoken"), options=SPOKEN_LANGUAGES)
    interpreter = models.BooleanField(_("interpreter on request"), default=False)
    step_free = models.BooleanField(_("step-free access"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("hearing loop"), null=True, blank=True)

    translatable_fields = [TranslatableField("label"), TranslatableField("notes")]
    panels = [
        FieldPanel("label"),
        FieldPanel("notes"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city"), FieldPanel("room")]),
                FieldRowPanel(
                    [
                        FieldPanel("latitude", heading=_("latitude")),
                        FieldPanel("longitude", heading=_("longitude")),
                    ]
                ),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel([FieldPanel("hours"), FieldPanel("appointment")], heading=_("Hours")),
        MultiFieldPanel(
            [
                FieldPanel("languages"),
                FieldPanel("interpreter"),
                FieldPanel("step_free"),
                FieldPanel("hearing_loop"),
            ],
            heading=_("Languages and access"),
        ),
    ]

    class Meta(OfficeSnippet.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")

    def __str__(self) -> str:
        return self.label


for _snippet in (Topic, Person, ContactPoint):
    register_snippet(_snippet, viewset="home.admin.snippet_lists.ListedSnippetViewSet")
