"""Page and interface mean the same hours as every other program that reads OpenStreetMap's."""

from datetime import date, datetime, time, timedelta
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from cms.demo.content import entries
from cms.reader.presentation import week_of
from home.opening_hours import hours_from, tidy_opening_hours, validate_opening_hours

MONDAY = date(2026, 11, 23)
meant = import_module("home.migrations.0007_contact_fields").meant


def on(hours: str, day: date) -> list[tuple[str, str]]:
    found = hours_from(hours, MONDAY)
    return found.otherwise.get(day, found.week.get(day.weekday(), []))


@pytest.mark.parametrize(
    ("hours", "thursday"),
    [
        ("Mo-Fr 09:00-12:00; Th 14:00-18:00", [("14:00", "18:00")]),
        ("Mo-Fr 09:00-12:00, Th 14:00-18:00", [("09:00", "12:00"), ("14:00", "18:00")]),
        ("Mo-Fr 09:00-12:00; Th off", []),
        ("Th 22:00-02:00", [("22:00", "02:00")]),
        ("Th 20:00-24:00", [("20:00", "24:00")]),
        ("24/7", [("00:00", "24:00")]),
        ("Apr-Sep Mo-Fr 08:00-18:00; Oct-Mar Mo-Fr 09:00-16:00", [("09:00", "16:00")]),
        ("Mo-Fr 10:00-12:00; Nov 26 off", []),
        ("Su-Th 09:00-12:00", [("09:00", "12:00")]),
    ],
)
def test_a_day_has_the_hours_that_the_syntax_gives_it(hours, thursday):
    assert on(hours, MONDAY + timedelta(days=3)) == thursday


def test_what_is_not_every_week_is_told_with_its_date():
    found = hours_from("Mo[1] 17:00-19:00", MONDAY)
    assert (found.week, found.otherwise) == ({}, {date(2026, 12, 7): [("17:00", "19:00")]})
    found = hours_from("Mo-Fr 10:00-12:00; PH off", MONDAY)
    assert found.otherwise == {date(2026, 12, 25): []}
    found = hours_from("May Mo 10:00-12:00", MONDAY)
    assert next(iter(found.otherwise)) == date(2027, 5, 3)


def test_a_reader_sees_the_table_in_her_language(clock):
    clock.move_to(datetime(2026, 11, 23, 12))
    with translation.override("de"):
        assert week_of("Mo[1] 17:00-19:00; We 09:00-12:00; PH off") == [
            ("Mittwoch", ["09:00–12:00"]),
            (week_of("Mo[1] 17:00-19:00")[0][0], ["17:00–19:00"]),
        ]
        assert "Montag" in week_of("Mo[1] 17:00-19:00")[0][0]
        assert "7. Dezember 2026" in week_of("Mo[1] 17:00-19:00")[0][0]
        assert week_of("off") == [("", [])]
        assert week_of("montags") == [("", ["montags"])]


TYPED = {
    "Mo–Fr 9-12": "Mo-Fr 09:00-12:00",
    "mo - fr 9.30 – 12 Uhr": "Mo-Fr 09:30-12:00",
    "Di, Do 8-12:30; So 10-14": "Tu,Th 08:00-12:30; Su 10:00-14:00",
    "Fr 22-2,Sa 10-12": "Fr 22:00-02:00, Sa 10:00-12:00",
    "Mo-Fr\u00a009:00\u201112:00": "Mo-Fr 09:00-12:00",
    "Mo-Fr 08:00-18:00; Dec 24-26 off": "Mo-Fr 08:00-18:00; Dec 24-26 off",
    "Mo-Fr 09:00-12:00;": "Mo-Fr 09:00-12:00",
    "Mo[1] 17-19": "Mo[1] 17:00-19:00",
    "24/7": "24/7",
    "Mo, Mi 9-12 Uhr, Do 14:00 - 18 Uhr": "Mo,We 09:00-12:00, Th 14:00-18:00",
    "Mo bis Fr 9 bis 12 Uhr": "Mo-Fr 09:00-12:00",
    "Mo. u. Mi. 9 Uhr bis 12 Uhr und 14-16 Uhr": "Mo,We 09:00-12:00,14:00-16:00",
    "Montag + Mittwoch: 9-12, freitags 8-11, Feiertage geschlossen":
        "Mo,We 09:00-12:00, Fr 08:00-11:00, PH off",
    "Sa, So & feiertags geschlossen; Mo-Fr 9-12": "Sa,Su,PH off; Mo-Fr 09:00-12:00",
    "Dec 24, Dec 31 off": "Dec 24,Dec 31 off",
    "Mo-Fr 09:00-12:00, 14:00-16:00": "Mo-Fr 09:00-12:00,14:00-16:00",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "hours"), TYPED.items())
