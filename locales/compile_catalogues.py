"""Compile ``locales/catalogues/*/LC_MESSAGES/django.po`` without gettext's own tools.

``make run`` needs nothing but Python; every language of the table needs a compiled catalogue, if
only an empty one, or Django does not offer it. Run as a script, before Django starts.
"""

import sys
from pathlib import Path

import polib

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from locales.compiled import digest, is_fresh, sources


def compile_all() -> int:
    """Number of catalogues compiled; up-to-date ones are left alone."""
    todo = [path for path in sources() if not is_fresh(path)]
    for path in todo:
        catalogue = polib.pofile(str(path))
        catalogue.metadata["X-Source-SHA256"] = digest(path)
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(todo)


if __name__ == "__main__":
    sys.stdout.write(f"catalogues compiled: {compile_all()}\n")
