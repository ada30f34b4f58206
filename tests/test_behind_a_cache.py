"""Behind the cache of ``deploy/nginx.conf``: what is withdrawn is gone there within 15 seconds."""

import socket
import subprocess
import time
import urllib.request
from urllib.error import HTTPError

import pytest

from tests import office
from tests.browser import OneAtATime
from tests.ports import Ports
from tests.processes.postgresql import free_port
from tests.required import program
from tests.shipped_nginx import configuration

ALLOWED_S = 15


@pytest.fixture
def cached(site, tmp_path):
    """Address of nginx, with our configuration but without certificates, before the test's site."""
    nginx = program("nginx", "nginx")
    ports = Ports()
    # One process for readers and editors here: whatever stands in the file leads to it.
    ports.default_factory = lambda: int(site.rpartition(":")[2])
    port = ports["443"] = free_port()
    whole = configuration(tmp_path, ports, tls=False)
    (tmp_path / "nginx.conf").write_text(f"error_log stderr; {whole}", "utf-8")
    process = subprocess.Popen([nginx, "-p", tmp_path, "-c", tmp_path / "nginx.conf"])
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx does not answer")


def ask(address: str) -> tuple[int, str, str]:
    """Status, what the cache says of itself, body."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.headers["X-Cache"], answer.read().decode()
    except HTTPError as error:
        return error.code, error.headers.get("X-Cache", ""), error.read().decode()


@pytest.mark.django_db
@pytest.mark.browser  # needs the server of the browser tests
def test_what_is_withdrawn_is_gone_behind_a_cache_within_fifteen_seconds(cached):
    release = office.published_release("Bald zurückgezogen")
    addresses = [
        f"{cached}/api/v1/press-releases?locale=de",
        f"{cached}/api/v1/press-releases/{release.translation_key}?locale=de",
        f"{cached}/de{release.public_path}",
        f"{cached}/embed/press-releases?locale=de",
    ]
    for address in addresses:
        assert "Bald zurückgezogen" in ask(address)[2]
        assert ask(address)[1] == "HIT"
    with OneAtATime.lock:
        release.withdraw("erroneous")
    withdrawn = time.monotonic()
    while any("Bald zurückgezogen" in ask(address)[2] for address in addresses):
        assert time.monotonic() - withdrawn < ALLOWED_S + 1
        time.sleep(0.5)
    assert ask(addresses[1])[0] == 410
