"""A partner's copy, kept by what ``docs/partners.md`` says and nothing else.

It begins from today's state (cursor first, then the lists), then asks only for what the lines of
the journal name. ``held`` is what it would print: the answers' bytes by (id, language).
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from cms.api.read import Answer, read

COLLECTIONS = ("press-releases", "organizations", "units", "pages")
_COLLECTION_OF = {
    "press_release": "press-releases",
    "organization": "organizations",
    "unit": "units",
}


def ask(path: str, query: str) -> Answer:
    return read("GET", path, query, {}, datetime.now(UTC))


class Mirror:
    """The real texts in every language of ``tags``, or those of one language with fallbacks.

    ``chain`` are the languages a partner with fallbacks follows: the one offered comes first.
    """

    def __init__(
        self,
        tags: tuple[str, ...] = (),
        *,
        chain: tuple[str, ...] = (),
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        self.followed = frozenset(tags or chain)
        self.offered = chain[0] if chain else ""
        self.begin(meanwhile)

    def begin(self, meanwhile: Callable[[], None] | None = None) -> None:
        """Today's state: the cursor first, so that nothing that happens ``meanwhile`` is missed.

        That is called after each page of the lists, which are then short ones.
        """
        self.cursor: str = json.loads(ask("/changes", "since=now").body)["cursor"]
        self.held = self.full_dump(meanwhile)

    def follow(self) -> None:
        """Apply what changed since. The last line of each text counts: it is fetched once."""
        named: dict[tuple[str, str], str] = {}
        query = f"since={self.cursor}&limit=500"
        while query:
            answer = ask("/changes", query)
            if answer.status == 410:
                self.begin()
                return
            assert answer.status == 200, answer.body
            said = json.loads(answer.body)
            for change in said["items"]:
                if change["locale"] in self.followed:
                    named[change["id"], self.offered or change["locale"]] = change["type"]
            self.cursor = said["cursor"]
            query = (said["next"] or "").partition("?")[2]
        for (key, tag), type_name in named.items():
            self._fetch(key, tag, type_name)

    def _fetch(self, key: str, tag: str, type_name: str) -> None:
        answer = ask(f"/{_COLLECTION_OF.get(type_name, 'pages')}/{key}", f"locale={tag}")
        is_kept = answer.status == 200 and (
            self.offered or not json.loads(answer.body)["is_fallback"]
        )
        if is_kept:
            self.held[key, tag] = answer.body
        else:
            self.held.pop((key, tag), None)

    def full_dump(
        self, meanwhile: Callable[[], None] | None = None
    ) -> dict[tuple[str, str], bytes]:
        """What a mirror holds that begins now."""
        limit = 50 if meanwhile is None else 2
        fallback = "true" if self.offered else "false"
        return {
            (json.loads(item)["id"], tag): item
            for tag in ([self.offered] if self.offered else sorted(self.followed))
            for collection in COLLECTIONS
            for item in _items(
                f"/{collection}",
                f"locale={tag}&limit={limit}&expand=detail&fallback={fallback}",
                meanwhile or (lambda: None),
            )
        }


def _items(path: str, query: str, meanwhile: Callable[[], None]) -> Iterator[bytes]:
    """The items of a list as they were sent, page after page."""
    while query:
        answer = ask(path, query)
        text = answer.body.decode()
        position = text.index("[") + 1
        while text[position] != "]":
            position += text[position] == ","
            _item, end = json.JSONDecoder().raw_decode(text, position)
            yield text[position:end].encode()
            position = end
        following: Any = json.loads(text)["next"]
        query = (following or "").partition("?")[2]
        meanwhile()
