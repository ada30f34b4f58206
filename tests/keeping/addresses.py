"""Every public address that can be found from the front page and the API, and what it answers."""

import hashlib
import re
from typing import Any

from django.conf import settings
from django.test import Client

from cms.api.routes import OPERATIONS
from locales.languages import public_languages
from tests.surfaces import targets

_FOUND = re.compile(r'"(/(?!/|static/|admin/|api/v1/docs)[^"\s<>#\\]*)|<loc>[a-z]+://[^/]+(/[^<]*)')
_BEGIN = ["/", "/sitemap.xml", "/robots.txt", "/embed/press-releases?locale=de"]


def public_answers(keys: list[Any]) -> dict[str, list[Any]]:
    """Status, ETag and a hash of the body, by address."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    ahead = [*_BEGIN, *_of_the_api(keys)]
    answers: dict[str, list[Any]] = {}
    while ahead:
        address = ahead.pop()
        if address in answers:
            continue
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        hashed = hashlib.sha256(body).hexdigest()
        answers[address] = [answer.status_code, answer.headers.get("ETag"), hashed]
        if b"\0" not in body:  # no picture
            text = body.decode(errors="replace").replace(settings.PUBLIC_BASE_URL, "")
            found = {first or second for first, second in _FOUND.findall(text)}
            ahead += [place.replace("&amp;", "&") for place in found]
    return answers


def _of_the_api(keys: list[Any]) -> list[str]:
    return [
        f"/api/v1{target}"
        for language in public_languages()
        for operation in OPERATIONS
        if operation.name != "docs"
        for target in targets(operation, keys, language.tag, ["Stadt"], [])
    ]
