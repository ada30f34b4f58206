"""In which language partners are answered, and that answers say so."""

import pytest

from tests.api.city import ARABIC_HEADLINE, with_query


def test_without_fallback_there_are_only_real_translations(ask, city):
    arabic = ask("/press-releases?locale=ar&fallback=false")
    assert arabic.titles == [ARABIC_HEADLINE]
    assert arabic.json["count"] == 1
    assert not arabic.json["items"][0]["is_fallback"]


def test_a_reader_of_dari_gets_persian_marked_as_persian(ask, city):
    said = ask(f"/press-releases/{city['persian']}?locale=fa-AF")
    found = said.json
    assert (found["requested_locale"], found["locale"], found["is_fallback"]) == ("prs", "fa", True)
    assert said.headers["Content-Language"] == "fa"


def test_a_list_names_the_languages_of_its_texts(ask, city):
    said = ask("/press-releases?locale=ar")
    languages = said.headers["Content-Language"].split(", ")
    assert set(languages) == {item["locale"] for item in said.json["items"]} == {"ar", "en", "de"}


@pytest.mark.parametrize(
    ("accepted", "served"),
    [
        ("", "de"),
        ("ar", "ar"),
        ("AR-EG", "ar"),
        ("fr;q=0.5, uk", "uk"),
        ("ar;q=0, uk;q=0.1", "uk"),
        ("*", "de"),
        ("*;q=0, ar", "ar"),
        ("xx, *;q=0.5", "de"),
        ("fa-AF", "prs"),
        ("ku", "de"),
        ("kmr, ku;q=0.9, tr;q=0.1", "tr"),
        ("de-simple", "de-simple"),
        ("de-AT", "de"),
    ],
)
def test_the_browser_says_which_language_its_reader_wants(ask, city, accepted, served):
    said = ask("/press-releases?limit=1", accept_language=accepted)
    assert said.json["items"][0]["requested_locale"] == served


@pytest.mark.parametrize(
    "target",
    ["/press-releases", "/press-releases/{first}", "/search?q=a", "/resolve?path=/presse/"],
)
def test_answers_vary_by_the_browser_only_where_no_language_was_named(ask, city, target):
    target = target.replace("{first}", str(city["first"]))
    assert ask(target).headers["Vary"] == "Accept-Language"
    assert "Vary" not in ask(with_query(target, "locale=ar")).headers
    named = ask(with_query(target, "locale=ar"), accept_language="uk")
    assert named.body == ask(with_query(target, "locale=ar"), accept_language="de").body


def test_what_is_the_same_in_all_languages_does_not_vary(ask, city):
    for target in ("/", "/locales", "/changes", "/openapi.json", "/docs"):
        assert "Vary" not in ask(target, accept_language="ar").headers
