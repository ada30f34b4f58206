"""Short lists of values in one column, edited as check boxes or one per line."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from home.typed import Tidy
from locales.cleaning import cleaned, cleaned_line
from locales.languages import LANGUAGES, SOURCE
from locales.names import OTHERS


class ChoiceListField(models.JSONField):
    """A list of values out of ``options`` (pairs of value and label), shown as check boxes."""

    def __init__(self, *args, options=(), **kwargs):
        self.options = list(options)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        # The options are no matter of the database: a new one needs no migration.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.options,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance):
        known = {option for option, _label in self.options}
        unknown = [entry for entry in value if entry not in known]
        if unknown:
            raise ValidationError(
                _("Not on the list: %(values)s"), params={"values": ", ".join(unknown)}
            )


class Lines(forms.CharField):
    """One entry a line; ``tidy`` makes each clean, or says in a ValidationError what is wrong."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *args, tidy: Tidy = cleaned_line, **kwargs):
        self.tidy = tidy
        super().__init__(*args, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (self.tidy(line) for line in cleaned(value or "").split("\n"))
        return [line for line in lines if line]

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class LinesField(models.JSONField):
    """A list of short texts, edited one per line; ``tidy`` is what each of them is put through."""

    def __init__(self, *args, tidy: Tidy = cleaned_line, **kwargs):
        self.tidy = tidy
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        # Django puts this sentence in the place of every check's own that has the code "invalid".
        del self.error_messages["invalid"]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        for line in value or ():
            self.tidy(line)

    def formfield(self, **kwargs):
        return Lines(
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            tidy=self.tidy,
        )


class GermanRows(forms.ModelMultipleChoiceField):
    """Check boxes of the German rows; the row of another language stands for its German one."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        if not isinstance(value, (list, tuple, set, models.QuerySet)):
            return super().prepare_value(value)
        keys = [getattr(row, "pk", row) for row in value]
        try:
            rows = dict(
                self.queryset.model.objects.filter(pk__in=keys).values_list("pk", "translation_key")
            )
        except (TypeError, ValueError):
            return keys  # what is no key is refused where it is cleaned
        german = self.queryset.filter(translation_key__in=rows.values())
        unknown = [key for key in keys if str(key) not in map(str, rows)]
        return [*german.values_list("pk", flat=True), *unknown]


class TopicsField(ParentalManyToManyField):
    """Topics of a page, chosen as check boxes of the German ones; Wagtail counts them as used."""

    def deconstruct(self):
        # For the database it is an ordinary one.
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs

    def formfield(self, **kwargs):
        topics = self.remote_field.model.objects.filter(locale__language_code=SOURCE)
        return GermanRows(
            queryset=topics.order_by("label"),
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )

    def extract_references(self, topics):
        """For Wagtail's reference index, which passes over relations of many to many."""
        for topic in topics:
            yield type(topic), str(topic.pk), "item", str(topic.pk)


SPOKEN_LANGUAGES = [
    *((tag, _(language.english)) for tag, language in LANGUAGES.items() if tag != "de-simple"),
    *OTHERS.items(),
]
