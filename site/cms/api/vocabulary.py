"""What the codes in answers are called in the language of a reader."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Q, TextChoices
from django.utils.translation import override

from cms.api.parameters import Parameters, parse
from cms.api.results import Asked, Result, compact
from cms.editions.rendering import digest
from directory.choices import District, Kind, TargetGroup
from home.base import WithdrawalReason
from home.fields import SPOKEN_LANGUAGES
from home.media import License
from home.models import Topic
from home.office import UnitKind
from home.snippets import Appointment
from locales.languages import LANGUAGES, SOURCE, fallback_chain
from locales.names import language_name
from pressreleases.models import CorrectionKind

_CHOICES: dict[str, tuple[type[TextChoices], list[str]]] = {
    "appointment": (Appointment, ["Contact.appointment", "Place.appointment"]),
    "correction_kinds": (CorrectionKind, ["Correction.kind"]),
    "districts": (District, ["Place.district"]),
    "licenses": (License, ["Card.license", "Picture.license"]),
    "organization_kinds": (Kind, ["Organization.kind"]),
    "target_groups": (TargetGroup, ["Organization.target_groups"]),
    "unit_kinds": (UnitKind, ["Unit.kind"]),
    "withdrawal_reasons": (WithdrawalReason, ["Change.reason", "Gone.reason"]),
}


def topics(asked: Asked) -> Result:
    """All public topics as a reader of the language calls them. One statement."""
    locale = parse(Parameters, asked.query).locale or asked.negotiated
    chain = fallback_chain(locale)
    labels: dict[str, dict[str, str]] = {}
    for slug, tag, label in (
        Topic.objects.filter(
            Q(expire_at=None) | Q(expire_at__gt=asked.now),
            locale__language_code__in=(*chain, SOURCE),
            live=True,
        )
        .order_by("slug")
        .values_list("slug", "locale__language_code", "label")
    ):
        labels.setdefault(slug, {})[tag] = label
    found = [
        (slug, next((tag, texts[tag]) for tag in chain if tag in texts))
        for slug, texts in labels.items()
        if SOURCE in texts  # what is not public in German is public in no language
    ]
    items = [
        {
            "slug": slug,
            "label": label,
            "requested_locale": locale,
            "locale": tag,
            "direction": LANGUAGES[tag].direction,
        }
        for slug, (tag, label) in found
    ]
    languages = tuple(dict.fromkeys(item["locale"] for item in items)) or (locale,)
    return _listed(items, languages)


def codes(asked: Asked) -> Result:
    """All lists of codes in the language asked for; needs no database."""
    return _code_lists(parse(Parameters, asked.query).locale or asked.negotiated)


@cache
def _code_lists(locale: str) -> Result:
    with override(locale):
        lists = [
            _code_list(locale, name, fields, choices.choices)
            for name, (choices, fields) in _CHOICES.items()
        ]
        spoken = [(tag, language_name(tag)) for tag, _german in SPOKEN_LANGUAGES]
        fields = ["Contact.languages", "Organization.languages"]
        lists.append(_code_list(locale, "languages", fields, spoken))
    return _listed(sorted(lists, key=lambda each: each["name"]), (locale,))


def _code_list(
    locale: str, name: str, fields: list[str], choices: Iterable[tuple[Any, Any]]
) -> dict[str, Any]:
    direction = LANGUAGES[locale].direction
    return {
        "name": name,
        "fields": fields,
        "codes": [
            {"code": str(code), "label": str(label), "locale": locale, "direction": direction}
            for code, label in choices
        ],
    }


def _listed(items: list[dict[str, Any]], languages: tuple[str, ...]) -> Result:
    body = compact({"items": items, "count": len(items), "next": None})
    return Result(body, digest(body), languages)
