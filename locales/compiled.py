"""Whether the compiled catalogues are those of the texts beside them: each names its source.

A date would not tell: a release that is unpacked brings the dates at which it was made.
"""

import hashlib
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent / "catalogues"
COMMAND = f"python {Path(__file__).with_name('compile_catalogues.py')}"


def sources(catalogues: Path = CATALOGUES) -> list[Path]:
    return sorted(catalogues.glob("*/LC_MESSAGES/*.po"))


def digest(po_path: Path) -> str:
    return hashlib.sha256(po_path.read_bytes()).hexdigest()


def is_fresh(po_path: Path) -> bool:
    """The compiled catalogue carries the digest of the file that it was made from."""
    mo_path = po_path.with_suffix(".mo")
    return mo_path.exists() and digest(po_path).encode() in mo_path.read_bytes()


def stale(catalogues: Path = CATALOGUES) -> list[str]:
    """Languages whose texts are not compiled, or were before they changed. Some milliseconds."""
    return [path.parent.parent.name for path in sources(catalogues) if not is_fresh(path)]
