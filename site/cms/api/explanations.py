"""The addresses of the kinds of problems: what each means, for people and for programs."""

from dataclasses import dataclass

from django.utils.html import format_html

from cms.api.parameters import NoParameters, parse
from cms.api.problems import KINDS, Kind, type_address
from cms.api.results import Asked, Result, compact
from cms.editions.rendering import digest

FOLDER = "/problems/"
_PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>HTTP status {status}</p>
<p>{meaning}</p>
<p><a href="/api/v1/docs">The whole contract</a></p>
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Explanation:
    """What stands at the address of one kind."""

    kind: Kind

    def handler(self, asked: Asked) -> Result:
        """As a page for a browser, else as JSON; no query."""
        parse(NoParameters, asked.query)
        about = {"title": self.kind.title, "status": self.kind.status}
        if "text/html" in asked.accept.lower():
            page = format_html(_PAGE, **about, meaning=self.kind.meaning).encode()
            headers = {"Vary": "Accept", "Content-Language": "en"}
            return Result(page, digest(page), (), "", "text/html; charset=utf-8", headers)
        body = compact({"type": type_address(self.kind), **about, "detail": self.kind.meaning})
        return Result(body, digest(body), headers={"Vary": "Accept", "Content-Language": "en"})


def explanation_at(path: str) -> Explanation | None:
    """The explanation at a path below ``/api/v1``."""
    kind = KINDS.get(path.removeprefix(FOLDER)) if path.startswith(FOLDER) else None
    return Explanation(kind) if kind else None
