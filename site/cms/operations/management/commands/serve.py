"""``manage.py serve``: web server, task worker and scheduler on one machine, until Ctrl-C.

Each runs in a process group of its own and is sent exactly one SIGTERM at the end: a second SIGINT
would make the task worker drop what it is doing. A worker or scheduler that ends, as the worker
does when the database goes away, is started again; without the web server there is no site.
"""

import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from cms.editions.rebuilding import why_rebuild
from cms.operations.migrating import QuietMigrate
from cms.operations.progress import Progress

GRACE_S = 10
AGAIN_AFTER_S = 1
WEB_SERVER = "web server"


class Command(BaseCommand):
    help = "Run the web server, the task worker and the scheduler."

    def add_arguments(self, parser):
        parser.add_argument(
            "--demo",
            action="store_true",
            help="first migrate, and load the demo city if nothing is public",
        )

    def handle(self, *args, demo: bool, **options):
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        _require_free(host, port)
        if demo:
            self._prepare()
        self.stopping = False
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self.commands = _commands(host, port)
        self.children = {name: _start(command) for name, command in self.commands.items()}
        try:
            self._announce(host, port)
            self._watch()
        finally:
            _end(self.children.values())

    def _prepare(self) -> None:
        """In this process: each further one would take seconds to start."""
        self.stdout.write("Preparing the database …")
        self.stdout.flush()
        progress = Progress(self.stdout)
        call_command(QuietMigrate(progress), verbosity=0)
        progress.end()
        call_command("demo", "load", "--if-empty", stdout=self.stdout)
        if why_rebuild():
            call_command("editions", "rebuild", stdout=self.stdout)
        connections.close_all()

    def _stop(self, *args) -> None:
        self.stopping = True

    def _watch(self) -> None:
        while not self.stopping:
            for name, child in self.children.items():
                if (code := child.poll()) is not None:
                    self._ended(name, code)
            time.sleep(0.2)
        self.stdout.write("Stopping …")

    def _ended(self, name: str, code: int) -> None:
        told = f"The {name} ended with exit code {code}; see its output above."
        if name == WEB_SERVER:
            raise CommandError(told)
        self.stderr.write(f"{told} It is started again.")
        time.sleep(AGAIN_AFTER_S)
        self.children[name] = _start(self.commands[name])

    def _announce(self, host: str, port: int) -> None:
        base = settings.PUBLIC_BASE_URL
        _wait_until_open(host, port, self.children[WEB_SERVER])
        self.stdout.write(
            f"\n  Readers   {base}/\n  Admin     {base}/admin/\n  API       {base}/api/v1/docs\n"
            f"{_log_ins()}\n  Ctrl-C ends everything.\n"
        )
        self.stdout.flush()


def _commands(host: str, port: int) -> dict[str, list[str]]:
    manage = [sys.executable, str(settings.ROOT / "manage.py")]
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    return {
        WEB_SERVER: [
            sys.executable, "-m", "granian", "--interface", "wsgi",
            "--host", host, "--port", str(port), "--workers", workers,
            "--no-ws", "--blocking-threads", "4", "--respawn-failed-workers",
            "--log-level", "warning", "cms.wsgi:application",
        ],
        "task worker": [*manage, "db_worker", "--no-reload", "--no-startup-delay", "-v", "0"],
        "scheduler": [*manage, "schedule"],
    }  # fmt: skip


def _start(command: list[str]) -> subprocess.Popen:
    path = os.pathsep.join(
        [str(settings.ROOT / "site"), str(settings.ROOT), os.environ.get("PYTHONPATH", "")]
    )
    environment = {**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    return subprocess.Popen(  # noqa: S603 - one of the commands above, without a shell
        command, env=environment, start_new_session=True
    )


def _end(children) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE_S
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _require_free(host: str, port: int) -> None:
    """CommandError if somebody listens: granian shares ports, two servers would answer by turns."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            raise CommandError(f"Port {port} is taken. Choose another one: PORT=8080 make run")


def _wait_until_open(host: str, port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.05)
    raise CommandError("The web server did not start; see its output above.")


def _log_ins() -> str:
    from cms.demo.people import LOG_INS, PASSWORD
    from home.accounts.models import User

    if not User.objects.filter(username=LOG_INS[0][0]).exists():
        return ""
    names = ", ".join(log_in[0] for log_in in LOG_INS)
    return f"  Log-ins   {names}; password {PASSWORD}\n"
