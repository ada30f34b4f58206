"""Every address of the house: the URLconf walked to its leaves, and addresses made from it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, URLResolver


@dataclass(frozen=True)
class Address:
    """One leaf of the URLconf; ``route`` is what a match calls itself."""

    name: str
    path: str  # with <converter:name> and (?P<name>…) groups
    route: str


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", "", ""))


def _walk(resolver, namespace: str, prefix: str, route: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = prefix + _plain(pattern.pattern)
        text = str(pattern.pattern)
        way = route + (text.removeprefix("^") if route else text)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, here, way)
        else:
            yield Address(_name(namespace, pattern.name, here), "/" + here, way)


def _plain(pattern) -> str:
    text = str(pattern)
    return (
        text.strip("^$").replace(r"\Z", "")
        if isinstance(pattern, RegexPattern)
        else text.strip("^")
    )


def _name(namespace: str, name: str | None, path: str) -> str:
    if not path.startswith("admin/"):
        return f"outside:{path}"
    return namespace + name if name and name != "wagtailadmin_error_test" else f"admin:{path}"


def path_of(address: Address, given: Mapping[str, object]) -> str:
    """An address with values in the place of its groups."""
    path = address.path
    for name in re.findall(r"<(?:\w+:)?(\w+)>", path):
        path = re.sub(rf"\(\?P<{name}>[^()]*\)|<(?:\w+:)?{name}>", str(given.get(name, "x")), path)
    path = path.replace(
        r"(\d+)/(.*)", f"{given['document_id']}/{given.get('document_name', 'blatt.txt')}"
    ).replace(r"\.\.\.", "...")
    path = path.replace(".*", "nichts").rstrip("$")
    if "/bulk/" in path:
        path += f"?id={given['page_id']}"
    return path
