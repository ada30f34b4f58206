"""What readers type, tap and read: addresses as they write them, numbers to call, days, signs."""

import re
from datetime import date

import pytest
from django.utils import translation

from cms.reader.presentation import day_at_end, day_html
from directory.models import DirectoryIndex, Organization
from home.models import ContentPage
from locales.languages import public_languages
from locales.sentences import one_a_line
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db
TAGS = [language.tag for language in public_languages()]
MANY = 14  # two screens of the directory


def html_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


# Addresses


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("/DE/", "/de/"), ("/AR", "/ar/"), ("/AR/presse/", "/ar/presse/"),
        ("/de/Presse/", "/de/presse/"), ("/de-DE/presse/", "/de/presse/"),
        ("/de//presse/", "/de/presse/"),
        ("/fa-AF/presse", "/prs/presse/"), ("/De/Wir-in-Musterstadt/Kalyna", None),
        ("/de/PRESSE/neue-Stabsstelle-eroeffnet/", "/de/presse/neue-stabsstelle-eroeffnet/"),
        ("/de/Presse/?topic=a&after=", "/de/presse/?topic=a&after="),
        ("/DE/Suche/?q=Stadt", "/de/suche/?q=Stadt"), ("/de_DE/", "/de/"),
    ],
)  # fmt: skip
def test_an_address_as_people_write_it_leads_to_ours(typed, right, client, city):
    answer = client.get(typed)
    assert answer.status_code == 301
    assert answer["Location"] == (right or "/de/wir-in-musterstadt/kalyna/")
    assert not answer.cookies


@pytest.mark.parametrize(
    "address", ["/de/Gibt-Es-Nicht/", "/DE/gibt-es-nicht/", "/de//", "/de/presse/%00/", "/DE/%0a/"]
)
def test_what_does_not_exist_is_not_found_however_it_is_written(address, client, city):
    html_of(client, address, 301 if address == "/de//" else 404)


def test_another_spelling_tells_nothing_of_what_is_hidden(client, built_city):
    release = office.draft_release("Noch geheim")
    html_of(client, f"/de/Presse/{release.slug}/", 404)
    html_of(client, f"/DE/presse/{release.slug}/", 404)
    release = office.publish(release)
    html_of(client, f"/de/Presse/{release.slug}/", 301)
    release.unpublish()
    html_of(client, f"/de/Presse/{release.slug}/", 404)


# The directory


@pytest.mark.parametrize("page", ["3", "99", "999999999"])
def test_a_page_behind_the_last_is_the_last(page, client, built_city):
    index = DirectoryIndex.objects.get(locale__language_code="de")
    for number in range(MANY):
        office.add_organization(index, title=f"Verein {number:02}")
    html = html_of(client, f"/de/wir-in-musterstadt/?page={page}")
    assert html.count('<li class="organization">') == MANY + 2 - 12
    assert 'rel="next"' not in html


def test_the_name_of_an_organization_keeps_its_order_among_the_results(client, built_city):
    profile = Organization.objects.get(title="Nour", locale__language_code="de")
    profile.title = "Frauenzentrum Aurora e. V."
    office.publish(profile)
    html = html_of(client, "/ar/suche/?q=Aurora")
    assert "<bdi>Frauenzentrum Aurora e. V.</bdi>" in html


# Text in another language says so


@pytest.mark.parametrize(
    "address", ["/ar/wir-in-musterstadt/", "/ar/die-stabsstelle/", "/ar/suche/?q=Kalyna"]
)
def test_cards_in_another_language_than_the_page_say_so(address, client, city):
    html = html_of(client, address)
    assert "النص باللغة الألمانية" in html


def test_entries_of_menu_and_foot_say_which_language_they_are_in(client, built_city):
    office.add_page("Impressum", navigation="footer")
    html = html_of(client, "/ar/")
    for title in ("Beratung finden", "Impressum"):
        assert re.search(rf">{title}</span> <small class=\"in-language\">\(الألمانية\)", html)
    assert "in-language" not in html_of(client, "/de/")


def test_a_related_release_says_which_language_it_is_in(client, built_city):
    other = office.published_release("Anderes Thema")
    release = PressRelease.objects.get(title="Neue Stabsstelle eröffnet")
    release.related = [release.related.model(other=other)]
    office.publish(release)
    html = html_of(client, "/ar/presse/neue-stabsstelle-eroeffnet/")
    assert re.search(r"Anderes Thema</a> <small class=\"in-language\">\(الألمانية\)", html)


# Numbers to call in danger


@pytest.mark.parametrize("tag", TAGS)
def test_the_emergency_numbers_are_buttons_in_every_language(tag, client, built_city):
    page = ContentPage.objects.get(title="Beratung finden")
    page.emergency_numbers = True
    office.publish(page)
    html = html_of(client, f"/{tag}/beratung-finden/")
    for number in ("110", "112", "116016"):
        assert re.search(rf'<a class="button button-call" href="tel:{number}">', html)


def test_a_translation_cannot_drop_the_emergency_numbers(client, built_city):
    page = ContentPage.objects.get(title="Beratung finden")
    office.translated(page, "ar")
    page.emergency_numbers = True
    office.publish(page)
    assert 'href="tel:112"' in html_of(client, "/ar/beratung-finden/")
    assert "beratung-finden" in html_of(client, "/ar/suche/?q=116016")


