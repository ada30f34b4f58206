"""What partners are told when something is wrong: which kind it is, and what to send instead."""

import json

import pytest
from django.test import Client

from cms.api.problems import KINDS
from home.models import Topic
from tests import office
from tests.api.city import with_query

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "application/json"),
        ("", "application/json"),
    ],
)
def test_each_kind_of_problem_has_an_address_that_explains_it(ask, name, accept, media_type):
    said = ask(f"/problems/{name}", accept=accept)
    assert (said.status, said.headers["Content-Type"]) == (200, media_type)
    assert said.headers["Vary"] == "Accept"
    assert KINDS[name].title in said.body.decode()
    assert ask(f"/problems/{name}", accept=accept, if_none_match=said.headers["ETag"]).status == 304


def test_an_address_of_no_kind_is_not_found(ask):
    for path in ("/problems", "/problems/", "/problems/nothing", "/problems/not-found/"):
        assert ask(path).status == 404
    assert ask("/problems/not-found?x=1").status == 422


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/press-releases/{draft}", "not-found"),
        ("/press-releases/{withdrawn}", "withdrawn"),
        ("/press-releases?limit=0", "unusable-parameters"),
        ("/press-releases?cursor=x", "foreign-cursor"),
        ("/changes?since=x", "foreign-cursor"),
        ("/changes?since=OTk5OTl8MDEyMzQ1Njc4OWFi", "start-anew"),
    ],
)
def test_the_type_of_a_problem_is_an_address_that_answers(ask, city, settings, target, kind):
    settings.PUBLIC_BASE_URL = "https://vielfalt.stadt.example.org"
    for name in ("draft", "withdrawn"):
        target = target.replace("{" + name + "}", str(city[name]))
    said = ask(target)
    assert said.json["type"] == f"https://vielfalt.stadt.example.org/api/v1/problems/{kind}"
    assert said.json["title"] == KINDS[kind].title
    assert ask(f"/problems/{kind}").json["status"] == said.status


def test_a_problem_is_written_as_briefly_as_any_answer(ask, city):
    said = ask("/press-releases?q=%0a")
    assert said.body == json.dumps(said.json, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("target", "parameter", "said"),
    [
        ("/changes?since=nonsense", "since", "`since=now`"),
        ("/changes?since=", "since", "`since=now`"),
        ("/press-releases?cursor=nonsense", "cursor", "first page"),
        ("/press-releases?limit=51", "limit", "from 1 to 50. For example: `limit=20`."),
        ("/press-releases?limit=x", "limit", "whole number"),
        ("/changes?limit=501", "limit", "from 1 to 500"),
        ("/press-releases?q=", "q", "at least 1 letter or digit. For example: `q=beratung`."),
        ("/search", "q", "needed here. For example: `q=beratung`."),
        ("/press-releases?order=title", "order", "One of: -published_at, published_at."),
        ("/press-releases?topic=Über", "topic", "GET /api/v1/topics lists them"),
        ("/press-releases?fields=a%20b", "fields", "separated by commas"),
        ("/press-releases?published_after=2026-13-01T00:00:00Z", "published_after", "2026-05-01T"),
        ("/press-releases?lang=ar", "lang", "no such parameter"),
        ("/press-releases?locales=ar", "locales", "Did you mean `locale`?"),
        ("/press-releases?Limit=3", "Limit", "Did you mean `limit`?"),
        ("/organizations?near=here", "near", "the latitude first. For example: `near=49.97,8.06`."),
        ("/organizations?near=49.97,8.06&radius_km=0", "radius_km", "above 0, 100 at most"),
        ("/organizations?near=49.97,8.06&radius_km=x", "radius_km", "a number"),
        ("/organizations?self_organization=yes", "self_organization", "true or false"),
        ("/units?limit=5&limit=6", "limit", "Send it once"),
    ],
)
def test_a_refusal_names_the_parameter_as_sent_and_what_to_send(ask, city, target, parameter, said):
    refused = ask(target)
    assert refused.status == 422
    (error,) = refused.json["errors"]
    assert error["parameter"] == parameter
    assert said in error["detail"]


