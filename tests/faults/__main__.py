"""Plant each fault in a copy of the tree, run its test there, and say whether it turned red.

Exit 1 if any stays green, no longer fits the source, or if a test is red without a fault.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.table import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", "var", ".git", "__pycache__", ".pytest_cache", ".*_cache", "node_modules"
)
TIMEOUT_S = 300  # for the test of one fault
ALL_PASSED, SOME_FAILED = 0, 1  # pytest's exit codes


class Workshop:
    """A copy of the tree in which faults are planted and taken out again."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder / "tree"
        self.folder = folder
        shutil.copytree(ROOT, self.tree, ignore=LEFT_OUT)

    def run(self, *tests: str, fresh: bool = False) -> tuple[int, str]:
        """pytest's exit code, and what it printed."""
        database = self.folder / ("fresh.sqlite3" if fresh else "database.sqlite3")
        environment = {
            **os.environ,
            "PYTHONPATH": f"{self.tree}:{self.tree / 'site'}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "STATE_DIR": str(self.folder / "state"),
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "FAULTS_DATABASE": str(database),
        }
        options = ["-q", "-x", "-p", "no:cacheprovider", *(["--create-db"] if fresh else [])]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *options, *tests],
                cwd=self.tree,
                env=environment,
                capture_output=True,
                text=True,
                timeout=TIMEOUT_S * len(tests),
                check=False,
            )
        except subprocess.TimeoutExpired:
            return SOME_FAILED, "took too long"
        return done.returncode, done.stdout + done.stderr

    def plant(self, fault: Fault) -> str:
        """What became of the fault: ``red``, or why that is not so."""
        path = self.tree / fault.file
        source = path.read_text("utf-8")
        if source.count(fault.old) != 1:
            return f"does not fit: found {source.count(fault.old)} times"
        path.write_text(source.replace(fault.old, fault.new), "utf-8")
        try:
            code, said = self.run(fault.test, fresh=fault.migrates)
        finally:
            path.write_text(source, "utf-8")
        if code == SOME_FAILED and not re.search(
            r"SyntaxError|IndentationError|ModuleNotFoundError", said
        ):
            return "red"
        return (
            "GREEN" if code == ALL_PASSED else f"no test ran (pytest said {code})\n{said[-1500:]}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="this fault; may be given again"
    )
    parser.add_argument("--list", action="store_true", help="what there is, and run nothing")
    chosen = parser.parse_args()
    faults = [fault for fault in FAULTS if not chosen.only or fault.name in chosen.only]
    if chosen.list or not faults:
        for fault in FAULTS:
            say(f"{fault.name:28} {fault.stands_for}")
        return 0 if chosen.list else 2
    with tempfile.TemporaryDirectory(prefix="teilhabe-faults-") as folder:
        workshop = Workshop(Path(folder))
        code, said = workshop.run(*dict.fromkeys(fault.test for fault in faults))
        if code != ALL_PASSED:
            say(f"Without any fault these tests are not green:\n{said[-3000:]}")
            return 1
        return report(workshop, faults)


def report(workshop: Workshop, faults: list[Fault]) -> int:
    missed = 0
    for fault in faults:
        began = time.monotonic()
        outcome = workshop.plant(fault)
        missed += outcome != "red"
        say(f"{outcome:6} {fault.name:28} {time.monotonic() - began:4.0f} s  {fault.stands_for}")
        say(f"       {'':28}         {fault.test}")
    say(f"{len(faults) - missed} of {len(faults)} faults turned their test red.")
    return 1 if missed else 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
