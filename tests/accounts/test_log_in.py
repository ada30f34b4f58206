"""Five failures, then ten minutes' pause: for a name from a network, whether it exists or not."""

import base64
import logging
import re
from datetime import UTC, datetime

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client, RequestFactory

from cms.operations.client_address import prefix_of
from home.accounts.models import User
from home.roles import ensure_roles
from tests.admin.conftest import PASSWORD, person

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.7"
PAUSE_S = 600


@pytest.fixture
def rana(db):
    ensure_roles()
    return person("rana", "Redaktion")


def log_in(password: str, name: str = "rana", address: str = HERE, **headers: str):
    form = {"username": name, "password": password, "next": "/admin/"}
    return Client(REMOTE_ADDR=address).post(LOGIN, form, headers=headers)


def fail(times: int = 5, **given: str) -> list[int]:
    return [log_in("falsch", **given).status_code for _ in range(times)]


@pytest.mark.usefixtures("rana")
class TestAfterFiveFailures:
    def test_the_right_password_does_not_help_for_ten_minutes(self, clock):
        assert fail() == [200, 200, 200, 200, 429]
        assert log_in(PASSWORD).status_code == 429
        clock.shift(PAUSE_S - 1)
        assert log_in(PASSWORD).status_code == 429
        clock.shift(2)
        assert log_in(PASSWORD).status_code == 302

    def test_trying_on_makes_the_pause_no_longer(self, clock):
        fail()
        for _ in range(9):
            clock.shift(60)
            assert log_in("falsch").status_code == 429
        clock.shift(61)
        assert log_in(PASSWORD).status_code == 302

    def test_other_browsers_share_the_pause_and_its_end(self, clock):
        for number in range(5):
            log_in("falsch", user_agent=f"Browser {number}")
            clock.shift(100)
        clock.shift(PAUSE_S - 150)
        assert log_in(PASSWORD, user_agent="Noch einer").status_code == 429
        clock.shift(100)
        assert log_in(PASSWORD).status_code == 302

    def test_the_whole_network_waits_and_nobody_elsewhere(self):
        fail()
        assert log_in(PASSWORD, address="203.0.113.200").status_code == 429
        assert log_in(PASSWORD, address="203.0.114.7").status_code == 302
        assert log_in(PASSWORD, address=ELSEWHERE).status_code == 302

    def test_other_people_of_the_network_work_on(self):
        person("clara", "Chefredaktion")
        fail()
        assert log_in(PASSWORD, name="clara").status_code == 302

    def test_a_forged_address_changes_nothing(self, settings):
        settings.PROXY_COUNT = 1
        for number in range(5):
            answer = log_in("falsch", x_forwarded_for=f"9.9.{number}.9, {HERE}")
        assert answer.status_code == 429
        assert log_in(PASSWORD, x_forwarded_for=f"8.8.8.8, {HERE}").status_code == 429
        assert log_in(PASSWORD, x_forwarded_for=ELSEWHERE).status_code == 302

    def test_the_page_says_in_german_when_to_try_again(self):
        with time_machine.travel(datetime(2026, 3, 2, 9, 0, 20, tzinfo=UTC), tick=False):
            fail(4)
            answer = log_in("falsch")
        html = re.sub(r"\s+", " ", answer.content.decode())
        assert "Zu viele Versuche mit diesem Benutzernamen." in html
        assert "10:11 Uhr" in html  # 10:10:20 in Berlin, rounded up
        assert answer["Retry-After"] == "600"
        assert 'name="password"' in html
        assert "AXES" not in html

    def test_a_success_in_time_forgets_the_failures(self):
        fail(4)
        assert log_in(PASSWORD).status_code == 302
        assert fail(4) == [200] * 4

    def test_no_other_door_takes_the_password(self):
        fail()
        basic = base64.b64encode(f"rana:{PASSWORD}".encode()).decode()
        client = Client(REMOTE_ADDR=HERE)
        for address in ("/admin/", "/admin/api/main/pages/", "/admin/media/x.jpg"):
            answer = client.get(address, headers={"authorization": f"Basic {basic}"})
            assert answer.status_code in (302, 401, 403)
        assert log_in(PASSWORD).status_code == 429

    def test_a_new_password_by_mail_ends_no_pause(self):
        fail()
        user = User.objects.get(username="rana")
        user.set_password("Ein-ganz-neues-Wort")
        user.save()
        assert log_in("Ein-ganz-neues-Wort").status_code == 429

    def test_the_log_knows_neither_name_nor_address(self, caplog):
        with caplog.at_level(logging.DEBUG):
            fail(6, name="mein-kennwort")
        assert "somebody" in caplog.text
        for word in ("mein-kennwort", HERE, "203.0.113.0"):
            assert word not in caplog.text

    def test_what_is_kept_is_the_name_and_the_network(self):
        log_in("mein-kennwort", user_agent="Kennbarer Browser")
        (attempt,) = AccessAttempt.objects.values()
        kept = " ".join(str(value) for value in attempt.values())
        assert (attempt["username"], attempt["ip_address"]) == ("rana", "203.0.113.0")
        for word in ("mein-kennwort", HERE, "Kennbarer"):
            assert word not in kept


def test_a_name_that_does_not_exist_gets_the_same_answers(rana):
    def answers(name: str) -> list[tuple[int, str]]:
        found = [log_in("falsch", name=name) for _ in range(6)]
        without_name = [answer.content.decode().replace(name, "") for answer in found]
        token = r"[A-Za-z0-9]{64}"
        return [
            (answer.status_code, re.sub(token, "", html))
            for answer, html in zip(found, without_name, strict=True)
        ]

    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False):
        assert answers("rana") == answers("niemand")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "direct", "prefix"),
    [
        (0, "9.9.9.9", "203.0.113.7", "203.0.113.0"),
        (1, "9.9.9.9, 203.0.113.7", "127.0.0.1", "203.0.113.0"),
        (1, "203.0.113.7", "127.0.0.1", "203.0.113.0"),
        (2, "9.9.9.9, 203.0.113.7, 10.0.0.1", "127.0.0.1", "203.0.113.0"),
        (2, "203.0.113.7", "127.0.0.1", "127.0.0.0"),  # past the outer proxy
        (1, "", "203.0.113.7", "203.0.113.0"),
        (1, "unsinn", "203.0.113.7", "203.0.113.0"),
        (1, "2001:db8:1:2:3:4:5:6", "::1", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.7", "::1", "203.0.113.0"),
        (1, "fe80::1%eth0", "::1", "fe80::"),
        (0, "", "", "::"),
    ],
)
def test_the_network_of_a_client_is_what_our_own_proxies_say(
    settings, proxies, forwarded, direct, prefix
):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=direct)
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    assert prefix_of(request) == prefix
