"""Measure, print a table, and exit 1 when a row misses its figure by more than the run's spread.

Ratios of CPU time in one process and one run; absolute times depend on the machine.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--releases", type=int, default=200, help="in eight languages each (200)")
    parser.add_argument("--rounds", type=int, default=7, help="turns of each side, at least 4 (7)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="teilhabe-bench-") as folder:
        # Before Django reads its settings: a database of its own, nothing of a running site.
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"STATE_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        sys.path[:0] = [str(ROOT), str(ROOT / "site")]
        subprocess.run(
            [sys.executable, str(ROOT / "locales" / "compile_catalogues.py")],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        import django

        django.setup()
        from tests.bench.rows import run

        return run(chosen.releases, max(4, chosen.rounds))


if __name__ == "__main__":
    sys.exit(main())
