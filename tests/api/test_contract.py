"""What partners may rely on, sentence by sentence."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings

from cms.api.results import SELECTION
from cms.api.routes import OPERATIONS
from directory.choices import TargetGroup
from tests.api.city import ARABIC_HEADLINE, with_query
from tests.api.shapes import card, not_as_promised, selection, whole

LISTS = [
    "/press-releases",
    "/organizations",
    "/units",
    "/pages",
    "/search?q=a",
    "/changes",
    "/locales",
]


def follow(ask, target: str) -> list[str]:
    """Ids in the order they come, following ``next`` as partners do."""
    seen: list[str] = []
    while target:
        said = ask(target)
        assert said.status == 200
        seen += said.ids
        following = said.json["next"]
        assert said.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)
        target = following.removeprefix(f"{settings.PUBLIC_BASE_URL}/api/v1") if following else ""
    return seen


# Lists


@pytest.mark.parametrize("target", LISTS)
def test_every_list_has_items_a_count_and_the_next_page(ask, city, target):
    said = ask(target)
    assert {"items", "count", "next"} <= said.json.keys()
    assert said.json["items"]
    assert said.json["count"] >= len(said.json["items"])


@pytest.mark.parametrize("order", ["published_at", "-published_at"])
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_paging_visits_each_release_once_also_those_of_one_moment(ask, city, order, limit):
    whole = ask(f"/press-releases?locale=ar&limit=50&order={order}")
    paged = follow(ask, f"/press-releases?locale=ar&limit={limit}&order={order}")
    assert paged == whole.ids
    assert len(set(paged)) == len(paged) == whole.json["count"] == 6


@pytest.mark.parametrize(
    "target",
    [
        "/organizations?near=49.97,8.06",
        "/search?q=a&locale=de",
        "/organizations?q=rat&language=ar",
        "/press-releases?fallback=false&locale=de&published_after=2026-03-01T00:00:00Z&fields=id",
    ],
)
def test_paging_keeps_what_was_asked_for(ask, city, target):
    whole = ask(with_query(target, "limit=50"))
    assert len(whole.ids) > 1
    assert follow(ask, with_query(target, "limit=1")) == whole.ids


def test_the_nearest_comes_first_and_who_hides_does_not_come(ask, city):
    near = ask("/organizations?near=49.97,8.06&radius_km=0.9")
    assert near.titles == ["Kalyna", "Nour"]
    assert near.json["count"] == 2


def test_the_journal_is_followed_to_its_end_and_then_gives_what_is_new(ask, city):
    seqs, query = [], "limit=5"
    while query:
        said = ask(f"/changes?{query}")
        seqs += [change["seq"] for change in said.json["items"]]
        query = (said.json["next"] or "").partition("?")[2]
    assert seqs == list(range(1, len(seqs) + 1))
    rest = ask(f"/changes?since={said.json['cursor']}").json
    assert (rest["items"], rest["next"], rest["cursor"]) == ([], None, said.json["cursor"])


def test_a_withdrawal_in_the_journal_says_why_and_what_came_instead(ask, city):
    gone = [
        change for change in ask("/changes?limit=500").json["items"] if change["op"] == "withdraw"
    ]
    assert {change["locale"] for change in gone} == {"de", "ar"}
    assert {(change["reason"], change["successor"]) for change in gone} == {
        ("erroneous", str(city["first"]))
    }


# Choosing


def test_fields_gives_what_tells_objects_apart_and_what_was_named_in_that_order(ask, city):
    said = ask("/press-releases?locale=ar&fallback=false&fields=url,title")
    url = f"{settings.PUBLIC_BASE_URL}/ar/presse/stabsstelle-fuer-vielfalt-nimmt-die-arbeit-auf/"
    assert said.headers["Content-Type"] == SELECTION
    assert [list(item.items()) for item in said.json["items"]] == [
        [
            ("id", str(city["first"])),
            ("type", "press_release"),
            ("requested_locale", "ar"),
            ("locale", "ar"),
            ("is_fallback", False),
            ("url", url),
            ("title", ARABIC_HEADLINE),
        ]
    ]


def test_programs_may_write_the_list_of_fields_in_either_way(ask, city):
    for target in ("/units", f"/units/{city['unit']}"):
        repeated = ask(f"{target}?locale=de&fields=url&fields=title&fields=tasks,people")
        assert repeated.body == ask(f"{target}?locale=de&fields=url,title,tasks,people").body
    refused = ask("/units?fields=url&fields=url")
    assert [error["parameter"] for error in refused.json["errors"]] == ["fields"]


def test_fields_may_name_what_only_the_whole_object_has(ask, city):
    (item,) = ask("/press-releases?locale=ar&fallback=false&fields=body_html").json["items"]
    assert list(item)[-1] == "body_html"
    one = ask(f"/press-releases/{city['first']}?locale=ar").json
    assert item["body_html"] == one["body_html"]


@pytest.mark.parametrize("collection", ["press-releases", "organizations", "units", "pages"])
def test_expand_gives_the_same_objects_as_asking_for_each(ask, city, collection):
    for item in ask(f"/{collection}?locale=ar&expand=detail").json["items"]:
        assert item == ask(f"/{collection}/{item['id']}?locale=ar").json


@pytest.mark.parametrize("collection", ["press-releases", "organizations", "units", "pages"])
def test_answers_have_exactly_the_shape_that_was_asked_for(ask, city, collection):
    contract = ask("/openapi.json").json
    chosen = {"title", "body_html"}
    for query, problems in (
        ("", card),
        ("&expand=detail", whole),
        ("&fields=title,body_html", lambda contract, item: selection(contract, item, chosen)),
    ):
        said = ask(f"/{collection}?locale=ar&limit=50{query}")
        assert said.json["items"]
        assert [
            problems(contract, item) for item in said.json["items"] if problems(contract, item)
        ] == []
    for key in said.ids:
        assert whole(contract, ask(f"/{collection}/{key}?locale=ar").json) == []


def test_nothing_at_all_is_no_object(ask):
    contract = ask("/openapi.json").json
    for operation in OPERATIONS:
        for shape in filter(None, (operation.answer, operation.selection)):
            assert not_as_promised(contract, shape, {}), operation.name
            if operation.name.startswith(("list_", "search")):
                for item in ({}, {"nonsense": 1}):
                    nearly = {"items": [item], "count": 1, "next": None}
                    assert not_as_promised(contract, shape, nearly), operation.name


def test_every_named_address_answers_as_documented(ask, city):
    contract = ask("/openapi.json").json
    targets = {"search": "/search?q=a", "resolve": "/resolve?path=/presse/"}
    for operation in OPERATIONS:
        if operation.answer and not operation.collection:
            said = ask(targets.get(operation.name, operation.path))
            assert not_as_promised(contract, operation.answer, said.json) == [], operation.name


def test_filters_narrow_a_list(ask, city):
    assert ask("/press-releases?topic=teilhabe&locale=de").ids == [str(city["first"])]
    assert ask(f"/press-releases?unit={city['unit']}").ids == [str(city["first"])]
    assert ask("/organizations?language=uk").titles == ["Kalyna"]
    assert ask("/organizations?self_organization=true").titles == ["Kalyna"]
    assert ask("/press-releases?published_after=2026-03-04T00:00:00Z").ids == [str(city["persian"])]
    assert len(ask("/press-releases?published_before=2026-03-03T00:00:00%2B01:00").ids) == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("district=nowhere", "One of: altstadt, nordstadt, rheinufer, weststadt, suedviertel."),
        ("language=xx", "One of: de, en, fr,"),
        ("target_group=dogs", "One of: everyone, women, men,"),
        ("radius_km=3", "Send `near` too"),
    ],
)
def test_who_asks_for_what_is_not_on_a_list_is_told_what_is(ask, city, query, said):
    refused = ask(f"/organizations?{query}")
    assert refused.status == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    (error,) = refused.json["errors"]
    assert error["parameter"] == query.partition("=")[0]
    assert error["detail"].startswith(said)


def test_the_contract_lists_what_a_filter_takes(ask):
    listed = ask("/openapi.json").json["paths"]["/api/v1/organizations"]["get"]["parameters"]
    taken = {one.get("name"): one.get("schema", {}).get("enum") for one in listed}
    assert taken["target_group"] == TargetGroup.values
    # What the office keeps may grow any day: the contract says where the list is.
    assert (taken["district"], taken["language"], taken["topic"]) == (None, None, None)
    said = {one.get("name"): one.get("description", "") for one in listed}
    assert "/api/v1/codes" in said["district"]
    assert "/api/v1/codes" in said["language"]
    assert "/api/v1/topics" in said["topic"]


# Who may ask


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_every_address_says_what_is_possible(ask, city, operation):
    target = operation.path.replace("{key}", str(city["first"]))
    possible = ask(
        target, "OPTIONS", origin="https://portal.example.org", access_control_request_method="GET"
    )
    assert (possible.status, possible.body) == (204, b"")
    assert "Content-Type" not in possible.headers
    assert possible.headers["Allow"] == "GET, HEAD, OPTIONS"
    refused = ask(target, "DELETE")
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_any_website_may_ask_but_nobody_by_name(ask, city):
    for said in (ask("/"), ask("/nothing"), ask("/", "OPTIONS"), ask("/", if_none_match="*")):
        assert said.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in said.headers


def test_who_is_logged_in_gets_what_everybody_gets(ask, city, admin_client):
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in admin_client.cookies.items())
    assert "sessionid" in cookies
    target = f"/press-releases/{city['draft']}"
    assert ask(target, cookie=cookies).body == ask(target).body
    assert ask("/press-releases", cookie=cookies).headers == ask("/press-releases").headers
    assert "Cookie" not in ask("/press-releases", cookie=cookies).headers.get("Vary", "")


# Gone


def test_what_was_withdrawn_says_so_in_every_language(ask, city):
    for tag in ("de", "ar", "uk"):
        said = ask(f"/press-releases/{city['withdrawn']}?locale={tag}")
        assert said.status == 410
        assert (said.json["reason"], said.json["successor"]) == ("erroneous", str(city["first"]))
        assert said.json["at"].startswith("2026-03-04T")


def test_the_address_of_what_was_withdrawn_resolves_to_the_same_answer(ask, city):
    by_path = ask("/resolve?path=/ar/presse/mit-einem-fehler/")
    assert by_path.body == ask(f"/press-releases/{city['withdrawn']}").body


def test_addresses_in_answers_can_be_asked(ask, city):
    for item in ask("/search?q=a&locale=ar&limit=50").json["items"]:
        address = urlsplit(item["api_url"])
        found = ask(f"{address.path.removeprefix('/api/v1')}?{address.query}")
        assert found.json["title"] == item["title"]
        assert ask(f"/resolve?path={item['url']}").json["id"] == item["id"]
