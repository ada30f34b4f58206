"""What the shipped nginx does by itself: port 80, refusals, compression, entity tags, caching."""

import json
import re
import socket
import ssl
import time
from collections.abc import Iterator

import pytest

from tests.production.conftest import Production
from tests.production.test_surfaces import picture_of
from tests.shipped_nginx import BROTLI, HOST, has_ipv6

MAX_AGE_S = 15


def test_port_80_leads_to_the_same_address_with_tls(production):
    answer = production.ask_without_tls("/de/suche/?q=Rat")
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/de/suche/?q=Rat"


def test_http_2_is_spoken_on_every_kind_of_address(production):
    doors = ["127.0.0.1"] + (["::1"] if has_ipv6() else [])
    for address in doors:
        context = ssl.create_default_context(cafile=str(production.folder / "teilhabe.pem"))
        context.set_alpn_protocols(["h2", "http/1.1"])
        with (
            socket.create_connection((address, production.port), 10) as plain,
            context.wrap_socket(plain, server_hostname=HOST) as door,
        ):
            assert door.selected_alpn_protocol() == "h2"
            assert door.version() in ("TLSv1.2", "TLSv1.3")


REFUSED = [
    ("/api/v1/press-releases?q=" + "x" * 9000, {}, 414, "URI Too Long"),
    ("/api/v1/press-releases", {"x_much": "x" * 9000}, 431, "Request Header Fields Too Large"),
]


@pytest.mark.parametrize(("address", "headers", "status", "title"), REFUSED)
def test_partners_get_problem_details_from_nginx_too(production, address, headers, status, title):
    answer = production.ask(address, **headers)
    assert (answer.status, answer.headers.get_content_type()) == (
        status, "application/problem+json",
    )  # fmt: skip
    assert json.loads(answer.body) == {"type": "about:blank", "title": title, "status": status}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"


def test_too_large_a_body_is_a_problem_as_well(production):
    answer = production.ask("/api/v1/press-releases", "POST", "x" * 70_000)
    assert answer.status == 413
    assert json.loads(answer.body)["status"] == 413


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/v1/nothing", 404), ("/api/v1/press-releases?limit=x", 422)],
)
def test_refusals_of_the_api_come_through_as_they_are(production, address, status):
    answer = production.ask(address)
    assert (answer.status, json.loads(answer.body)["status"]) == (status, status)
    assert answer.headers.get_content_type() == "application/problem+json"
    assert production.ask("/api/v1/", "DELETE").status == 405


def test_readers_get_a_page_instead_of_nginxs_own(production):
    answer = production.ask("/de/" + "x" * 9000)
    assert (answer.status, answer.headers.get_content_type()) == (414, "text/html")
    assert "nginx" not in answer.body.decode()
    assert 'lang="de"' in answer.body.decode()
    assert production.ask("/metrics").status == 404
    assert production.ask("/-/problem").status == 404


@pytest.mark.parametrize("address", ["/de/", "/api/v1/press-releases?locale=de"])
def test_an_entity_tag_is_strong_as_long_as_the_bytes_are_the_sites_own(production, address):
    plain = production.ask(address)
    packed = production.ask(address, accept_encoding="gzip")
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert packed.headers["Content-Encoding"] == "gzip"
    assert re.fullmatch(r'"[0-9a-f]+"', plain.headers["ETag"])
    assert packed.headers["ETag"] == "W/" + plain.headers["ETag"]
    for tag in (plain.headers["ETag"], packed.headers["ETag"]):
        for encoding in ("identity", "gzip"):
            answer = production.ask(address, if_none_match=tag, accept_encoding=encoding)
            assert (answer.status, answer.body) == (304, b"")


def test_what_the_proxy_keeps_is_the_same_for_everybody(production):
    address = "/api/v1/units?locale=de"
    first = production.ask(address, cookie="sessionid=x", accept_encoding="gzip")
    again = production.ask(address, accept_encoding="gzip")
    assert (first.headers["X-Cache"], again.headers["X-Cache"]) == ("MISS", "HIT")
    assert first.body == again.body
    assert production.ask("/admin/login/").headers["X-Cache"] is None


def test_a_picture_is_kept_for_a_minute_and_in_parts(production):
    address = picture_of(production)
    whole = production.ask(address)
    assert whole.headers["Cache-Control"] == "public, max-age=3600, s-maxage=60"
    assert production.ask(address).headers["X-Cache"] == "HIT"
    part = production.ask(address, range="bytes=0-9")
    assert (part.status, part.body) == (206, whole.body[:10])


@pytest.fixture(scope="class")
def kept(production) -> Iterator[dict[str, bytes]]:
    """What was read last before the site went, a moment after it had to be asked for anew."""
    kept = {address: production.ask(address).body for address in ("/ar/", "/api/v1/locales")}
    production.stop()
    time.sleep(MAX_AGE_S + 1)
    yield kept
    production.start()


@pytest.mark.usefixtures("kept")
class TestWhileTheSiteRestarts:
    def test_what_was_read_shortly_before_stays_readable(self, kept, production):
        for address, body in kept.items():
            answer = production.ask(address)
            assert (answer.status, answer.headers["X-Cache"]) == (200, "STALE")
            assert answer.body == body

    def test_partners_and_readers_are_told_about_the_rest(self, production):
        answer = production.ask("/api/v1/press-releases?limit=7")
        assert (answer.status, answer.headers["Retry-After"]) == (502, "5")
        assert json.loads(answer.body)["title"] == "Bad Gateway"
        page = production.ask("/uk/nicht-gelesen/")
        assert (page.status, page.headers.get_content_type()) == (502, "text/html")
        assert "gleich noch einmal" in page.body.decode()


def test_brotli_is_spoken_where_debians_module_is_installed(production):
    asked = production.ask("/de/", accept_encoding="br")
    assert (asked.headers["Content-Encoding"] == "br") == BROTLI.exists()


def test_the_site_says_nothing_for_other_hosts_unless_asked_to(production: Production):
    assert production.ask("/de/").headers["Strict-Transport-Security"] == "max-age=31536000"
