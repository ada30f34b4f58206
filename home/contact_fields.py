"""Fields for what people reach others by. Each tidies what was typed, then checks it.

What is accepted is no matter of the database: migrations know them as Django's own fields.
"""

from functools import partial
from typing import Any

from django import forms
from django.db import models

from home.opening_hours import tidy_opening_hours, validate_opening_hours
from home.phones import tidy_phone, validate_phone
from home.typed import Tidy, Typed
from home.web_addresses import (
    tidy_mail_address,
    tidy_web_address,
    validate_mail_address,
    validate_web_address,
)
from locales.addresses import address_of


def _short_address(text: str) -> str:
    return address_of(text, longest=60, otherwise="")


def _left_to_right(given: dict[str, Any], tidy: Tidy) -> dict[str, Any]:
    """Arguments of a form field whose text keeps its order on right-to-left screens."""
    widget = forms.TextInput(attrs={"dir": "ltr"})
    return {**given, "form_class": partial(Typed, tidy=tidy), "widget": widget}


class PhoneField(models.CharField):
    """A phone number as it was typed; ``home.phones.e164`` is what telephones dial."""

    tidy = staticmethod(tidy_phone)
    default_validators = [validate_phone]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**_left_to_right(kwargs, tidy_phone))


class HoursField(models.CharField):
    """Opening hours as OpenStreetMap writes them."""

    tidy = staticmethod(tidy_opening_hours)
    default_validators = [validate_opening_hours]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**_left_to_right(kwargs, tidy_opening_hours))


class MailField(models.EmailField):
    """An e-mail address that mail from outside reaches."""

    tidy = staticmethod(tidy_mail_address)
    default_validators = [validate_mail_address]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**_left_to_right(kwargs, tidy_mail_address))


class WebAddressField(models.URLField):
    """The address of a website that everybody can open."""

    tidy = staticmethod(tidy_web_address)
    default_validators = [validate_web_address]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs):
        kwargs.pop("assume_scheme", None)
        return models.CharField.formfield(self, **_left_to_right(kwargs, tidy_web_address))


class WordsOfAddressField(models.SlugField):
    """The part of an address that is made from words: whatever is typed becomes one."""

    tidy = staticmethod(_short_address)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs

    def formfield(self, **kwargs):
        # Not with Wagtail's widget: that one throws away what is not ASCII, in the browser.
        return models.CharField.formfield(self, **_left_to_right(kwargs, _short_address))
