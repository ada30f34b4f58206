"""A site as an operator runs it: the example's environment, granian, the example's nginx, TLS.

Only what belongs to the machine is replaced: ports, paths, the database (of the kind the tests run
on), the secrets. Files lie in buckets.
"""

import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import urlsplit

import pytest

from tests.ports import Ports
from tests.production.beside import buckets, database, make_buckets
from tests.required import program
from tests.shipped_nginx import HOST, configuration
from tests.units import Unit, unit

__all__ = ["HOST"]

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CLIENT = "127.0.0.7"  # not where nginx itself calls from
OFFICE = {
    "OFFICE_NAME": "Integrationsbüro",
    "OFFICE_CITY": "Neustadt",
    "OFFICE_PHONE": "06321 000-1",
    "OFFICE_EMAIL": "integration@neustadt.example.org",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Production:
    """The running site: asked over TLS through nginx, or past it."""

    folder: Path
    port: int
    upstream: int
    plain_port: int
    environment: dict[str, str]
    host: str = HOST
    servers: list[Unit] = field(default_factory=list)
    processes: list[subprocess.Popen] = field(default_factory=list)

    def start(self) -> None:
        """The web servers' units, without nginx."""
        with (self.folder / "site.log").open("a") as log:
            for web in self.servers:
                command = [sys.executable, "-m", "granian", *web.command[1:]]
                environment = self.environment | web.own_environment
                self.processes.append(
                    subprocess.Popen(command, env=environment, stderr=log, stdout=log)
                )
        for web in self.servers:
            wait_for(int(web.port))

    def stop(self) -> None:
        while self.processes:
            process = self.processes.pop()
            process.terminate()
            process.wait(20)

    def ask(
        self, path: str, method: str = "GET", body: str = "", client: str = CLIENT, **headers: str
    ) -> Answer:
        context = ssl.create_default_context(cafile=str(self.folder / "teilhabe.pem"))
        door = http.client.HTTPSConnection(
            self.host, self.port, timeout=20, source_address=(client, 0), context=context
        )
        door._create_connection = _to_this_machine  # type: ignore[attr-defined] # no DNS here
        return _ask(door, path, method, body, {"Host": self.host, **headers})

    def ask_without_tls(self, path: str) -> Answer:
        door = http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=20)
        return _ask(door, path, "GET", "", {"Host": self.host})

    def ask_past_nginx(self, path: str, **headers: str) -> Answer:
        door = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=20)
        return _ask(door, path, "GET", "", headers)

    def log(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


def _to_this_machine(address: tuple[str, int], timeout: float, source_address: tuple[str, int]):
    return socket.create_connection(("127.0.0.1", address[1]), timeout, source_address)


def _ask(
    door: http.client.HTTPConnection, path: str, method: str, body: str, headers: dict[str, str]
) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        door.request(method, path, body or None, named)
        answer = door.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        door.close()


def example_environment(folder: Path) -> dict[str, str]:
    """What teilhabe.env.example sets, completed as its comments ask."""
    text = (DEPLOY / "teilhabe.env.example").read_text("utf-8")
    given = dict(re.findall(r"^([A-Z_0-9]+)=(.*)$", text, re.MULTILINE))
    return (
        given
        | OFFICE
        | {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "SECRET_KEY": token_urlsafe(50),
            "MEDIA_NAME_SECRET": token_urlsafe(50),
            "STATE_DIR": str(folder),
        }
    )


def run(folder: Path, environment: dict[str, str], *command: str) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def production(tmp_path_factory) -> Iterator[Production]:
    folder = tmp_path_factory.mktemp("production")
    with database(folder) as url, buckets() as store:
        environment = example_environment(folder) | {"DATABASE_URL": url} | store
        run(folder, environment, "manage.py", "migrate", "-v", "0")
        run(folder, environment, "manage.py", "collectstatic", "--noinput", "-v", "0")
        wait_for(urlsplit(store["AWS_S3_ENDPOINT_URL"]).port)
        make_buckets(store)
        run(folder, environment, "-m", "tests.production.a_small_office")
        yield from _served(folder, environment)


def _served(folder: Path, environment: dict[str, str]) -> Iterator[Production]:
    nginx = program("nginx", "nginx")
    _make_certificate(program("openssl", "openssl"), folder)
    ports = Ports()
    site = Production(
        folder, ports["443"], ports["8000"], ports["80"], environment, servers=_web_servers(ports)
    )
    (folder / "nginx.conf").write_text(configuration(folder, ports), "utf-8")
    site.start()
    with (folder / "nginx.log").open("w") as log:
        proxy = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf"], stderr=log)
    try:
        wait_for(site.port)
        yield site
    finally:
        proxy.terminate()
        proxy.wait(20)
        site.stop()


def _web_servers(ports: Ports) -> list[Unit]:
    """The units that answer requests, on ports of ours."""
    found = [
        unit(ports.in_text(path.read_text("utf-8")), path.name)
        for path in sorted(DEPLOY.glob("*.service"))
    ]
    return [web for web in found if web.port]


def _make_certificate(openssl: str, folder: Path) -> None:
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
         "-keyout", folder / "teilhabe.key", "-out", folder / "teilhabe.pem"],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"Nobody listens on port {port}.")
