"""What people who are logged in may send by mistake or on purpose: never a server error."""

import pytest
from django.db import transaction

from tests.addresses import path_of
from tests.translators.people import client_of, furnished_office
from tests.translators.test_role_url_matrix import in_the_admin, values

pytestmark = pytest.mark.django_db
BIG = "9" * 20
QUERIES = (
    "p=0&q=%00",
    f"p={BIG}&offset=9223372036854775808&limit=-1",
    "p=-1&q=%EF%BF%BD%F0%9F%98%80'\"%5C%25_&ordering=nothing,,-&locale=xx&export=xml&layout=x"
    "&content_type=x&user=x&action=x&timestamp_after=x&hostname=x&status=x&tag=x",
    "id=x&child_of=x&collection_id=x&mode=x&in_preview_panel=x&fields=*,-,((&type=x.y,z",
    f"id={BIG}&child_of={BIG}&next=%5C%5Celsewhere.example.org&page_type=a.b&for_explorer=x&root=x",
    "content_type=a.b&allowed_extensions=/&show_in_menus=9&type=wagtailcore.Page&search=(((%26|!",
)
ODD_KEYS = ("x", BIG, "-1", "0", "%00", "..", "a" * 300)
FILES = ("%00", "a" * 300, "original_images/x.jpg/y", "..", "%2e%2e%2fx", "x/", "%ff")


def asked(client, path: str, method: str = "get", data=None) -> int:
    with transaction.atomic():
        status = getattr(client, method)(path, data).status_code
        transaction.set_rollback(True)
    return status


def answers(client, paths) -> list[tuple[str, int]]:
    """Those of ``paths`` that a server error answers."""
    client.raise_request_exception = False
    return [(path, status) for path in paths if (status := asked(client, path)) >= 500]


@pytest.mark.parametrize("query", QUERIES)
def test_no_list_or_form_falls_over_its_query(query):
    office = furnished_office()
    paths = [path_of(address, values(office, address.name, "de")) for address in in_the_admin()]
    asking = [f"{path}{'&' if '?' in path else '?'}{query}" for path in paths]
    assert answers(client_of("admin"), asking) == []


def test_no_address_falls_over_a_key_that_is_none():
    paths = {
        path_of(
            address, dict.fromkeys(_groups(address), key) | {"document_id": key, "page_id": key}
        )
        for address in in_the_admin()
        if "<" in address.path
        for key in ODD_KEYS
    }
    furnished_office()
    assert answers(client_of("admin"), sorted(paths)) == []


def _groups(address) -> list[str]:
    return [part.split(">")[0].split(":")[-1] for part in address.path.split("<")[1:]]


@pytest.mark.parametrize("name", FILES)
def test_no_name_of_a_file_is_a_server_error(name):
    furnished_office()
    assert answers(client_of("editor"), [f"/admin/media/{name}"]) == []


@pytest.mark.parametrize(
    "data", [{}, {"next": "/admin/"}, {"action-publish": "x", "title": "\x00"}]
)
def test_a_form_without_its_fields_is_a_bad_request(data):
    office = furnished_office()
    client = client_of("admin")
    client.raise_request_exception = False
    wrong = []
    for address in in_the_admin():
        path = path_of(address, values(office, address.name, "de"))
        if (status := asked(client, path, "post", data)) >= 500:
            wrong.append((address.name, status))
    assert wrong == []
