"""Behind the shipped nginx, with the shipped environment, every surface answers."""

import re

import pytest

from cms.operations.headers import PERMISSIONS_POLICY
from tests.production.conftest import CLIENT, HOST, Production

STRICT = "default-src 'none'"


def picture_of(site: Production) -> str:
    found = re.search(rb"/media/[0-9a-f]{40}\.webp", site.ask("/api/v1/press-releases").body)
    assert found
    return found.group().decode()


SURFACES = {
    "/de/": "text/html", "/ar/": "text/html", "/api/v1/": "application/json",
    "/api/v1/press-releases?locale=de": "application/json", "/de/suche/?q=Stadt": "text/html",
    "/embed/press-releases?locale=de": "text/html", "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain", "/static/reader/reader.css": "text/css",
    "/admin/login/": "text/html", "/livez": "application/json", "/readyz": "application/json",
}  # fmt: skip


@pytest.mark.parametrize("address", SURFACES)
def test_every_surface_answers_over_tls(production, address):
    answer = production.ask(address)
    assert answer.status == 200
    assert answer.headers.get_content_type() == SURFACES[address]
    assert answer.headers["Permissions-Policy"] == PERMISSIONS_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Strict-Transport-Security"]


def test_a_public_picture_is_served_and_tells_what_it_is(production):
    answer = production.ask(picture_of(production))
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "public, max-age=3600, s-maxage=60"


def test_the_entrance_leads_to_the_readers_language_and_stays_at_home(production):
    answer = production.ask("/", accept_language="ar")
    assert (answer.status, answer.headers["Location"]) == (302, "/ar/")
    assert production.ask("/de").headers["Location"] == "/de/"
    to_login = production.ask("/admin/")
    assert (to_login.status, to_login.headers["Location"]) == (302, "/admin/login/?next=/admin/")


def test_without_tls_the_site_leads_to_itself_with_tls(production):
    answer = production.ask_past_nginx("/de/", Host=HOST)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/de/")


def test_readers_get_no_cookie_and_send_none_along(production):
    for address in ("/de/", "/api/v1/", "/embed/press-releases"):
        answer = production.ask(address, cookie="sessionid=abc; csrftoken=def")
        assert (answer.status, answer.headers["Set-Cookie"]) == (200, None)


EVERYWHERE = [*SURFACES, "/", "/admin/", "/static/nichts.css", "/media/x", "/admin/media/x.jpg"]


@pytest.mark.parametrize("way", ["through nginx", "past nginx", "without TLS"])
def test_a_request_for_another_host_gets_the_same_answer_everywhere(production, way):
    found = set()
    for address in EVERYWHERE:
        if address in ("/livez", "/readyz"):
            continue
        if way == "through nginx":
            production.ask(address)  # lies in the cache under the right name
            answer = production.ask(address, Host="evil.example.org")
        else:
            proto = {"x_forwarded_proto": "https"} if way == "past nginx" else {}
            answer = production.ask_past_nginx(address, Host="evil.example.org", **proto)
        assert answer.status == 400, address
        assert STRICT in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Permissions-Policy"] == PERMISSIONS_POLICY
        if address != "/ar/":  # the same in Arabic
            found.add(answer.body)
    assert len(found) == 1
    assert b"evil" not in found.pop()


def test_a_probe_is_answered_whatever_the_host(production):
    assert production.ask_past_nginx("/livez", Host="10.1.2.3").status == 200


def test_the_logs_know_no_address_no_search_text_and_no_token(production):
    production.ask("/de/suche/?q=Geheimwort")
    production.ask("/admin/password_reset/confirm/MQ/geheimes-zeichen/")
    production.ask("/de/", Host="evil.example.org")
    logs = {
        name: production.log(name) for name in ("teilhabe.log", "teilhabe.error.log", "site.log")
    }
    assert "/de/suche/ 200" in logs["teilhabe.log"]
    for name, text in logs.items():
        for word in (CLIENT, "Geheimwort", "geheimes-zeichen", "Traceback"):
            assert word not in text, name
    assert logs["site.log"].count("Not in ALLOWED_HOSTS: 'evil.example.org'") >= 1
