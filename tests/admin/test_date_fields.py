"""No date field of the admin is Wagtail's picker; each reads German and refuses what it cannot."""

import re
from datetime import UTC, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail import blocks
from wagtail.admin.telepath import JSContext

from home.accounts.models import User
from home.admin.dates.fields import PICKERS, ScheduledField
from home.admin.dates.reading import read_day, read_moment, read_time
from home.admin.dates.widgets import TypedInput, as_typed
from home.moments import moment_in_brief, moment_in_words
from tests.admin import date_widgets

BERLIN = ZoneInfo("Europe/Berlin")
TENTH_HOUR = datetime(2026, 12, 1, 10, 0, tzinfo=BERLIN)
STOCK = (*PICKERS, forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.SelectDateWidget)
TEMPORAL = (forms.DateField, forms.TimeField, forms.DateTimeField)


@pytest.fixture
def all_forms(db, admin_user):
    get_resolver().url_patterns  # noqa: B018  (loads every module of the admin)
    return list(
        chain(
            date_widgets.model_forms(),
            date_widgets.filter_forms(admin_user),
            date_widgets.other_forms(),
        )
    )


def dates_in(all_forms) -> dict[str, forms.Field]:
    return {
        f"{name}: {path}": field
        for name, form_class in all_forms
        for path, field in date_widgets.fields_in(form_class)
        if isinstance(field, TEMPORAL)
    }


def test_no_form_of_the_admin_has_a_picker(all_forms):
    with_picker = {
        f"{name}: {path}"
        for name, form_class in all_forms
        for path, field in date_widgets.fields_in(form_class)
        if any(isinstance(widget, STOCK) for widget in date_widgets.widgets_of(field))
    }
    assert not with_picker
    assert all(isinstance(field.widget, TypedInput) for field in dates_in(all_forms).values())


def test_the_walk_finds_the_dates_that_people_know(all_forms):
    known = {
        "PressRelease: embargo_until", "PressRelease: go_live_at", "PressRelease: expire_at",
        "PressRelease.corrections: at", "Organization: verified_at", "Person: given_on",
        "PageFilterSet: latest_revision_created_at.0",
        "AgingPagesReportFilterSet: last_published_at",
    }  # fmt: skip
    assert known <= set(dates_in(all_forms))


@pytest.mark.parametrize("block", [blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock])
def test_a_block_gets_a_plain_input_too(block):
    made = block(required=False)
    packed = str(JSContext().pack(made.field.widget))
    assert isinstance(made.field.widget, TypedInput)
    assert "wagtail.widgets.Widget" in packed
    assert "data-typed-date" in packed
    assert not re.search("DateInput|TimeInput", packed)


SPELLINGS = (
    "1.12.2026 10:00", "01.12.2026 10:00", "1.12.2026, 10 Uhr", "1.12.2026 10 Uhr",
    "1. Dezember 2026, 10 Uhr", "1. Dezember 2026 10.00 Uhr", "1. Dez. 2026, 10:00",
    "Di, 1.12.2026 10:00", "Dienstag, 1. Dezember 2026, 10:00 Uhr",
    "Dienstag, den 1.12.2026 um 10 Uhr",
    "01.12.26 10:00", "1. 12. 2026 10:00", "2026-12-01 10:00", "2026-12-01T10:00",
    "2026-12-01T09:00Z", "2026-12-01T10:00:00+01:00", "10 Uhr, 1.12.2026",
    "10:00 am 1. Dezember 2026",
    "  1.12.2026\u00a010:00 ", "\u200e1.12.2026 10:00", "١.١٢.٢٠٢٦ ١٠:٠٠", "1 ديسمبر 2026، 10:00",
    "1 December 2026, 10:00", "December 1, 2026 10:00", "1er décembre 2026, 10h",
    "1 грудня 2026, 10:00",
    "1 декабря 2026 10:00", "1.12.2026 10h00",
)  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en", "ar", "uk", "ru", "fr"])
def test_the_spellings_people_use_are_one_moment_in_every_language_of_the_admin(language):
    with override(language):
        assert {text: read_moment(text).at for text in SPELLINGS} == dict.fromkeys(
            SPELLINGS, TENTH_HOUR
        )


