"""What people type and paste: titles, phones, hours and clipboards, through the editor's forms.

Every title is saved twice and published; every usual phone number can be dialled; the hours that
readers see are those of the interface; no paste leaves an empty element or a letter nobody sees.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from opening_hours import OpeningHours

from directory.models import DirectoryIndex, Organization
from home.accounts.models import User
from home.bodies import body, html_of
from home.models import HomePage
from home.opening_hours import hours_from
from home.phones import e164
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import fields_on
from tests.drills.rows import Row

SCRIPTS = {
    "Latin": "Grüße Łódź Ørsted Æther Kadınlar žluťoučký þór ŋ ħ ĸ ǆ ﬁ",
    "decomposed": normalize("NFD", "Grüße über Łódź à la carte Việt Nam"),
    "Cyrillic": "Світанок Ґанок ёлка Ђорђе Ҷумҳурӣ Қазақ",
    "Arabic": "جمعية السلام ایران کوردی پښتو اُردو ﺍﺳﺘﺮﺍﺗﻴﺠﻴﺔ",
    "Ethiopic": "ሰላም ትግርኛ አማርኛ ኤርትራ",
    "Greek": "Αθήνα Ελλάδα ἀρχή",
    "Hebrew": "שלום עברית ירושלים",
    "Asian": "北京 東京 서울 हिन्दी தமிழ் ไทย ខ្មែរ བོད ქართული Հայերեն",
    "rare": "ߒߞߏ ⵜⵉⴼⵉⵏⴰⵖ 𞤀𞤣𞤤𞤢𞤥 𐎀𐎁 ꆈꌠ ᏣᎳᎩ",
}
AROUND = ("", " / ", " – ", ": ", " & ", "\u200b", "\u00a0", "\r\n", "\u202e", "…", " „“ ", "_")
INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u2028\u2029]")

# What stands in paragraphs of word processors, and what an editor's browser makes of a clipboard.
NOISE = (
    "", " ", "\u00a0", "Sehr geehrte\x0bDamen", "Se\u00adhr lang", "null\u200bbreit\ufeff",
    "\u202aoffen", "zwei\u2028Zeilen\u2029Absatz\x85Ende", "Zelle\x07",
    "Zeile\nZeile", "e\u0301ou\u0308",
)  # fmt: skip
TARGETS = (
    "https://stadt.example.org/ä b", "tel:(06132) 782-0", "mailto:info@stadt.example.org", "",
    "javascript:alert(1)", "ftp://x.example.org", "www.verein.example.org", "java\tscript:x",
)  # fmt: skip
IMPORTED = (
    "<p>\u00a0</p><p>Item1</p>",
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Sehr geehrte\x0bDamen</p>",
    "<p><b><span style='mso-x'> </span></b></p><p>Ein <b>fetter</b><b> </b> Text</p>",
    "<p>Rufen Sie an: <a href='tel:(06132) 782-0'>06132\u00a0782‑0</a></p><p></p>",
    '<p><a href="tel:(06132) 782-0">06132</a> <a href="javascript:x">b</a> <a href="">c</a></p>',
    "<p>Se\u00adhr lang und null\u200bbreit\ufeff</p><p><br></p>",
    "<b id='docs-internal-guid-1' style='font-weight:normal'><p dir=ltr>Google</p></b><br>",
    "<ul><li></li><li>eins</li></ul><p>\u202aoffen</p>",
    "<h1>Titel</h1><table><tr><td>Zelle\x07</td></tr></table>",
)


class Desk:
    """An editor at the forms of a small office."""

    def __init__(self) -> None:
        self.index = office.open_office()
        # Who may everything: what is drilled is what the forms make of what is typed.
        self.client = Client()
        self.client.force_login(User.objects.create_superuser("tippt"))
        self.fields = fields_on(self.client.get(self._add).content.decode())
        listing = DirectoryIndex(title="Verzeichnis", live=False)
        HomePage.objects.get(locale__language_code="de").add_child(instance=listing)
        self.profile = office.add_organization(office.publish(listing))
        self.profile_url = reverse("wagtailadmin_pages:edit", args=[self.profile.pk])

    @property
    def _add(self) -> str:
        return reverse(
            "wagtailadmin_pages:add", args=["pressreleases", "pressrelease", self.index.pk]
        )

    def release(self, title: str, **fields: str) -> PressRelease | None:
        """The published release, None if it was not published."""
        data = {"body-count": "0", "lead": "Vorspann", "action-publish": "1", "title": title}
        known = set(PressRelease.objects.values_list("pk", flat=True))
        self.client.post(self._add, self.fields | data | fields)
        return PressRelease.objects.live().exclude(pk__in=known).first()

    def profile_with(self, **fields: str) -> Organization:
        """The profile as it is after somebody typed into it and published."""
        data = {"body-count": "0", "offers-count": "0", "action-publish": "1"}
        form = fields_on(self.client.get(self.profile_url).content.decode())
        self.client.post(self.profile_url, form | data | fields)
        return Organization.objects.get(pk=self.profile.pk)


def titles(chance: random.Random, cases: int) -> Iterator[str]:
    for _case in range(cases):
        words = chance.choice(list(SCRIPTS.values())).split()
        chosen = chance.sample(words, min(len(words), chance.randint(1, 3)))
        yield chance.choice(AROUND) + chance.choice(AROUND[1:]).join(chosen) + chance.choice(AROUND)


def title_problem(desk: Desk, title: str) -> str:
    first, second = desk.release(title), desk.release(title)
    if first is None or second is None:
        return "was not published twice"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", first.slug) or len(first.slug) > 80:
        return f"has the address {first.slug}"
    if second.slug != f"{first.slug}-2" and not first.slug.rpartition("-")[2].isdigit():
        return f"has the addresses {first.slug} and {second.slug}"
    return "" if not INVISIBLE.search(first.title + "\n") else "keeps what nobody sees"


def phones(chance: random.Random, cases: int) -> Iterator[tuple[str, str]]:
    """What is typed, and what it dials."""
    areas = ("06132", "(06132)", "+49 6132", "+49 (0)6132", "0049 6132", "+49 (0) 6132", "06132 /")
    signs = ("", " ", "\u00a0", "\u202f", "-", "–", "\u2011", "/", " - ", ".")
    for _case in range(cases):
        number = str(chance.randint(100, 99999))
        extension = chance.choice(("", "0", "12", "120"))
        between = chance.choice(signs[1:]) if extension else ""
        typed = f"{chance.choice(areas)}{chance.choice(signs[1:])}{number}{between}{extension}"
        around = chance.choice(("", " ", "\u200b", "Tel.: ", "\u202a"))
        yield f"{around}{typed}", f"+496132{number}{extension}"


def phone_problem(desk: Desk, case: tuple[str, str]) -> str:
    typed, dialled = case
    found = desk.profile_with(phone=typed).phone
    return "" if e164(found) == dialled else f"is kept as {found} and dials {e164(found)}"


def hours(chance: random.Random, cases: int) -> Iterator[str]:
    days = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "Di", "Mi", "Do", "So")
    for _case in range(cases):
        rules = []
        for _rule in range(chance.randint(1, 3)):
            first, last = chance.choice(days), chance.choice(days)
            day = chance.choice(
                (first, f"{first}{chance.choice('-–')}{last}", f"{first}[1]", first)
            )
            opens, length = chance.randint(6, 20), chance.randint(1, 8)
            span = chance.choice(("{}-{}", "{}:00-{}:00", "{} – {} Uhr", "{}.30-{}.45"))
            rules.append(f"{day} {span.format(opens, min(opens + length, 24))}")
        rules.append(chance.choice(("", "PH off", "Dec 24-26 off")))
        yield chance.choice(("; ", ", ")).join(filter(None, rules)).replace("24.45", "23.45")


def hours_problem(desk: Desk, typed: str) -> str:
    found = desk.profile_with(**{"places-0-hours": typed}).places.get().hours
    if not found:
        return "was not taken"
    foreign, today = OpeningHours(found, country="DE"), date(2026, 11, 23)
    shown = hours_from(found, today)
    for number in range(7):
        day = today + timedelta(days=number)
        spans = shown.otherwise.get(day, shown.week.get(day.weekday(), []))
        for hour in range(24):
            moment = datetime.combine(day, time(hour, 10))
            is_shown = any(opens <= f"{moment:%H:%M}" < closes for opens, closes in spans)
            if is_shown != foreign.is_open(moment):
                return f"is kept as {found}; page and other programs differ on {moment}"
    return ""


def pastes(chance: random.Random, cases: int) -> Iterator[str]:
    """What an editor's browser sends of a paragraph after a paste."""
    for _case in range(cases):
        yield json.dumps(
            {
                "blocks": [_pasted(chance, number) for number in range(chance.randint(1, 4))],
                "entityMap": {
                    str(key): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
                    for key, url in enumerate(TARGETS)
                },
            }
        )


