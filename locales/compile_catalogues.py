"""Compile ``locales/catalogues/*/LC_MESSAGES/django.po`` without gettext's own tools.

``make run`` needs nothing but Python; every language of the table needs a compiled catalogue, if
only an empty one, or Django does not offer it. Run as a script, before Django starts.
"""

import sys
from pathlib import Path

import polib

CATALOGUES = Path(__file__).resolve().parent / "catalogues"


def compile_all() -> int:
    """Number of catalogues compiled; up-to-date ones are left alone."""
    compiled = 0
    for po_path in sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po")):
        mo_path = po_path.with_suffix(".mo")
        if mo_path.exists() and mo_path.stat().st_mtime >= po_path.stat().st_mtime:
            continue
        polib.pofile(str(po_path)).save_as_mofile(str(mo_path))
        compiled += 1
    return compiled


if __name__ == "__main__":
    sys.stdout.write(f"catalogues compiled: {compile_all()}\n")