def test_hours_are_kept_as_every_program_reads_them(typed, hours):
    assert tidy_opening_hours(typed) == hours
    assert tidy_opening_hours(hours) == hours
    validate_opening_hours(hours)


@pytest.mark.parametrize(
    "typed",
    ["montags", "Mo 09:00", "Mo 25:00-26:00", 'Mo 09:00-12:00 "nach Vereinbarung"',
     "Mo sunrise-12:00", "Mo 18:00+", "Mo 09:60-10:00", "Mo-Fr 09:00-12:00 || unknown"],
)  # fmt: skip
def test_what_cannot_be_read_or_shown_is_refused_in_words(typed):
    with pytest.raises(ValidationError):
        validate_opening_hours(tidy_opening_hours(typed))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mo und Mi", "ohne Uhrzeiten"),
        ("Mo und We", "ohne Uhrzeiten"),
        ("Mo, Di", "ohne Uhrzeiten"),
        ("Mo 9-12, Fr", "ohne Uhrzeiten"),
        ("Mo 9-12; Di und Mi; Do 14-16", "ohne Uhrzeiten"),
        ("Dec 24", "ohne Uhrzeiten"),
        ("Mo und Mi 9-12 nach Vereinbarung", "nicht lesbar"),
        ("jeden 1. Montag 9 bis 12", "nicht lesbar"),
    ],
)
def test_days_alone_do_not_mean_day_and_night_and_the_refusal_quotes_what_was_typed(typed, words):
    with translation.override("de"), pytest.raises(ValidationError) as refused:
        validate_opening_hours(tidy_opening_hours(typed))
    assert f"„{typed}“" in refused.value.messages[0]
    assert words in refused.value.messages[0]


def test_what_stands_there_untidied_is_not_taken_for_a_whole_day_either():
    with pytest.raises(ValidationError):
        validate_opening_hours("Mo, We 09:00-12:00")


def test_the_examples_in_the_refusal_are_read():
    with translation.override("de"), pytest.raises(ValidationError) as refused:
        validate_opening_hours("montags")
    for example in ("Mo-Fr 9-12, Di 14-18", "Mo[1] 17-19"):
        assert example in refused.value.messages[0]
        validate_opening_hours(tidy_opening_hours(example))


# --- Against the library, minute by minute ------------------------------------------------------
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
some_days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(",".join)
some_spans = st.tuples(st.integers(0, 23), st.integers(1, 30)).map(
    lambda it: f"{it[0]:02}:00-{min(it[0] + it[1], 26):02}:30"
)
rules = st.tuples(some_days, st.sampled_from(["", "[1]", "[-1]"]), some_spans).map(
    lambda it: f"{it[0].split(',')[0]}{it[1]} {it[2]}" if it[1] else f"{it[0]} {it[2]}"
)
any_hours = st.lists(st.tuples(st.sampled_from(["; ", ", "]), rules), min_size=1, max_size=4).map(
    lambda parts: "".join(joint + rule for joint, rule in parts)[2:]
)


@given(any_hours)
def test_the_table_agrees_with_the_library(hours):
    library = OpeningHours(hours, country="DE")
    found = hours_from(hours, MONDAY)
    for number in range(1, 8):
        day = MONDAY + timedelta(days=number)
        if len(found.otherwise) == 6 and day > max(found.otherwise):
            break  # the page tells the next six days that are otherwise, and no more
        for hour in range(24):
            moment = datetime.combine(day, time(hour, 15))
            assert _shown_open(found, moment) == library.is_open(moment), (hours, moment)


def _shown_open(found, moment: datetime) -> bool:
    """What a reader takes from the table: hours past midnight belong to the evening before."""
    clock_time = f"{moment:%H:%M}"
    day, before = moment.date(), moment.date() - timedelta(days=1)
    spans = {
        each: found.otherwise.get(each, found.week.get(each.weekday(), []))
        for each in (day, before)
    }
    today = any(
        opens <= clock_time and (clock_time < closes or closes <= opens)
        for opens, closes in spans[day]
    )
    return today or any(closes <= opens and clock_time < closes for opens, closes in spans[before])


# --- As people write in German ------------------------------------------------------------------
GERMAN = {
    0: ("Mo", "Mo.", "Montag", "montags"),
    1: ("Di", "Di.", "Dienstag", "dienstags"),
    2: ("Mi", "Mi.", "Mittwoch", "mittwochs"),
    3: ("Do", "do", "Donnerstag", "donnerstags"),
    4: ("Fr", "Fr.", "Freitag", "freitags"),
    5: ("Sa", "sa.", "Samstag", "sonnabends"),
    6: ("So", "So.", "Sonntag", "Sonntags"),
}
AND = (",", ", ", " , ", " und ", " u. ", " & ")
TO = ("-", " - ", "–", " bis ")
HOLIDAYS = ("PH", "Feiertage", "feiertags")