def _pasted(chance: random.Random, number: int) -> dict:
    parts = [*chance.sample(NOISE, 2), chance.choice(("Text", "", "Text"))]
    text = "".join(parts)
    start = len(parts[0])
    return {
        "key": f"abcd{number}", "type": "unstyled", "depth": 0, "text": text,
        "inlineStyleRanges": [{"offset": start, "length": len(parts[1]), "style": "BOLD"}],
        "entityRanges": [
            {"offset": start, "length": len(parts[1]), "key": chance.randrange(len(TARGETS))}
        ],
    }  # fmt: skip


def paste_problem(desk: Desk, state: str) -> str:
    block = {"body-0-type": "paragraph", "body-0-value": state, "body-0-id": ""}
    block |= {"body-0-deleted": "", "body-0-order": "0"}
    release = desk.release("Eingefügt", **{"body-count": "1"}, **block)
    has_text = re.search(r"[^\W_]", "".join(each["text"] for each in json.loads(state)["blocks"]))
    if release is None:
        return "was not published" if has_text else ""
    return html_problem(release)


def imports(chance: random.Random, cases: int) -> Iterator[str]:
    for _case in range(cases):
        yield "".join(chance.sample(IMPORTED, chance.randint(1, 3)))


def import_problem(desk: Desk, html: str) -> str:
    return html_problem(office.published_release("Übernommen", body=[("paragraph", html)]))


