"""Each neighbour killed, stalled, filled up, one after the other, under load, with real processes.

Each row is a test of its own that starts what it kills, on this machine alone; what it measured
stands below the row. What needs PostgreSQL gets a server of the drill's own.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.drills.rows import Row
from tests.processes.postgresql import Cluster

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 600
PROCESSES = "tests/processes"


def postgresql_killed(url: str) -> Row:
    return _row("PostgreSQL is killed under load", f"{PROCESSES}/test_postgresql_killed.py", url)


def postgresql_stalled(url: str) -> Row:
    return _row("PostgreSQL stalls, and goes on", f"{PROCESSES}/test_postgresql_stalled.py", url)


def store_stalled(url: str) -> Row:
    return _row("the store for files stalls", f"{PROCESSES}/test_storage_stalled.py", url)


def store_full(url: str) -> Row:
    return _row("the disk is full, a bucket refuses", "tests/test_half_files.py", url)


def mail_server_silent(url: str) -> Row:
    return _row("the mail server is silent, or refuses", "tests/test_mail.py", url)


def web_process_killed(url: str) -> Row:
    name = f"{PROCESSES}/test_web_server.py::test_a_killed_worker_is_replaced_and_the_site_goes_on"
    return _row("a web process is killed", name, url)


def web_server_reloaded(url: str) -> Row:
    name = f"{PROCESSES}/test_web_server.py::test_a_reload_under_load_costs_no_request"
    return _row("the web server reloads under load", name, url)


def readers_user_only_reads(url: str) -> Row:
    name = (
        f"{PROCESSES}/test_web_server.py"
        "::test_the_public_process_answers_all_with_a_user_who_may_only_read"
    )
    return _row("the public process may only read", name, url)


def worker_killed(url: str) -> Row:
    return _row("the worker is killed at fifty moments", f"{PROCESSES}/test_killed_worker.py", url)


def worker_and_scheduler_dead(url: str) -> Row:
    return _row("worker and scheduler are dead", "tests/test_dead_workers.py", url)


def two_writers(url: str) -> Row:
    return _row("two editors, a worker and a partner", f"{PROCESSES}/test_two_writers.py", url)


def verify_beside_publishers(url: str) -> Row:
    name = f"{PROCESSES}/test_verify_beside_publishers.py"
    return _row("`editions verify` beside four publishers", name, url)


FAULTS = (
    postgresql_killed, postgresql_stalled, store_stalled, store_full, mail_server_silent,
    web_process_killed, web_server_reloaded, readers_user_only_reads, worker_killed,
    worker_and_scheduler_dead, two_writers, verify_beside_publishers,
)  # fmt: skip


def run() -> Iterable[Row]:
    with _database() as url:
        for fault in FAULTS:
            yield fault(url)


@contextmanager
def _database() -> Iterator[str]:
    """The one that is given, or a server of our own."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="teilhabe-postgresql-") as folder:
        cluster = Cluster(Path(folder))
        cluster.start()
        try:
            yield cluster.url
        finally:
            cluster.stop()


def _row(what: str, test: str, url: str) -> Row:
    # In a process of its own: what is killed may be what the test is connected to.
    left_out = {"DJANGO_SETTINGS_MODULE", "STATE_DIR"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": url, "CI": "true"},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    lines = [line.strip() for line in done.stdout.splitlines()]
    figures = [line for line in lines if line and any(word in line for word in FIGURES)]
    row = Row("; ".join([what, *figures[:4]]), tried=1)
    if done.returncode:
        row.failed.append(" ".join(lines[-3:]))
    return row


# Words in the lines that tests print about what they measured.
FIGURES = ("answers,", "readers, slowest", "texts, slowest", "replaced after", "reloaded:",
           "rounds, killed", "verify ")  # fmt: skip
