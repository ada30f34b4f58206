"""What partners may keep: tags, lifetimes, answers without body."""

import re
from datetime import UTC, datetime

import pytest

from cms.api.read import read

TAGGED = [
    "/press-releases?locale=ar",
    "/press-releases/{first}?locale=ar",
    "/",
    "/changes",
    "/openapi.json",
]


@pytest.mark.parametrize("target", TAGGED)
def test_who_has_the_answer_already_is_told_so(ask, city, target):
    target = target.replace("{first}", str(city["first"]))
    first = ask(target)
    etag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag)
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = ask(target, if_none_match=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert ask(target, if_none_match='"other"').status == 200
    assert ask(target, if_none_match=etag.strip('"')).status == 200


def test_each_language_and_each_choice_has_a_tag_of_its_own(ask, city):
    one = f"/press-releases/{city['first']}"
    targets = [
        f"{one}?locale=de",
        f"{one}?locale=ar",
        f"{one}?locale=prs",
        f"{one}?locale=ar&fields=title",
        f"{one}?locale=ar&fields=lead",
        "/press-releases?locale=ar",
        "/press-releases?locale=ar&expand=detail",
        "/press-releases?locale=ar&fields=title",
        "/press-releases?locale=ar&limit=2",
        "/press-releases?locale=prs",
    ]
    assert len({ask(target).headers["ETag"] for target in targets}) == len(targets)


def test_how_long_an_answer_may_be_kept_tells_nothing(ask, city):
    kept = {
        ask(target).headers["Cache-Control"]
        for target in (
            "/press-releases",
            f"/press-releases/{city['embargoed']}",
            "/nothing",
            "/?x=1",
        )
    }
    assert kept == {"public, max-age=15, stale-if-error=30"}


@pytest.mark.parametrize(
    "target", [*TAGGED, "/docs", "/press-releases/{withdrawn}", "/nothing", "/press-releases?x=1"]
)
def test_head_gives_the_headers_of_get(ask, city, target):
    for name in ("first", "withdrawn"):
        target = target.replace("{" + name + "}", str(city[name]))
    get, head = ask(target), ask(target, "HEAD")
    assert head.body == b""
    assert head.status == get.status
    assert head.headers == get.headers
    assert get.headers["Content-Length"] == str(len(get.body))


def test_an_answer_without_body_does_not_claim_another_length():
    now = datetime.now(UTC)
    whole = read("GET", "/", "", {}, now)
    known = read("GET", "/", "", {"if-none-match": whole.headers["ETag"]}, now)
    assert known.headers["Content-Length"] == str(len(whole.body))
    assert "Content-Length" not in read("OPTIONS", "/", "", {}, now).headers
