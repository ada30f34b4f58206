"""The contract can be read as a page, offline and under the strictest policy."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from cms.api.routes import OPERATIONS


@pytest.fixture
def page(ask):
    return ask("/docs")


class Links(HTMLParser):
    """Addresses and anchors of a page, and what it would run or load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.inline_styles = 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.add(tag)
        self.inline_styles += "style" in values
        self.ids.add(values.get("id", ""))
        self.targets += [values[name] for name in ("href", "src") if name in values]


def test_every_address_is_explained(page):
    html = page.body.decode()
    for operation in OPERATIONS:
        assert f"<code>/api/v1{operation.path.rstrip('/')}</code>" in html


def test_every_link_within_the_page_leads_somewhere(page):
    found = Links(page.body.decode())
    inner = {target[1:] for target in found.targets if target.startswith("#")}
    assert len(inner) > 50
    assert inner <= found.ids


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(page):
    found = Links(page.body.decode())
    assert all(
        target.startswith(("#", "/")) and not target.startswith("//") for target in found.targets
    )
    assert not {"script", "style", "iframe", "img"} & found.tags
    assert found.inline_styles == 0
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy


def test_the_page_answers_like_everything_else(ask, page):
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert ask("/docs", "HEAD").headers["Content-Length"] == str(len(page.body))
    assert ask("/docs", if_none_match=page.headers["ETag"]).status == 304
    assert ask("/docs", "OPTIONS").status == 204
    assert ask("/docs", "POST").status == 405


def test_it_shows_how_to_ask_with_curl(page):
    requests = re.findall(r"curl &#x27;(http[^&]+)", page.body.decode())
    assert len(requests) == len(OPERATIONS)


def test_the_service_document_leads_to_page_and_contract(ask, page):
    links = ask("/").json["links"]
    root = f"{settings.PUBLIC_BASE_URL}/api/v1"
    assert (links["docs"], links["openapi"]) == (f"{root}/docs", f"{root}/openapi.json")
