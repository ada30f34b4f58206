"""Run every drill in a database of its own, print a table, and exit 1 when a case went wrong.

A drill is a module of this package with a docstring, named below, and ``run() -> Iterable[Row]``. A
test beside it may call the same functions with fewer cases, as a slice for every run of the tests.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRILLS: tuple[str, ...] = (
    "documents", "errors", "neighbours", "pictures", "po_files", "restoring", "typed",
)  # fmt: skip
SHOWN = 20  # cases that went wrong, per row


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("--only", action="append", choices=DRILLS, help="may be given again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="teilhabe-drills-") as folder:
        # Before Django reads its settings. A DATABASE_URL leads to a test database beside it.
        os.environ |= {"STATE_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
        sys.path[:0] = [str(ROOT), str(ROOT / "site")]
        subprocess.run(
            [sys.executable, str(ROOT / "locales" / "compile_catalogues.py")],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        import django
        from django.test.utils import setup_databases, setup_test_environment, teardown_databases

        django.setup()
        setup_test_environment()
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            return sum(run(name) for name in chosen.only or DRILLS) and 1
        finally:
            teardown_databases(databases, verbosity=0)


def run(name: str) -> int:
    """Number of cases of one drill that went wrong."""
    drill = import_module(f"tests.drills.{name}")
    say(f"== {name}: {(drill.__doc__ or '').partition(chr(10))[0]}")
    began = time.monotonic()
    wrong = 0
    for row in drill.run():
        wrong += len(row.failed)
        say(f"{row.tried - len(row.failed):6} of {row.tried:6}  {row.what}")
        for sentence in row.failed[:SHOWN]:
            say(f"        {sentence}")
        if len(row.failed) > SHOWN:
            say(f"        and {len(row.failed) - SHOWN} more")
    say(f"{wrong} went wrong, {time.monotonic() - began:.0f} s")
    return wrong


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
