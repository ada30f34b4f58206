"""Whatever a client sends, the API answers as documented and never with an error of its own."""

import json
import re

import pytest

from cms.api.problems import KINDS
from tests.api.hostile import TABLE


@pytest.fixture
def names(city):
    keys = {name: str(key) for name, key in city.keys.items() if " " not in name}
    first = str(city["first"])
    return {**keys, "FIRST": first.upper(), "bare": first.replace("-", "")}


def fill(target: str, names: dict[str, str]) -> str:
    for name, key in names.items():
        target = target.replace("{" + name + "}", key)
    return target


def test_nothing_a_client_sends_breaks_the_api(ask, names, subtests):
    assert len(TABLE) >= 120
    for method, target, headers, status in TABLE:
        shown = f"{method} {target[:80]} {str(headers)[:60]}"
        with subtests.test(shown):
            answer = ask(fill(target, names), method, **headers)
            assert answer.status == status
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert "Set-Cookie" not in answer.headers
            assert "X-Injected" not in answer.headers
            if method == "HEAD":
                assert answer.body == b""
            elif status >= 400:
                assert_is_a_useful_problem(answer, status)


def assert_is_a_useful_problem(answer, status: int) -> None:
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(answer.body)
    assert problem["status"] == status
    kind = KINDS[problem["type"].rpartition("/")[2]]
    assert (problem["status"], problem["title"]) == (kind.status, kind.title)
    assert len(problem["title"]) > 5
    assert len(problem["detail"]) > 20
    for error in problem["errors"]:
        assert error.keys() == {"parameter", "detail"}
        assert re.search(
            "Send|One of|Leave it out|Start anew|Did you mean|lists them|Known:", error["detail"]
        )
        assert not re.search(r"[\^\\]|should|valid |pattern|Input", error["detail"])
    assert len(answer.body) < 3_000  # nothing long is sent back to where it came from


@pytest.mark.parametrize("name", ["draft", "embargoed"])
def test_what_is_not_public_answers_like_what_never_was(ask, city, name):
    never = ask("/press-releases/0e7a1a4e-0000-4000-8000-000000000000")
    hidden = ask(f"/press-releases/{city[name]}")
    assert hidden.status == never.status == 404
    assert hidden.body == never.body
    assert hidden.headers == never.headers


def test_an_object_is_not_found_in_another_collection_than_its_own(ask, city):
    assert ask(f"/units/{city['first']}").body == ask("/units/nonsense").body


@pytest.mark.parametrize(
    "target", ["/press-releases?locale={}", "/search?q=a&locale={}", "/changes?locale={}"]
)
def test_a_planned_language_answers_like_an_unknown_one(ask, city, target):
    unknown, planned, alias = (ask(target.format(tag)) for tag in ("xx", "kmr", "ku"))
    assert unknown.status == planned.status == alias.status == 422
    assert unknown.body == planned.body == alias.body
    assert unknown.headers == planned.headers == alias.headers


def test_a_text_in_a_planned_language_is_nowhere(ask, city):
    said = ask(f"/press-releases/{city['planned language']}?locale=de")
    assert [found["locale"] for found in said.json["translations"]] == ["de"]
    assert b"kmr" not in said.body + ask("/changes?limit=500").body + ask("/locales").body


@pytest.mark.parametrize("first", ["kmr", "xx"])
def test_an_address_in_a_planned_language_resolves_like_an_unknown_one(ask, city, first):
    assert ask(f"/resolve?path=/{first}/presse/").body == ask("/resolve?path=/never/").body


def test_counts_do_not_tell_of_what_is_not_public(ask, city):
    everything = ask("/press-releases?locale=de&limit=50")
    assert everything.json["count"] == len(everything.json["items"]) == 6


def test_a_query_that_was_not_percent_encoded_is_read_as_utf_8(ask, city):
    assert (
        ask("/search?q=Für&locale=de").json["count"]
        == ask("/search?q=F%C3%BCr&locale=de").json["count"]
        > 0
    )


def test_wildcards_of_the_database_are_letters_like_any_other(ask, city):
    assert ask("/search?q=%25&locale=de").json["count"] == 0
    assert ask("/press-releases?topic=teil_abe").status == 422
    assert ask("/press-releases?topic=teilhabe").json["count"] == 1
