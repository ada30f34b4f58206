"""Every page a reader can meet: the rows that accessibility and validity are checked on.

``test_gallery.py`` compares them with the product's own tables: a new type of page, address or
template without a row fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DatabaseError

ADDRESS_OF_PREVIEW = "/preview/"  # has no address of its own: the admin shows it in a frame


@dataclass(frozen=True)
class Shown:
    """One page; ``address`` takes the tag and the keys of the city's objects."""

    name: str
    address: Callable[[str, dict[str, UUID]], str]
    status: int = 200
    failure: type[Exception] | None = None  # what reading from the database raises
    tags: tuple[str, ...] = ("de", "ar", "de-simple")
    is_embed: bool = False
    is_preview: bool = False


def _page(name: str, path: str, status: int = 200, **more: Any) -> Shown:
    return Shown(name, lambda tag, keys: f"/{tag}{path}", status, **more)


def _embed(name: str, path: str, status: int = 200) -> Shown:
    def address(tag: str, keys: dict[str, UUID]) -> str:
        filled = path.format(**{key: str(value) for key, value in keys.items()})
        return f"/embed/{filled}{'&' if '?' in filled else '?'}locale={tag}"

    return Shown(name, address, status, is_embed=True)


ROWS = (
    _page("front page", "/"),
    _page("news", "/presse/"),
    _page("news of a topic", "/presse/?topic=teilhabe"),
    _page("no news of a topic", "/presse/?topic=nichts"),
    _page("release", "/presse/das-antidiskriminierungsberatungsstellenverzeichnis-ist-da/"),
    _page("page in German for all", "/beratung-finden/"),
    _page("page", "/beratung-finden/was-sie-mitbringen/"),
    _page("units", "/die-stabsstelle/"),
    _page("unit", "/die-stabsstelle/fachstelle-integration/"),
    _page("directory", "/wir-in-musterstadt/"),
    _page("directory, filtered", "/wir-in-musterstadt/?language=uk&district=nordstadt&topic="),
    _page("directory, nobody", "/wir-in-musterstadt/?language=uk&district=altstadt&q=nichts"),
    _page("organization", "/wir-in-musterstadt/verein-fuer-familien/"),
    _page("search", "/suche/"),
    _page("search with results", "/suche/?q=Stabsstelle"),
    _page("search without results", "/suche/?q=xyzzy"),
    _page("search for a letter", "/suche/?q=a"),
    _page("search for a sign", "/suche/?q=%22%3E"),
    _page("not found", "/gibt-es-nicht/", 404),
    _page("withdrawn", "/presse/mit-einem-fehler/", 410),
    _page("failing", "/", 500, failure=RuntimeError),
    _page("out of service", "/", 503, failure=DatabaseError),
    _embed("news in a frame", "press-releases"),
    _embed("headlines in a frame", "press-releases?compact=1&theme=dark"),
    _embed("no news in a frame", "press-releases?topic=nichts"),
    _embed("release in a frame", "{full}"),
    _embed("withdrawn in a frame", "{withdrawn}", 410),
    _embed("nothing in a frame", "00000000-0000-4000-8000-000000000000", 404),
    _embed("no address of a frame", "xyz", 404),
    _embed("frame with a mistake", "press-releases?limit=0", 422),
    Shown("preview", lambda tag, keys: ADDRESS_OF_PREVIEW, is_preview=True),
    Shown("documentation of the API", lambda tag, keys: "/api/v1/docs", tags=("de",)),
)
CASES = [(row, tag) for row in ROWS for tag in row.tags]
IDS = [f"{row.name}-{tag}" for row, tag in CASES]