def test_an_unknown_topic_is_refused_with_where_the_list_is(ask, city):
    office.add_topic("Ohne Texte", "ohne-texte")
    for collection in ("press-releases", "organizations"):
        refused = ask(f"/{collection}?topic=teilhabee")
        assert (refused.status, refused.json["errors"][0]["parameter"]) == (422, "topic")
        assert "/api/v1/topics" in refused.json["errors"][0]["detail"]
        assert ask(f"/{collection}?topic=ohne-texte").json["count"] == 0


def test_a_topic_that_is_hidden_is_as_unknown_as_one_that_never_was(ask, city):
    topic = office.add_topic("Geheim", "geheim")
    Topic.objects.get(pk=topic.pk).unpublish()
    hidden, never = (ask(f"/press-releases?topic={slug}") for slug in ("geheim", "niemals"))
    assert hidden.status == never.status == 422
    assert hidden.body == never.body


def test_who_swaps_latitude_and_longitude_is_told(ask, city):
    refused = ask("/organizations?near=8.06,49.97")
    assert refused.status == 422
    assert "`near=49.97,8.06`" in refused.json["errors"][0]["detail"]
    assert ask("/organizations?near=52.52,13.40").json["count"] == 0  # Berlin: far, not wrong


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/press-releases?limit=1", "/organizations?limit=1"),
        ("/press-releases?limit=1", "/press-releases?limit=1&order=published_at"),
        ("/press-releases?limit=1&locale=de", "/press-releases?limit=1&locale=ar"),
        ("/press-releases?limit=1", "/press-releases?limit=1&fallback=false"),
        ("/press-releases?limit=1", "/press-releases?limit=1&q=zeit"),
        ("/organizations?limit=1", "/organizations?limit=1&near=49.97,8.06"),
        ("/organizations?limit=1&near=49.97,8.06", "/organizations?limit=1&near=49.98,8.06"),
        ("/organizations?limit=1&near=49.97,8.06", "/organizations?limit=1"),
        ("/search?limit=1&q=a&locale=de", "/search?limit=1&q=e&locale=de"),
        ("/search?limit=1&q=a&locale=de", "/press-releases?limit=1&q=a&locale=de"),
        ("/press-releases?limit=1", "/changes?limit=1"),
    ],
)
def test_a_cursor_is_good_for_its_own_list_alone(ask, city, given, taken):
    cursor = ask(given).json["next"].rpartition("cursor=")[2]
    name = "since" if taken.startswith("/changes") else "cursor"
    refused = ask(with_query(taken, f"{name}={cursor}"))
    assert refused.status == 422
    assert refused.json["type"].endswith("/foreign-cursor")
    assert [error["parameter"] for error in refused.json["errors"]] == [name]


def test_the_size_of_a_page_may_change_on_the_way(ask, city):
    cursor = ask("/press-releases?limit=1").json["next"].rpartition("cursor=")[2]
    said = ask(f"/press-releases?limit=3&fields=id,title&cursor={cursor}")
    assert len(said.json["items"]) == 3


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/"])
def test_the_api_answers_with_and_without_the_last_slash(path):
    for method in ("get", "options", "head"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code in (200, 204)
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/api/v1x").status_code == 404


@pytest.mark.parametrize("asked", ["content-type, x-requested-with", "Cache-Control", "x-a,X-B"])
def test_a_browser_may_send_whatever_headers_it_likes(ask, asked):
    said = ask("/press-releases", "OPTIONS", access_control_request_headers=asked)
    allowed = said.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {name.strip().lower() for name in asked.split(",")} <= set(allowed)
    assert {"accept-language", "if-none-match"} <= set(allowed)


def test_nothing_but_names_of_headers_is_sent_back(ask):
    said = ask("/", "OPTIONS", access_control_request_headers="x-ok, a b, <x>, " + "y" * 200)
    assert said.headers["Access-Control-Allow-Headers"] == "Accept-Language, If-None-Match, x-ok"