def test_other_pages_have_none(client, city):
    assert "tel:110" not in html_of(client, "/de/beratung-finden/")


# Days and signs


@pytest.mark.parametrize(
    ("tag", "day", "words"),
    [
        ("uk", date(2024, 9, 5), "5 вересня 2024 р."), ("tr", date(2020, 9, 1), "1 Eylül 2020"),
        ("fr", date(2020, 9, 1), "1er septembre 2020"),
        ("ar", date(2024, 9, 5), "5 أيلول/سبتمبر 2024"),
        ("fr", date(2020, 9, 11), "11 septembre 2020"), ("de", date(2024, 5, 1), "1. Mai 2024"),
        ("en", date(2024, 5, 1), "1 May 2024"), ("ru", date(2024, 5, 1), "1 мая 2024 г."),
        ("pl", date(2024, 5, 1), "1 maja 2024"),
        ("fa", date(2024, 9, 5), "۵ سپتامبر ۲۰۲۴"), ("prs", date(2024, 9, 5), "۵.۹.۲۰۲۴"),
        ("ti", date(2024, 5, 1), "1.5.2024"),
    ],
)  # fmt: skip
def test_a_day_is_written_as_in_the_language(tag, day, words):
    with translation.override(tag):
        assert re.sub("<[^>]*>", "", day_html(day)) == words


@pytest.mark.parametrize("tag", TAGS)
def test_a_day_ends_a_sentence_with_one_full_stop(tag):
    with translation.override(tag):
        words = re.sub("<[^>]*>", "", day_at_end(date(2024, 9, 5)))
    assert re.search(r"[^.።][.።]$", words)


@pytest.mark.parametrize(("tag", "sign"), [("ar", "، "), ("uk", ", ")])
def test_between_a_name_and_a_function_stands_the_comma_of_the_language(tag, sign, client):
    quote = {"text": "Das hilft.", "name": "Rana", "function": "Leiterin", "approved": True}
    release = office.published_release("Zitat", body=[("quote", quote)])
    office.translated(release, tag)
    html = html_of(client, f"/{tag}{release.public_path}")
    assert f"<bdi>Rana</bdi>{sign}" in html


@pytest.mark.parametrize(
    ("tag", "words"),
    [("de", "10:00–12:00"), ("ar", "من 10:00 إلى 12:00"), ("fa", "از 10:00 تا 12:00")],
)
def test_hours_cannot_be_read_backwards(tag, words, client, city):
    html = html_of(client, f"/{tag}/wir-in-musterstadt/kalyna/")
    hours = re.search(r"<td>(.*?)</td>", html)
    assert re.sub("<[^>]*>", "", hours[1]) == words


def test_a_district_is_called_in_leichte_sprache_as_in_its_texts(client, city):
    assert ">Nordstadt (1)</option>" in html_of(client, "/de-simple/wir-in-musterstadt/")
    assert ">Nordstadt (1)</option>" in html_of(client, "/de/wir-in-musterstadt/")


def test_french_has_a_space_before_the_colon_and_tigrinya_its_own(client, city):
    assert re.search(r">[^<]+\u00a0:</span> <span>Français", html_of(client, "/fr/"))
    assert re.search(r">[^<]+፦</span> <span>ትግርኛ", html_of(client, "/ti/"))


def test_icons_have_a_size_without_a_style_sheet(client, city):
    icons = re.findall(r"<svg[^>]*>", html_of(client, "/de/"))
    assert icons
    assert all(re.search(r' width="\d+" height="\d+"', icon) for icon in icons)


# Leichte Sprache


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Wir helfen. Sie können anrufen. Das kostet nichts.", 3),
        ("<p>Wollen Sie das? <b>Ja!</b> Dann kommen Sie.</p>", 3),
        ("Der Verein Kalyna e. V. hilft am 5. Mai. Dr. Rana kommt.", 2),
        ('<img alt="Ein Haus. Ein Baum."> Im Jahr 2025. Und danach.', 2),
        ('Rana sagt: „Das ist gut.“ Alle lachen.', 2),
        ("Um 10.30 Uhr. 3 Menschen kommen.", 2),
    ],
)  # fmt: skip
def test_in_leichte_sprache_every_sentence_begins_a_line(text, lines):
    assert one_a_line(text).count("<br>") == lines - 1


def test_the_pages_in_leichte_sprache_have_one_sentence_a_line(client, built_city):
    page = office.add_page("Ziel", summary="Eins. Zwei.", body=[("paragraph", "<p>A b. C d.</p>")])
    office.translated(page, "de-simple", "Wir helfen. Immer.")
    html = html_of(client, "/de-simple/ziel/")
    assert "Wir helfen.<br>Immer." in html.split('class="lead"')[1]
    assert html.count("Wir helfen.<br>Immer.") >= 2
    assert "<br>" not in html_of(client, "/de/ziel/").split("<main")[1].split("</main")[0]


def test_nothing_of_it_is_stored(client, built_city):
    page = office.add_page("Ziel", summary="Eins. Zwei.")
    translated = office.translated(page, "de-simple", "Wir helfen. Immer.")
    assert "<br>" not in translated.summary
