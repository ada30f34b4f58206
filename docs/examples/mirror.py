"""Keeps a copy of what the office publishes: its texts in the languages you name, nothing else.

    python mirror.py https://vielfalt.stadt.example.org ar uk de

Python's own library alone. Store `held` and `cursor` together, and call `follow` once a minute.
"""

import json
import sys
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

COLLECTIONS = {
    "press_release": "press-releases",
    "organization": "organizations",
    "unit": "units",
}  # all other types are "pages"


def get(address):
    """Status and JSON of an address."""
    request = Request(address, headers={"User-Agent": "mirror.py (you@portal.example.org)"})
    try:
        with urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


class Mirror:
    """`held`: whole objects by (id, language). Only real translations, no fallbacks."""

    def __init__(self, city, languages, get=get):
        self.api, self.languages, self.get = f"{city}/api/v1", languages, get
        self.begin()

    def begin(self):
        """Today's state. The cursor comes first: what happens meanwhile is told from there on."""
        self.cursor = self.get(f"{self.api}/changes?since=now")[1]["cursor"]
        self.held = {
            (item["id"], language): item
            for language in self.languages
            for collection in [*COLLECTIONS.values(), "pages"]
            for item in self.items(
                f"{self.api}/{collection}?locale={language}&fallback=false&expand=detail&limit=50"
            )
        }

    def items(self, address):
        """Every object of a list, page after page."""
        while address:
            _status, page = self.get(address)
            yield from page["items"]
            address = page["next"]

    def follow(self):
        """Apply what changed since. Of the lines about one text only the last one counts."""
        named = {}
        address = f"{self.api}/changes?since={self.cursor}&limit=500"
        while address:
            status, page = self.get(address)
            if status == 410:  # the cursor is too old, or the office restored a backup
                return self.begin()
            for change in page["items"]:
                if change["locale"] in self.languages:
                    named[change["id"], change["locale"]] = change
            self.cursor, address = page["cursor"], page["next"]
        for (key, language), change in named.items():
            collection = COLLECTIONS.get(change["type"], "pages")
            status, text = self.get(f"{self.api}/{collection}/{key}?locale={language}")
            if status == 200 and text["locale"] == language:
                self.held[key, language] = text
            else:  # withdrawn, expired, or no longer in this language
                self.held.pop((key, language), None)


if __name__ == "__main__":
    mirror = Mirror(sys.argv[1], sys.argv[2:])
    while True:
        print(f"{len(mirror.held)} texts, cursor {mirror.cursor}", flush=True)
        time.sleep(60)
        mirror.follow()
