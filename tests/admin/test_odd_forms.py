"""Forms that no browser of ours sends: rows without their number, numbers that are none.

Streams and rows of a form come with fields that count and order them. Whatever stands there, or
does not, the answer is a sentence and never a server error.
"""

import os
import random
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.db import transaction

from home.models import ContentPage
from pressreleases.models import PressRelease
from tests import office
from tests.addresses import path_of
from tests.admin.forms import edit_url, fields_on
from tests.translators.people import client_of, furnished_office
from tests.translators.test_role_url_matrix import in_the_admin, values

pytestmark = pytest.mark.django_db
COUNTS = re.compile(
    r".*-(count|order|ORDER|deleted|DELETE|type|id|TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS"
    r"|MAX_NUM_FORMS)"
)
TRIED = int(os.environ.get("ODD_FORMS", "3"))
ODD = ("", "x", "-1", "1.5", "٣", "9" * 20, "999999", "0", "\x00", "[]", '{"blocks": 5}', "null")


def forms_with_rows(client) -> Iterator[tuple[str, dict]]:
    """Address and fields of each form of the admin that has rows."""
    house = furnished_office()
    seen = set()
    for address in in_the_admin():
        path = path_of(address, values(house, address.name, "de"))
        answer = client.get(path)
        if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
            continue
        for form in BeautifulSoup(answer.content, "html.parser").select("form"):
            fields = _fields(form)
            kind = frozenset(name for name in fields if COUNTS.fullmatch(name))
            if form.get("method", "").lower() == "post" and kind and (kind not in seen):
                seen.add(kind)
                yield form.get("action") or path, fields


def _fields(form) -> dict:
    return {
        field["name"]: field.get("value", "") if field.name == "input" else field.text
        for field in form.select("input[name], textarea[name]")
        if field.get("type") not in ("submit", "file")
    }


def changes(fields: dict) -> Iterator[tuple[str, dict]]:
    names = [name for name in fields if COUNTS.fullmatch(name) or "-value" in name]
    for name in names:
        yield f"without {name}", {key: fields[key] for key in fields if key != name}
    yield "without any", {key: value for key, value in fields.items() if key not in names}
    for odd in ODD:
        yield f"all {odd!r}", fields | dict.fromkeys(names, odd)
        for name in names:
            yield f"{name}={odd!r}", fields | {name: odd}


def server_errors(client, path: str, fields: dict, besides: dict | None = None) -> list[str]:
    """A sample: each form is asked with a few of its changes."""
    client.raise_request_exception = False
    found = []
    all_changes = list(changes(fields))
    for what, data in random.Random(path).sample(all_changes, min(TRIED, len(all_changes))):
        with transaction.atomic():
            answer = client.post(path, {**(besides or {}), **data})
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            found.append(f"{path}: {what}: {answer.status_code}")
    return found


def test_no_form_with_rows_falls_over_their_numbers():
    client = client_of("admin")
    found, forms = [], 0
    for path, fields in list(forms_with_rows(client)):
        forms += 1
        found += server_errors(client, path, fields)
    assert found == []
    assert forms > 3


def streams(page) -> Iterator[tuple[str, dict]]:
    """Each block of each stream of a page, as a form sends it, without what it is about."""
    for field in page._meta.get_fields():
        block = getattr(field, "stream_block", None)
        if block is None:
            continue
        for name, child in block.child_blocks.items():
            one = {
                "count": "1", "0-type": name, "0-order": "0", "0-deleted": "", "0-id": "",
                "0-value": "", **dict(_inside(child, "0-value")),
            }  # fmt: skip
            yield name, {f"{field.name}-{key}": value for key, value in one.items()}


def _inside(block, prefix: str) -> Iterator[tuple[str, str]]:
    for name, child in getattr(block, "child_blocks", {}).items():
        yield f"{prefix}-{name}", ""
        yield from _inside(child, f"{prefix}-{name}")
    if (item := getattr(block, "child_block", None)) is not None:
        rows = {"count": "1", "0-deleted": "", "0-order": "0", "0-id": "", "0-value": ""}
        yield from ((f"{prefix}-{key}", value) for key, value in rows.items())
        yield from _inside(item, f"{prefix}-0-value")


@pytest.mark.parametrize("model", [PressRelease, ContentPage])
def test_no_editor_falls_over_the_numbers_of_its_blocks(model):
    furnished_office()
    office.add_page("Eine Seite")
    page = model.objects.filter(locale__language_code="de").first()
    client = client_of("admin")
    url = edit_url(page)
    fields = fields_on(client.get(url).content.decode())
    found = []
    for name, stream in streams(page):
        found += [f"{name}: {error}" for error in server_errors(client, url, stream, fields)]
    assert found == []