@st.composite
def german_timetables(draw):
    """What is written, and the hours meant of each weekday; None is closed."""
    days = draw(st.permutations(range(7)))
    written, said = [], {}
    for _ in range(draw(st.integers(1, 3))):
        chosen, days = days[: draw(st.integers(1, 2))], days[2:]
        names = [draw(st.sampled_from(GERMAN[day])) for day in chosen]
        until = min(chosen) + 1
        if draw(st.booleans()) and until in days:
            chosen, days = [min(chosen), until], [day for day in days if day != until]
            names = [draw(st.sampled_from(GERMAN[day])) for day in chosen]
            told = draw(st.sampled_from(TO)).join(names)
        else:
            told = draw(st.sampled_from((*AND, "+", " + "))).join(names)
        spans = draw(st.sampled_from([[], [(9, 12)], [(8, 11), (14, 18)]]))
        said |= dict.fromkeys(chosen, spans)
        written.append(told + draw(st.sampled_from([" ", ": "])) + _in_german(draw, spans))
    if draw(st.booleans()):
        written.append(draw(st.sampled_from(HOLIDAYS)) + " geschlossen")
    return draw(st.sampled_from([", ", "; ", ","])).join(written), said


def _in_german(draw, spans) -> str:
    forms = ("{}", "{}:00", "{}.00", "{} Uhr", "{}h")
    told = [
        draw(st.sampled_from(TO)).join(draw(st.sampled_from(forms)).format(hour) for hour in span)
        for span in spans
    ]
    return draw(st.sampled_from(AND)).join(told) or draw(
        st.sampled_from(["geschlossen", "off", "closed"])
    )


@given(german_timetables())
def test_german_spellings_mean_what_was_meant(timetable):
    typed, said = timetable
    hours = tidy_opening_hours(typed)
    validate_opening_hours(hours)
    assert tidy_opening_hours(hours) == hours
    library = OpeningHours(hours)
    for day in range(7):
        for hour in range(24):
            is_meant = any(opens <= hour < closes for opens, closes in said.get(day, []))
            moment = datetime.combine(MONDAY + timedelta(days=day), time(hour, 15))
            assert library.is_open(moment) == is_meant, (typed, hours, moment)


@given(
    st.lists(
        st.sampled_from([*DAYS, "Mi", "PH", "9-12", "14:00-18 Uhr", ",", ", ", ";", " ", " und ",
                         "bis", "+", "off", "24/7", "Dec 24", "[1]", "nach Vereinbarung", '"', "."])
    ).map("".join)
)  # fmt: skip
def test_tidying_twice_is_tidying_once(typed):
    hours = tidy_opening_hours(typed)
    assert tidy_opening_hours(hours) == hours


# --- What was written before --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Mo-Fr 09:00-12:00; Th 14:00-18:00", "Mo-Fr 09:00-12:00, Th 14:00-18:00"),
        ("Mo-Fr 09:00-12:00; Sa 10:00-14:00", "Mo-Fr 09:00-12:00; Sa 10:00-14:00"),
        ("Mo,We 09:00-12:00;Mo-Tu 14:00-15:00; Su 10:00-11:00;",
         "Mo,We 09:00-12:00, Mo-Tu 14:00-15:00; Su 10:00-11:00"),
        ("Mo 09:00-12:00", "Mo 09:00-12:00"),
        ("", ""),
    ],
)  # fmt: skip
def test_old_hours_keep_what_their_editors_meant(before, now):
    assert meant(before) == now
    assert meant(now) == now


@given(
    st.lists(
        st.tuples(some_days, st.integers(6, 20).map(lambda hour: f"{hour:02}:00-{hour + 1:02}:30")),
        min_size=1,
        max_size=4,
    )
)
def test_old_hours_mean_the_sum_of_their_rules(rules_of_before):
    written = "; ".join(f"{days} {span}" for days, span in rules_of_before)
    library = OpeningHours(meant(written))
    for number in range(7):
        day = MONDAY + timedelta(days=number)
        for hour in range(24):
            is_open = any(
                DAYS[number] in days.split(",") and span[:5] <= f"{hour:02}:15" < span[6:]
                for days, span in rules_of_before
            )
            assert library.is_open(datetime.combine(day, time(hour, 15))) == is_open


def test_the_demo_city_means_what_it_shows():
    for kind in ("contact-points", "organizations"):
        for entry in entries(kind):
            hours = entry.meta.get("hours", "")
            assert meant(hours) == tidy_opening_hours(hours) == hours, entry.slug
            validate_opening_hours(hours)
