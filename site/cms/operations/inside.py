"""``/livez`` and ``/readyz`` for the inside: a port and threads of their own (HEALTH_ADDRESS).

They answer while every thread for requests waits for something. Each web process listens; those of
one machine share the port. Never to be reached from outside: it tells how the site is doing.
"""

import json
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.db import Error, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.editions.models import Placement
from cms.editions.rebuilding import why_rebuild
from cms.editions.waiting import how_much_waits
from cms.operations.keeping.installation import why_it_waits
from cms.operations.mail import how_many_wait
from cms.operations.models import Heartbeat
from cms.operations.renovation import why_nobody_writes
from cms.operations.time_limits import READY_LIMIT_S, limit_all

LATE = timedelta(minutes=2)  # a scheduler that has not ticked, a task that nobody began
_pool = ThreadPoolExecutor(4, thread_name_prefix="readyz")
_asked: dict[str, Future] = {}


def livez() -> tuple[int, dict[str, Any]]:
    return 200, {"status": "ok"}


def readyz() -> tuple[int, dict[str, Any]]:
    """503 without the database; 200 "degraded" with anything else missing. Within 3 seconds."""
    asked = {"database": _ask("database", _of_the_database), "storage": _ask("storage", _storage)}
    wait(asked.values(), READY_LIMIT_S + 0.2)
    answers = {name: _answer_of(future) for name, future in asked.items()}
    missing = [name for name, answer in answers.items() if answer is None]
    detail = answers["database"] or {}
    missing += [name for name in ("scheduler", "worker", "mail") if detail.get(f"{name}_late")]
    status = "unavailable" if "database" in missing else "degraded" if missing else "ok"
    body = {"status": status, "missing": missing, **detail}
    return (503 if status == "unavailable" else 200), body


def _ask(name: str, question: Callable[[], dict[str, Any]]) -> Future:
    """One that is still waiting for its answer is not asked a second time."""
    future = _asked.get(name)
    if future is None or future.done():
        future = _asked[name] = _pool.submit(question)
    return future


def _answer_of(future: Future) -> dict[str, Any] | None:
    return future.result() if future.done() and future.exception() is None else None


def _of_the_database() -> dict[str, Any]:
    """What the site remembers of its other neighbours, and why all
    of it should be rendered anew (empty: it should not). Seven queries.
    """
    limit_all(READY_LIMIT_S)
    try:
        Placement.objects.only("pk").first()
        return {
            "texts": how_much_waits() or {"waiting": 0, "failed": 0},
            **_scheduler(),
            **_worker(),
            **_mail(),
            "rebuild": why_rebuild(),
            **_writing(),
        }
    finally:
        connection.close()


def _writing() -> dict[str, Any]:
    """Why nothing is written; not asked by a public process, whose user may only read."""
    if settings.SURFACE == "public":
        return {}
    return {"waits_for": why_it_waits() or why_nobody_writes()}


def _scheduler() -> dict[str, Any]:
    beat = Heartbeat.objects.filter(name="scheduler").values_list("at", flat=True).first()
    is_late = beat is None or timezone.now() - beat > LATE
    return {"scheduler_ran_at": beat and beat.isoformat(), "scheduler_late": is_late}


def _worker() -> dict[str, Any]:
    now = timezone.now()
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    waits_s = max(0, round((now - oldest).total_seconds())) if oldest else 0
    failed = DBTaskResult.objects.failed().count()
    return {
        "tasks": {"oldest_waits_s": waits_s, "failed": failed},
        "worker_late": waits_s > LATE.total_seconds(),
    }


def _mail() -> dict[str, Any]:
    letters = how_many_wait()
    return {"mail": letters, "mail_late": bool(letters["failing"])}


def _storage() -> dict[str, Any]:
    """The store says whether something is there; it need not be."""
    storages["public"].exists("readyz")
    return {}


ROUTES: dict[str, Callable[[], tuple[int, dict[str, Any]]]] = {"/livez": livez, "/readyz": readyz}


class _Handler(BaseHTTPRequestHandler):
    timeout = 5  # for a client that says nothing

    def do_GET(self) -> None:
        route = ROUTES.get(self.path.partition("?")[0])
        try:
            status, body = route() if route else (404, {"status": "not found"})
        except Error:
            status, body = 503, {"status": "unavailable", "missing": ["database"]}
        told = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: probes come every few seconds."""


class _Server(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = allow_reuse_port = True  # one listener for each process of a machine


class _Server6(_Server):
    address_family = socket.AF_INET6


def listen(address: str) -> ThreadingTCPServer:
    """Answer on ``host:port`` until the process ends. OSError if something else listens there.

    ImproperlyConfigured without a host: that would be every address of the machine.
    """
    host, _colon, port = address.rpartition(":")
    if not host or not port.isdigit():
        told = "HEALTH_ADDRESS must be host:port, for example 127.0.0.1:9000, and not {!r}."
        raise ImproperlyConfigured(told.format(address))
    kind = _Server6 if ":" in host else _Server
    server = kind((host.strip("[]"), int(port)), _Handler)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