def html_problem(release: PressRelease) -> str:
    html = html_of(body(release.body, NoSurroundings()))
    if INVISIBLE.search(html):
        return f"keeps what nobody sees: {html!r}"
    for element in BeautifulSoup(html, "html.parser").find_all():
        if element.name != "br" and not element.get_text(strip=True):
            return f"leaves an empty <{element.name}>: {html!r}"
        if element.name == "a" and not re.match(r"(https?|mailto|tel):", element.get("href", "")):
            return f"leaves a wrong address: {html!r}"
    return ""


class NoSurroundings:
    """A rendering of German text that shows nothing else."""

    class language:
        direction = "ltr"
        tag = "de"


KINDS: dict[str, tuple[Callable[..., Iterable], Callable[..., str]]] = {
    "a title of any script is saved twice and published": (titles, title_problem),
    "a phone number as people write it can be dialled": (phones, phone_problem),
    "hours are read as every other program reads them": (hours, hours_problem),
    "a paste leaves nothing empty and nothing unseen": (pastes, paste_problem),
    "an imported text leaves nothing empty and nothing unseen": (imports, import_problem),
}


def run(cases: int = 150, seed: int = 7) -> Iterable[Row]:
    desk = Desk()
    for what, (made_up, problem) in KINDS.items():
        row = Row(what)
        for case in made_up(random.Random(seed), cases):
            row.tried += 1
            if found := problem(desk, case):
                row.failed.append(f"{case!r} {found}")
        yield row
