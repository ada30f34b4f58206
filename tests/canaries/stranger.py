"""A stranger without log-in who asks for everything: every address, method and language.

The addresses come from the tables the site itself uses (URLconf, operations and their parameters,
sitemap, what answers link to, the public store), so that a new one is asked for, or missed loudly.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.storage import storages
from django.test import Client
from django.urls import Resolver404, resolve

from cms.api.cursors import encode_cursor, encode_place
from cms.api.openapi import document
from cms.api.routes import OPERATIONS, Operation
from cms.editions.types import BY_NAME
from locales.languages import public_languages
from tests.addresses import addresses, path_of
from tests.canaries.words import STEM, Asked
from tests.surfaces import targets

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
TAGS = [language.tag for language in public_languages()]
CANARY = re.compile(rf"{STEM}\d\d[a-zäöüß_]+")
NEVER = UUID("00000000-0000-4000-8000-000000000000")
_LINKS = re.compile(
    r"""(?:href|src|action)="(?:https?://[^/"]+)?(/[^"#]*)"|"next":"(?:https?://[^/"]+)?(/[^"]*)\""""
)
_RANDOM = re.compile(
    rb'((?:csrftoken=|csrfmiddlewaretoken" value="|"CSRF_TOKEN": "))\w{32,64}', re.IGNORECASE
)
_IN_ADDRESSES = {  # of the admin; what is not named here is the page nobody may see
    "app_label": "pressreleases", "model_name": "pressrelease", "app_name": "taggit",
    "content_type_app_name": "pressreleases", "content_type_model_name": "pressrelease",
    "filter_spec": "width-100", "action_name": "approve", "action": "delete", "mode": "x",
    "revision_id_a": "earliest", "revision_id_b": "latest", "uidb64": "x", "token": "x",
    "path": "", "name": "x.png", "key": NEVER, "tag": "de",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What is remembered of an answer: its bytes would fill the memory."""

    digest: str
    canaries: frozenset[str]

    @classmethod
    def of(cls, said: bytes) -> "Answer":
        found = CANARY.findall(said.decode("utf-8", "replace").casefold())
        return cls(sha256(said).hexdigest(), frozenset(found))


class Stranger:
    """What was asked and what came back, by surface, method, language and address."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.client = Client()
        self.answers: dict[tuple[str, str, str, str], Answer] = {}
        self.links: set[str] = set()
        self.seen: set[str] = set()
        self.routes: set[str] = set()
        self.parameters: set[tuple[str, str]] = set()

    def ask_for_everything(self) -> "Stranger":
        for operation in OPERATIONS:
            for tag in TAGS:
                for name, target in self._of_operation(operation, tag):
                    self.parameters.add((operation.path, name))
                    self.ask(f"api {operation.name} {name}".strip(), f"/api/v1{target}")
            self.ask(f"api {operation.name}", f"/api/v1{self._plain(operation)}", TAGS)
        self._ask_reader()
        self._ask_for_files()
        self._ask_admin()
        self._follow_links()
        return self

    def ask(self, surface: str, target: str, languages=("",), methods=METHODS) -> None:
        """With every method, in every language of ``Accept-Language`` given."""
        self.seen.add(target)
        for language in languages:
            headers = {"accept-language": language} if language else {}
            for method in methods:
                response = self.client.generic(method, target, headers=headers)
                said = everything_in(response)
                self.answers[surface, method, language, target] = Answer.of(said)
                if method == "GET" and surface not in ("admin", "api docs"):
                    self.links |= links_in(said)
        if surface != "static":  # answered before the URLconf
            with suppress(Resolver404):
                self.routes.add(resolve(target.partition("?")[0]).route)

    def told(self, surface: str) -> set[str]:
        """Every canary that came back from a surface when it was asked with GET."""
        return {
            canary
            for (asked, method, *_), said in self.answers.items()
            if (asked, method) == (surface, "GET")
            for canary in said.canaries
        }

    # --- The API --------------------------------------------------------------------------------

    def _plain(self, operation: Operation) -> str:
        needed = {"/search": f"?q={STEM}", "/resolve": "?path=/presse/"}.get(operation.path, "")
        return operation.path.replace("{key}", str((self.asked.keys or [NEVER])[0])) + needed

    def _of_operation(self, operation: Operation, tag: str) -> Iterator[tuple[str, str]]:
        """Pairs of the parameter that is tried ("" for none of its own) and address."""
        paths = [*self.asked.paths, *(f"/{tag}{path}" for path in self.asked.paths)]
        for target in targets(operation, [*self.asked.keys, NEVER], tag, [STEM], paths):
            yield "", target
        for name in declared_parameters(operation):
            for value in self._values(name, operation, tag):
                base = f"{self._plain(operation)}{'&' if '?' in self._plain(operation) else '?'}"
                further = "" if name == "locale" else f"&locale={tag}" * operation_takes(operation)
                further += "&near=49.97,8.06" * (name == "radius_km")
                if f"?{name}=" in base:  # the parameter it cannot do without
                    base, value = f"{operation.path}?", str(value)
                yield name, f"{base}{name}={value}{further}"

    def _values(self, name: str, operation: Operation, tag: str) -> list[Any]:
        """What to try for a parameter. KeyError: a new one, to be declared here."""
        fields = "title,path,url,image,body_html,breadcrumbs,topics,translations"
        values: dict[str, list[Any]] = {
            "locale": [tag], "limit": [1], "q": [STEM], "fallback": ["false"],
            "fields": [fields], "expand": ["detail"], "order": ["published_at"],
            "topic": self.asked.slugs or ["integration"], "unit": self.asked.keys[:3] or [NEVER],
            "published_after": ["2020-01-01T00:00:00Z"],
            "published_before": ["2999-01-01T00:00:00Z"],
            "language": ["de"], "target_group": ["everyone"], "district": ["nordstadt"],
            "self_organization": ["false"], "near": ["49.97,8.06"], "radius_km": [100],
            "type": sorted(BY_NAME), "path": ["/"], "since": ["now", encode_place(0, "")],
        }  # fmt: skip
        return values[name] if name != "cursor" else self._cursors(operation, tag)

    def _cursors(self, operation: Operation, tag: str) -> list[str]:
        """Where the list goes on after each of its first objects."""
        base = self._plain(operation)
        target = f"/api/v1{base}{'&' if '?' in base else '?'}locale={tag}&limit=1"
        found = []
        while target and len(found) < 3:
            target = json.loads(self.client.get(target).content)["next"] or ""
            found += re.findall(r"cursor=([^&]+)", target)
        return (
            found
            or [encode_cursor("2999-01-01T00:00:00+00:00", str(NEVER))][
                : operation.path != "/search"
            ]
        )

    # --- The reader's site ----------------------------------------------------------------------

    def _ask_reader(self) -> None:
        for tag in TAGS:
            self.ask("reader", f"/{tag}")
            self.ask("reader home", f"/{tag}/")
            self.ask("reader search", f"/{tag}/suche/?q={STEM}")
            for path in self.asked.paths:
                self.ask("reader", f"/{tag}{path}")
            for slug in self.asked.slugs:
                self.ask("reader", f"/{tag}/presse/?topic={slug}")
            self.ask(
                "reader", f"/{tag}/wir-in-musterstadt/?q={STEM}&district=nordstadt&language=de"
            )
            self.ask("embed list", f"/embed/press-releases?locale={tag}&limit=10")
            for key in [*self.asked.keys, NEVER]:
                self.ask("embed single", f"/embed/{key}?locale={tag}")
        for path in self.asked.paths:
            self.ask("reader", f"/DE{path}")
            self.ask("reader", f"/de{path.upper()}")
        self.ask("entrance", "/", TAGS)
        self.ask("embed list", "/embed/press-releases", TAGS)
        self.ask("robots", "/robots.txt", TAGS)
        self.ask("security.txt", "/.well-known/security.txt", TAGS)
        self.ask("sitemap", "/sitemap.xml", TAGS)

    def _ask_for_files(self) -> None:
        """Every file of the public store, by name; and every secret one by the names it has."""
        for name in [*self.asked.files, *names_in(storages["public"])]:
            surface = "media" if "/" not in name else "private file"
            self.ask(surface, f"/media/{name}" if surface == "media" else f"/admin/media/{name}")
        for name in names_in(storages["public"]):
            with storages["public"].open(name) as file:
                self.answers["public store", "GET", "", name] = Answer.of(
                    name.encode() + file.read()
                )
        for name in ("reader/reader.css", "reader/embed.css", "home/favicon.svg"):
            self.ask("static", f"/static/{name}")

    # --- Behind the log-in ----------------------------------------------------------------------

    def _ask_admin(self) -> None:
        """Every address of the URLconf that is left, with the ids of what nobody may see."""
        for address in addresses():
            if address.route not in self.routes:
                given = Otherwise(self.asked.pk, _IN_ADDRESSES)
                surface = "admin" if address.path.startswith("/admin/") else "probe"
                self.ask(surface, path_of(address, given))

    def _follow_links(self) -> None:
        """What any answer leads to and nobody has asked for yet, until nothing new is found."""
        while new := sorted(self.links - self.seen):
            for target in new:
                self.ask(
                    "static" if target.startswith("/static/") else "link", target, ("",), ("GET",)
                )


class Otherwise(dict):
    """Values of an address's groups; one for all that are not named."""

    def __init__(self, value: Any, named: dict[str, Any]) -> None:
        super().__init__(named)
        self.value = value

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key, self.value)

    def __missing__(self, key: Any) -> Any:
        return self.value


@cache
def declared_parameters(operation: Operation) -> list[str]:
    """The query parameters the contract declares for an operation."""
    contract = document(OPERATIONS)
    shared = contract["components"]["parameters"]
    found = (
        shared[entry["$ref"].rpartition("/")[2]] if "$ref" in entry else entry
        for entry in contract["paths"][f"/api/v1{operation.path}".rstrip("/")]["get"].get(
            "parameters", ()
        )
    )
    return [entry["name"] for entry in found if entry["in"] == "query"]


def operation_takes(operation: Operation) -> bool:
    return "locale" in operation.parameters.model_fields


def names_in(storage: Any, folder: str = "") -> list[str]:
    folders, files = storage.listdir(folder)
    inside = [name for sub in folders for name in names_in(storage, f"{folder}{sub}/")]
    return [*inside, *(f"{folder}{name}" for name in sorted(files))]


def links_in(said: bytes) -> set[str]:
    """Addresses of this house that an answer leads to."""
    return {
        (link or following).replace("&amp;", "&")
        for link, following in _LINKS.findall(said.decode("utf-8", "replace"))
    }


def everything_in(response: Any) -> bytes:
    """Status, headers, cookies and body of an answer as bytes, but for what is made at random."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = sorted((n, value) for n, value in response.headers.items() if n != "X-Request-ID")
    said = f"{response.status_code} {headers} {response.cookies}\n".encode() + body
    return _RANDOM.sub(rb"\1", said)
