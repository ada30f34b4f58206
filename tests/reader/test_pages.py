"""What a reader gets, in which language, with which headers."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.signals import request_finished
from django.db import DatabaseError
from django.utils import timezone

from locales.direction import isolate_html
from tests.html_text import bare_numbers
from tests.office import WORDS, draft_release, published_release

pytestmark = pytest.mark.django_db
PATHS = {
    "home": "/",
    "press": "/presse/",
    "release": "/presse/neue-stabsstelle-eroeffnet/",
    "page": "/beratung-finden/",
    "office": "/die-stabsstelle/",
    "unit": "/die-stabsstelle/fachstelle-integration/",
    "directory": "/wir-in-musterstadt/",
    "organization": "/wir-in-musterstadt/kalyna/",
    "search": "/suche/?q=Stabsstelle",
}


def html_of(client, address: str, status: int = 200, **headers) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_front_door_leads_to_the_readers_language_and_says_what_it_depends_on(client, city):
    answer = client.get("/", headers={"accept-language": "fa-AF, en;q=0.5"})
    assert (answer.status_code, answer["Location"], answer["Vary"]) == (
        302,
        "/prs/",
        "Accept-Language",
    )


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("tag", ["de", "ar", "ti"])
def test_every_page_is_small_without_cookie_and_without_other_hosts(client, city, name, tag):
    answer = client.get(f"/{tag}{PATHS[name]}")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    html = answer.content.decode()
    with open(finders.find("reader/reader.css"), "rb") as stylesheet:
        assert len(answer.content) + len(stylesheet.read()) <= 50_000
    loaded = re.findall(
        r'<(?:link rel="(?:icon|stylesheet)"|script|img|iframe|use)[^>]*?(?:href|src)="([^"]*)"',
        html,
    )
    assert loaded
    assert all(not urlsplit(address).netloc for address in loaded)
    assert "<script" not in html
    assert "style=" not in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("name", PATHS)
def test_a_page_takes_few_statements_whatever_it_shows(
    client, city, name, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4 if name == "home" else 3):
        html_of(client, f"/ar{PATHS[name]}")


@pytest.mark.parametrize("name", PATHS)
def test_numbers_and_addresses_keep_their_order_in_right_to_left_pages(client, city, name):
    assert bare_numbers(html_of(client, f"/ar{PATHS[name]}")) == []


def test_the_check_for_numbers_sees_a_bare_one():
    assert bare_numbers('<html dir="rtl"><body><p>هاتف 06132 000-12</p></body></html>')


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("لـ400 ضيف", 'لـ<bdi dir="ltr">400</bdi> ضيف'),
        ("في 2026; ثم", 'في <bdi dir="ltr">2026</bdi>; ثم'),
        ("&#x27;B2&#39;", "&#x27;B2&#39;"),
    ],
)
def test_a_number_is_isolated_behind_a_prefix_and_within_punctuation(text, isolated):
    assert isolate_html(text) == isolated


def test_the_description_of_a_fallback_says_which_language_it_is_in(client, city):
    html = html_of(client, f"/fa{PATHS['release']}")
    for name in ('name="description"', 'property="og:title"', 'property="og:description"'):
        assert re.search(rf'<meta {name} lang="de" dir="ltr" content="', html)


def test_a_fallback_is_shown_where_it_was_asked_for_under_its_own_language(client, city):
    html = html_of(client, "/ar/beratung-finden/")
    assert '<html lang="ar" dir="rtl">' in html
    assert re.search(r'<h1 lang="de" dir="ltr">Beratung finden</h1>', html)
    assert '<meta name="robots" content="noindex">' in html
    assert re.search(r'rel="canonical" href="[^"]+/de/beratung-finden/"', html)
    assert set(re.findall(r'rel="alternate" hreflang="([^"]+)"', html)) == {"de"}


def test_a_real_translation_may_be_indexed_and_names_its_languages(client, city):
    html = html_of(client, f"/ar{PATHS['release']}")
    assert "noindex" not in html
    assert re.search(rf'rel="canonical" href="[^"]+/ar{PATHS["release"]}"', html)
    assert set(re.findall(r'rel="alternate" hreflang="([^"]+)"', html)) == {"de", "ar"}
    assert WORDS["ar"] in html


def test_the_choice_of_languages_puts_real_translations_first(client, city):
    html = html_of(client, f"/de{PATHS['release']}")
    offered = re.findall(r'<li><a href="/([a-z-]+)/presse/[^"]*" hreflang', html)
    assert offered[:2] == ["de", "ar"]
    assert len(offered) == 12


def test_a_missing_page_is_framed_in_the_language_of_its_address(client, city):
    html = html_of(client, "/ar/gibt-es-nicht/", 404)
    assert '<html lang="ar" dir="rtl">' in html


@pytest.mark.parametrize("address", ["/xx/", "/ps/", "/XX/", "/ps-AF/presse/"])
def test_an_unknown_or_hidden_language_is_not_found_in_the_negotiated_one(client, city, address):
    answer = client.get(address, headers={"accept-language": "tr"})
    assert answer.status_code == 404
    assert answer["Content-Language"] == "tr"
    assert answer["Vary"] == "Accept-Language"


def test_a_draft_and_what_never_existed_are_the_same_404(client, built_city):
    release = draft_release("Noch geheim")
    first = client.get(f"/de/presse/{release.slug}/")
    second = client.get("/de/presse/nie-dagewesen/")
    assert (first.status_code, first.content) == (404, second.content)


def test_what_was_withdrawn_says_why_and_what_took_its_place(client, built_city):
    newer = published_release("Die berichtigte Meldung")
    built_city["release"].withdraw("erroneous", successor_key=newer.translation_key)
    html = html_of(client, f"/de{PATHS['release']}", 410)
    assert f'href="/de/presse/{newer.slug}/"' in html


def test_a_former_address_leads_to_where_the_page_is_now(client, built_city):
    page = built_city["page"]
    page.slug = "rat-und-hilfe"
    page.save_revision().publish()
    answer = client.get("/ar/beratung-finden/")
    assert (answer.status_code, answer["Location"]) == (301, "/ar/rat-und-hilfe/")


def test_a_forgotten_slash_is_added(client, city):
    answer = client.get("/de/presse?topic=x")
    assert (answer.status_code, answer["Location"]) == (301, "/de/presse/?topic=x")


def test_headers_are_constant_and_a_known_page_is_not_sent_again(client, city):
    answer = client.get("/ar/")
    assert answer["Cache-Control"] == "public, max-age=15, stale-if-error=30"
    assert answer["Content-Language"] == "ar"
    again = client.get("/ar/", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/ar/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(answer.content))


def test_a_request_for_headers_only_ends_once(client, city):
    ended = []

    def end(sender, **kwargs):
        ended.append(sender)

    request_finished.connect(end)
    client.head("/ar/")
    request_finished.disconnect(end)
    assert len(ended) == 1  # twice would close the database's connection under the answer


def test_other_methods_are_refused(client, city):
    assert client.post("/de/").status_code == 405


def test_while_the_database_does_not_answer_readers_are_asked_to_try_again(
    client, city, monkeypatch
):
    def fail(*arguments, **named):
        raise DatabaseError

    monkeypatch.setattr("cms.editions.reading.read_path", fail)
    answer = client.get("/ar/")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (
        503,
        "5",
        "no-store",
    )
    assert 'dir="rtl"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/de/%00/",
        "/de/" + "a/" * 1500,
        "/de/..%2f..%2fetc/",
        "/de/suche/?q=%00%ff",
        "/de/suche/?q=" + "x" * 5000,
        "/de/suche/?q=a&after=kaputt",
        "/de/presse/?after=%00",
        "/de/presse/?topic=%27%25",
        "/media/../x",
        "/media/" + "0" * 40 + ".webp",
        "/de/wir-in-musterstadt/?page=99999999999&language=%00",
    ],
)
def test_no_address_makes_the_site_fail(client, city, address):
    assert client.get(address).status_code in (200, 404)


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("/de/presse/", "cms.reader.listing.PAGE_SIZE"),
        ("/de/suche/?q=Meldung", "cms.reader.finding.RESULTS"),
    ],
)
def test_the_next_page_of_a_list_goes_on_where_the_first_ended(client, monkeypatch, address, size):
    for _ in range(2):
        published_release()
    monkeypatch.setattr(size, 1)
    titles = re.compile(r"<h2[^>]*>(.*?)</h2>", re.S)
    first = html_of(client, address)
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = html_of(client, address.partition("?")[0] + following.replace("&amp;", "&"))
    assert titles.findall(first)[0] != titles.findall(second)[0]


def test_the_front_page_has_a_number_to_call_at_once(client, city):
    assert 'href="tel:+496132000130"' in html_of(client, "/ar/")


def test_the_directory_is_filtered_and_keeps_what_was_chosen(client, city):
    html = html_of(client, "/de/wir-in-musterstadt/?language=uk&district=nordstadt")
    assert "Kalyna" in html
    assert "Nour" not in html.partition("<main")[2].partition("</main")[0].replace("Nordstadt", "")
    assert '<option value="uk" selected>' in html


def test_a_filter_that_nobody_fits_offers_help(client, city):
    html = html_of(client, "/de/wir-in-musterstadt/?language=uk&district=altstadt")
    assert 'class="empty"' in html
    assert "tel:" in html.partition('class="empty"')[2].partition("</main")[0]


def test_a_unit_shows_what_belongs_to_it(client, city):
    assert "Team Ankommen" in html_of(client, f"/de{PATHS['unit']}")


def test_a_page_that_fails_is_answered_without_the_database(rf, django_assert_num_queries):
    from cms.reader.errors import server_error

    with django_assert_num_queries(0):
        answer = server_error(rf.get("/ar/"))
    assert answer.status_code == 500
    assert b'dir="rtl"' in answer.content


def test_what_is_under_embargo_is_not_there_for_readers(client, built_city):
    release = draft_release("Gesperrt bis morgen", embargo_until=timezone.now() + timedelta(days=1))
    release.save_revision().publish()
    html_of(client, f"/de/presse/{release.slug}/", 404)
    assert "Gesperrt bis morgen" not in html_of(client, "/de/presse/")
