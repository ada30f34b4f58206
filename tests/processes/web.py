"""The web server as its unit starts it, on the tests' database, at a port of its own."""

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from cms.operations.management.commands import serve
from tests.processes.postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]


def database_url() -> str:
    """Of the tests' database (the fixture ``shared_database`` has put it into a file)."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def _of_unit(unit: str, port: int) -> tuple[list[str], dict[str, str]]:
    """The unit's command and what it adds to the environment."""
    text = (ROOT / "deploy" / f"{unit}.service").read_text("utf-8")
    words = re.search(r"^ExecStart=/srv/teilhabe/\.venv/bin/(.*)$", text, re.MULTILINE)[1].split()
    words[words.index("--port") + 1] = str(port)
    given = dict(re.findall(r"^Environment=(\w+)=(.*)$", text, re.MULTILINE))
    return [sys.executable, "-m", *words], given


def _of_serve(port: int) -> tuple[list[str], dict[str, str]]:
    return serve._commands("127.0.0.1", port)[serve.WEB_SERVER], {}


@dataclass
class Web:
    """A running web server, and what readers who never stop got from it."""

    port: int
    process: subprocess.Popen
    inside: int
    log: Path
    answers: list[tuple[float, int, float]] = field(default_factory=list)  # when, status, seconds

    def ask(self, target: str, port: int = 0, timeout: float = 20) -> tuple[int, bytes, float]:
        """Status (0: nobody answered), body, seconds."""
        began = time.monotonic()
        client = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=timeout)
        try:
            client.request("GET", target)
            answer = client.getresponse()
            return answer.status, answer.read(), time.monotonic() - began
        except (OSError, http.client.HTTPException):
            return 0, b"", time.monotonic() - began
        finally:
            client.close()

    def workers(self) -> list[int]:
        """Process ids of granian's workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        lines = {
            int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
            for pid in children.split()
        }
        return sorted(pid for pid, line in lines.items() if b"resource_tracker" not in line)

    def started(self) -> int:
        """How many workers have begun to answer, since the beginning."""
        return self.log.read_text().count("Started worker")

    def wait_until(self, condition, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not come true"
            time.sleep(0.05)

    @contextmanager
    def reading(self, target: str, readers: int = 2) -> Iterator[None]:
        over = threading.Event()

        def read_on() -> None:
            while not over.is_set():
                began = time.monotonic()
                status, _body, seconds = self.ask(target)
                self.answers.append((began, status, seconds))

        threads = [threading.Thread(target=read_on) for _ in range(readers)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()


@contextmanager
def web(command: str, state: Path, **environment: str) -> Iterator[Web]:
    """Started as by this unit, or by ``serve``."""
    port, inside = free_port(), free_port()
    words, given = _of_serve(port) if command == "serve" else _of_unit(command, port)
    env = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": database_url(),
        "STATE_DIR": str(state),
        "LOG_LEVEL": "CRITICAL",
        **given,
        "HEALTH_ADDRESS": f"127.0.0.1:{inside}",
        **environment,
    }
    words[-1:-1] = ["--log-level", "info"]
    log = state / f"web-{port}.log"
    with log.open("w") as out:
        process = subprocess.Popen(words, env=env, cwd=ROOT, stdout=out, stderr=out)
    server = Web(port, process, inside, log)
    try:
        server.wait_until(lambda: server.started() == 2, 90)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)
