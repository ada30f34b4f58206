"""The closed lists of the directory: what is stored, and what editors and readers are told."""

from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of organization it is."""

    SELF_ORGANIZATION = "self_organization", _("migrant-led organisation")
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
    """The quarters of the city: names, as on the signs, the same in every language."""

    ALTSTADT = "altstadt", _("Altstadt")
    NORDSTADT = "nordstadt", _("Nordstadt")
    RHEINUFER = "rheinufer", _("Rheinufer")
    WESTSTADT = "weststadt", _("Weststadt")
    SUEDVIERTEL = "suedviertel", _("Südviertel")


class AddressVisibility(models.TextChoices):
    """How much of an address is public: a women's refuge shows the district at most."""

    PUBLIC = "public", _("full address")
    DISTRICT = "district", _("only the district")
    HIDDEN = "hidden", _("not shown")


# Whether somebody has asked an organization lately if its profile still holds.
VerificationState = Literal["verified", "due", "lapsed"]
