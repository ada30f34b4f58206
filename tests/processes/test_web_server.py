"""The web server's own processes: killed, reloaded, and kept apart for readers and editors."""

import os
import signal
import subprocess
import time
from collections import Counter

import pytest
from django.db import connection

from tests import office
from tests.processes.web import ROOT, database_url, web

# Once is enough: only the last one is about the database.
pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.usefixtures("shared_database", "shared_files"),
]
LIST = "/api/v1/press-releases?locale=de"


@pytest.fixture
def release(shared_database):
    release = office.published_release("Ein Fest für alle")
    office.catch_up()
    return release


@pytest.mark.parametrize("command", ["teilhabe-public", "serve"])
def test_a_killed_worker_is_replaced_and_the_site_goes_on(release, tmp_path, command, capsys):
    with web(command, tmp_path) as site, site.reading(LIST):
        first, second = site.workers()
        os.kill(first, signal.SIGKILL)
        killed = time.monotonic()
        site.wait_until(lambda: site.started() == 3)
        replaced_s = time.monotonic() - killed
        time.sleep(1)
        assert len(site.workers()) == 2
        assert first not in site.workers()
        assert second in site.workers()
        assert site.process.poll() is None
    told = Counter(status for _at, status, _seconds in site.answers)
    with capsys.disabled():
        print(f"\n{command}: replaced after {replaced_s:.1f} s, {dict(told)}")  # noqa: T201 - asked for
    # What the killed process held is lost: one request for each of its readers at most.
    assert told[0] <= 2
    assert set(told) <= {0, 200}


def test_a_reload_under_load_costs_no_request(release, tmp_path, capsys):
    with web("teilhabe-public", tmp_path) as site, site.reading(LIST, readers=3):
        before = site.workers()
        time.sleep(1)
        site.process.send_signal(signal.SIGHUP)
        site.wait_until(lambda: site.started() == 4)
        site.wait_until(lambda: len(site.workers()) == 2)
        time.sleep(1)
        assert not set(before) & set(site.workers())
        assert site.process.poll() is None
    told = Counter(status for _at, status, _seconds in site.answers)
    slowest = max(seconds for _at, _status, seconds in site.answers)
    with capsys.disabled():
        print(f"\nreloaded: {dict(told)}, slowest {slowest:.2f} s")  # noqa: T201 - asked for
    assert set(told) == {200}


def public_addresses(release) -> list[str]:
    return [
        LIST,
        f"/api/v1/press-releases/{release.translation_key}",
        *(f"/api/v1/{name}?locale=ar" for name in ("changes", "search", "organizations")),
        "/api/v1/", "/api/v1/openapi.json", "/api/v1/nothing", "/", "/de/", "/ar/", "/de/presse/",
        f"/de/{release.url_path.strip('/')}/", "/de/suche/?q=fest", "/de/nichts/", "/sitemap.xml",
        "/robots.txt", "/embed/press-releases", f"/embed/{release.translation_key}",
        f"/media/{'a' * 40}.webp", "/media/nichts", "/livez", "/readyz", "/quatsch",
    ]  # fmt: skip


def test_the_public_process_answers_all_with_a_user_who_may_only_read(release, tmp_path):
    addresses = public_addresses(release)
    with web("teilhabe-admin", tmp_path) as site:
        whole = {address: site.ask(address)[:2] for address in addresses}
        assert site.ask("/admin/login/")[0] == 200
    assert {status for status, _body in whole.values()} <= {200, 301, 302, 404, 422}
    as_reader = make_the_reader()
    with web("teilhabe-public", tmp_path, DATABASE_URL=as_reader) as site:
        assert {address: site.ask(address)[:2] for address in addresses} == whole
        assert site.ask("/admin/login/")[0] == 404
        status, told, _seconds = site.ask("/readyz", site.inside)
        assert status == 200, told
    for refused in (
        "UPDATE editions_placement SET path = ''",
        "DELETE FROM editions_change",
        "SELECT password FROM accounts_user",
        "SELECT message FROM operations_letter",
        "SELECT session_data FROM django_session",
        "CREATE TABLE more (id int)",
    ):
        done = psql(as_reader, "-c", refused)
        assert "permission denied" in done.stderr, refused


def psql(url: str, *arguments: str) -> subprocess.CompletedProcess:
    bindir = subprocess.check_output(["pg_config", "--bindir"], text=True).strip()
    return subprocess.run(
        [f"{bindir}/psql", "-v", "ON_ERROR_STOP=1", *arguments, url],
        capture_output=True,
        text=True,
        check=False,
    )


def make_the_reader() -> str:
    """As the operators' documents say; the address of the database as this user reaches it."""
    url = database_url()
    psql(url, "-c", "CREATE ROLE teilhabe_public LOGIN")  # it may be there: roles are the cluster's
    done = psql(url, "-f", str(ROOT / "deploy" / "reader.sql"))
    assert done.returncode == 0, done.stderr
    return url.replace(f"//{connection.settings_dict['USER']}@", "//teilhabe_public@")