@pytest.mark.parametrize("language", ["de", "en", "ar", "uk", "ru", "fr"])
def test_what_is_said_under_the_field_can_be_typed_again(language):
    with override(language):
        for words in (moment_in_words(TENTH_HOUR), moment_in_brief(TENTH_HOUR)):
            assert read_moment(words).at == TENTH_HOUR


REFUSED = {
    "31.11.2026 10:00": "31.11.2026 gibt es nicht",
    "30.2.2027 10:00": "30.2.2027 gibt es nicht",
    "29.2.2027 10:00": "29.2.2027 gibt es nicht",
    "1.13.2026 10:00": "1.13.2026 gibt es nicht",
    "1.12.2026 25:00": "25:00",
    "1.12.2026 10:60": "10:60",
    "28.3.2027 02:30": "vorgestellt",
    "1.12.2026": "Uhrzeit fehlt",
    "1. Dezember 2026": "Uhrzeit fehlt",
    "Mo, 1.12.2026 10:00": "Dienstag, 1. Dezember 2026",
    "1.12. 10:00": "nicht verstanden",
    "12/1/2026 10:00": "nicht verstanden",
    "1.12.2026 10": "nicht verstanden",
    "übermorgen": "nicht verstanden",
    "10:00": "nicht verstanden",
    "1.12.0026 10:00": "gibt es nicht",
    "2026-12-01T10:00+99:99": "nicht verstanden",
    "<b>" * 40: "nicht verstanden",
    "1.12.2026 10:00; 2.12.2026": "nicht verstanden",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_does_not_exist_or_is_not_understood_is_refused_with_a_reason(text):
    with override("de"), pytest.raises(ValidationError) as refused:
        read_moment(text, needs_hour=True)
    assert REFUSED[text] in refused.value.messages[0]


def test_an_hour_that_comes_twice_is_read_as_the_second_and_doubted():
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert read_moment("25.10.2026 02:30") == (second, True)
    assert read_moment("25.10.2026 02:30 MEZ") == (second, False)
    assert read_moment("25.10.2026 02:30 MESZ").at == second - timedelta(hours=1)
    for moment in (second, second - timedelta(hours=1)):
        assert read_moment(as_typed(moment)) == (moment, False)


def test_days_and_times_alone_are_read_likewise():
    assert str(read_day("Mi, 25. November 2026")) == "2026-11-25"
    assert {str(read_time(text)) for text in ("9 Uhr", "9.00 Uhr", "09:00", "9:00")} == {"09:00:00"}
    for text in ("24. November", "25.11.2026 10:00", "gestern"):
        with pytest.raises(ValidationError):
            read_day(text)


def test_the_clock_is_the_offices_wherever_the_editor_lives():
    with timezone.override("America/New_York"):
        assert read_moment("1.12.2026 10:00").at == TENTH_HOUR
        assert as_typed(TENTH_HOUR) == "01.12.2026 10:00"
        assert "10:00" in moment_in_words(TENTH_HOUR)


def test_the_server_says_in_words_what_it_understands(editors_admin: Client):
    address = reverse("home_date_in_words")

    def ask(text: str, kind: str = "scheduled") -> dict:
        return editors_admin.get(address, {"kind": kind, "text": text}).json()

    assert ask("1.12.2026 10 Uhr") == {"words": "Dienstag, 1. Dezember 2026, 10:00 Uhr"}
    assert ask("1.12.2026", "day") == {"words": "Dienstag, 1. Dezember 2026"}
    assert ask(" ") == {}
    assert "Uhrzeit fehlt" in ask("1.12.2026")["problem"]


def test_a_panel_that_asks_for_a_picker_gets_the_plain_input(admin_user: User):
    assert isinstance(ScheduledField(widget=PICKERS[2]({"data-x": "y"})).widget, TypedInput)
