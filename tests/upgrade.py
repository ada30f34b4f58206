"""Does a city come over from an earlier version? ``python -m tests.upgrade COMMIT``.

The demo city is loaded by the code of that commit into a database of its own (or the empty one that
DATABASE_URL names); this tree migrates, rebuilds and verifies it. Exit 1 unless all of it ends well
and each language has what it had.
"""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COUNT = (
    "from collections import Counter; from cms.editions.models import Edition; "
    "print('EDITIONS', sorted(Counter(Edition.objects.values_list('locale', flat=True)).items()))"
)


def main() -> int:
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="teilhabe-upgrade-") as folder:
        earlier = Path(folder) / "earlier"
        taken_out(sys.argv[1], earlier)
        os.environ["STATE_DIR"] = str(Path(folder) / "state")
        os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.dev"
        for tree in (earlier, ROOT):
            subprocess.run([sys.executable, "locales/compile_catalogues.py"], cwd=tree, check=True)
        manage(earlier, "migrate", "--verbosity=0")
        manage(earlier, "demo", "load")
        before = editions(earlier)
        manage(ROOT, "migrate", "--verbosity=0")
        manage(ROOT, "editions", "rebuild")
        manage(ROOT, "editions", "verify")
        after = editions(ROOT)
    sys.stdout.write(f"before: {before}\nafter:  {after}\n")
    return before != after


def taken_out(commit: str, folder: Path) -> None:
    """The files of a commit."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def manage(tree: Path, *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=tree, check=True)


def editions(tree: Path) -> str:
    """How many editions each language has."""
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "--command", COUNT],
        cwd=tree,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return said.partition("EDITIONS ")[2].strip()


if __name__ == "__main__":
    sys.exit(main())
