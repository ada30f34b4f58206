"""The database dies under load and comes back: readers are told, nothing is lost or restarted."""

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection

from tests import office
from tests.processes.postgresql import Cluster, free_port

ROOT = Path(__file__).resolve().parents[2]
LIST = "/api/v1/press-releases?locale=de"
LOAD = [("GET", LIST), ("GET", "/de/"), ("HEAD", LIST), ("GET", "/ar/presse/"), ("GET", "/readyz")]
BACK_WITHIN_S = 1

pytestmark = pytest.mark.postgresql


@pytest.fixture
def cluster():
    # Not in pytest's own folder: the user the server runs as may not look into that.
    with tempfile.TemporaryDirectory(prefix="teilhabe-postgresql-") as folder:
        cluster = Cluster(Path(folder))
        cluster.start()
        yield cluster
        cluster.stop()


@dataclass
class Site:
    """The running site, as readers, partners and whoever watches it see it."""

    port: int
    process: subprocess.Popen
    inside: int = 0  # the port of its own for those who watch it
    answers: list[tuple[float, str, int]] = field(default_factory=list)

    def ask(
        self, method: str, target: str, port: int = 0
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers, body; status 0 if nobody answered."""
        client = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=10)
        try:
            client.request(method, target)
            answer = client.getresponse()
            return answer.status, answer.headers, answer.read()
        except OSError:
            return 0, http.client.HTTPMessage(), b""
        finally:
            client.close()

    def read_on(self, over: threading.Event) -> None:
        while not over.is_set():
            for method, target in LOAD:
                began = time.monotonic()
                self.answers.append((began, f"{method} {target}", self.ask(method, target)[0]))

    def wait_until_ready(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self.ask("GET", "/readyz")[0] != 200:
            assert time.monotonic() < deadline, "not ready"
            time.sleep(0.02)


@contextmanager
def ended_by_sigterm(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def reading(site: Site) -> Iterator[None]:
    """Two readers who never stop."""
    over = threading.Event()
    readers = [threading.Thread(target=site.read_on, args=[over]) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        yield
    finally:
        over.set()
        for reader in readers:
            reader.join()


def environment(cluster: Cluster, port: int, state: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": cluster.url,
        "STATE_DIR": str(state),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_LEVEL": "CRITICAL",
    }


@pytest.fixture
def running(transactional_db, cluster, tmp_path) -> Iterator[tuple[Site, subprocess.Popen]]:
    """The site as ``make run`` starts it, and an editor at work, on the cluster."""
    office.published_release("Die erste")
    office.catch_up()
    at = connection.settings_dict
    host = f"{at['USER']}@{at['HOST']}:{at['PORT']}"
    cluster.fill_from(f"postgres://{host}/{at['NAME']}")
    port, inside = free_port(), free_port()
    env = environment(cluster, port, tmp_path) | {"HEALTH_ADDRESS": f"127.0.0.1:{inside}"}
    serve = [sys.executable, str(ROOT / "manage.py"), "serve"]
    write = [sys.executable, "-m", "tests.processes.writer"]
    with (
        ended_by_sigterm(subprocess.Popen(serve, env=env, cwd=ROOT)) as server,
        ended_by_sigterm(
            subprocess.Popen(write, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        ) as writer,
    ):
        site = Site(port, server, inside)
        site.wait_until_ready(60)
        assert writer.stdout.readline()  # it has begun
        yield site, writer


def test_the_database_dies_under_load_and_comes_back(running, cluster, capsys):
    site, writer = running
    with reading(site):
        time.sleep(2)
        alive_until = time.monotonic()
        cluster.cut_the_power()
        down = time.monotonic()
        everybody_is_told(site)
        time.sleep(1)
        up_from = time.monotonic()
        cluster.start()
        back = time.monotonic()
        time.sleep(4)
    assert site.process.poll() is None, "the site ended"
    writer.send_signal(signal.SIGTERM)
    acknowledged = writer.stdout.read().split()
    with capsys.disabled():
        print(f"\n{summary(site, down, up_from, back)}, {len(acknowledged)} publications")  # noqa: T201 - asked for
    before = [answer for answer in site.answers if answer[0] < alive_until - 1]
    assert {status for _at, _what, status in before} == {200}
    while_down = [answer for answer in site.answers if down < answer[0] < up_from]
    assert {status for _at, _what, status in while_down} == {503}
    after = [answer for answer in site.answers if answer[0] > back + BACK_WITHIN_S]
    assert after
    assert [answer for answer in after if answer[2] != 200] == []
    asked = {key: site.ask("GET", f"/api/v1/press-releases/{key}")[0] for key in acknowledged}
    assert [key for key, status in asked.items() if status != 200] == []
    assert len(acknowledged) > 2


def summary(site: Site, down: float, up_from: float, back: float) -> str:
    moments = [at for at, _what, _status in site.answers]
    while_down = sum(down < at < up_from for at in moments)
    after = sum(at > back for at in moments)
    bad = max((at for at, _what, status in site.answers if status != 200), default=0)
    return (
        f"{len(moments)} answers, {while_down} while it was down, {after} after; "
        f"the last bad one {bad - back:+.2f} s after the database was back"
    )


def everybody_is_told(site: Site) -> None:
    """While it is away: partners, readers in their language, editors, and the probes."""
    status, headers, body = site.ask("GET", LIST)
    assert (status, headers["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(body)["status"] == 503
    assert headers["Retry-After"]
    status, headers, body = site.ask("HEAD", LIST)
    assert (status, headers["Content-Type"], body) == (503, "application/problem+json", b"")
    for tag, direction in (("de", "ltr"), ("ar", "rtl")):
        for path in (f"/{tag}/", f"/{tag}/presse/nicht-da/", f"/{tag}/suche/?q=wort"):
            status, headers, body = site.ask("GET", path)
            assert (status, headers["Content-Language"]) == (503, tag), path
            assert f'lang="{tag}" dir="{direction}"'.encode() in body
            assert headers["Retry-After"]
    for address in ("/sitemap.xml", "/embed/press-releases", "/admin/login/", "/admin/"):
        assert site.ask("GET", address)[0] in (503, 302), address
    assert site.ask("GET", "/readyz")[0] == 503
    assert site.ask("GET", "/livez")[0] == 200
