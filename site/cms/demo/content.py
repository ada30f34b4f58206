"""The demo city's texts, read from TOML; the format is described in ``content/README.md``."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

CONTENT = Path(__file__).resolve().parent / "content"
IMAGES = CONTENT / "images"
LEAFLETS = CONTENT / "leaflets"
NAMESPACE = UUID("5a0f2f0e-6c53-4a55-9f0a-0d7d1c8f3b11")


@dataclass(frozen=True)
class Entry:
    """One object of the demo city: neutral values, German text, translations by tag."""

    folder: str
    slug: str
    meta: dict[str, Any]
    texts: dict[str, dict[str, Any]]

    @property
    def key(self) -> UUID:
        return key_of(self.folder, self.slug)

    @property
    def german(self) -> dict[str, Any]:
        return self.texts["de"]

    @property
    def translations(self) -> dict[str, dict[str, Any]]:
        return {tag: text for tag, text in self.texts.items() if tag != "de"}


def key_of(folder: str, slug: str) -> UUID:
    """The translation key an object of the demo city always has."""
    return uuid5(NAMESPACE, f"{folder}/{slug}")


@cache
def entries(folder: str) -> tuple[Entry, ...]:
    """All objects of a folder, by slug."""
    return tuple(_entry(path) for path in sorted((CONTENT / folder).iterdir()) if path.is_dir())


def _entry(path: Path) -> Entry:
    files = {
        file.stem: tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
        for file in sorted(path.glob("*.toml"))
    }
    meta = files.pop("meta", {})
    return Entry(path.parent.name, path.name, meta, files or {"de": {}})
