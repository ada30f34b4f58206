"""Logging in over TLS through nginx: the address counted by is the client's, whatever it claims."""

import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.production.a_small_office import PASSWORD
from tests.production.conftest import HOST, Answer, Production

LOGIN = "/admin/login/"


def log_in(site: Production, name: str, password: str, client: str, **headers: str) -> Answer:
    page = site.ask(LOGIN, client=client)
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.body).group(1).decode()
    cookie = SimpleCookie(page.headers["Set-Cookie"])["csrftoken"]
    assert cookie["secure"]
    assert cookie["path"] == "/admin/"
    form = {"username": name, "password": password, "csrfmiddlewaretoken": token}
    return site.ask(
        LOGIN, "POST", urlencode(form), client,
        cookie=f"csrftoken={cookie.value}", referer=f"https://{HOST}{LOGIN}",
        content_type="application/x-www-form-urlencoded", **headers,
    )  # fmt: skip


def test_the_right_password_opens_the_admin(production):
    answer = log_in(production, "ada", PASSWORD, "127.0.1.1")
    assert (answer.status, answer.headers["Location"]) == (302, "/admin/")
    cookie = next(
        value for value in answer.headers.get_all("Set-Cookie") if value.startswith("sessionid=")
    )
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert production.ask("/admin/", cookie=cookie.partition(";")[0]).status == 200


def test_five_failures_lock_the_real_network_and_no_other(production):
    for number in range(5):
        forged = {"x_forwarded_for": f"9.9.{number}.9", "x_real_ip": f"9.9.{number}.9"}
        answer = log_in(production, "bo", "falsch", f"127.0.2.{number + 1}", **forged)
    assert answer.status == 429
    assert log_in(production, "bo", PASSWORD, "127.0.2.99", x_forwarded_for="9.9.9.9").status == 429
    assert log_in(production, "bo", PASSWORD, "127.0.3.1").status == 302
