"""Every address of the house, asked for by every role, with texts in three languages."""

from copy import copy
from fnmatch import fnmatchcase

import pytest
from django.db import transaction

from tests.addresses import addresses, path_of
from tests.translators.people import ROLES, Office, client_of, furnished_office
from tests.translators.url_table import PUBLIC, TABLE

TAGS = ("de", "ar", "uk")
SKIPPED = {"wagtailadmin_error_test"}  # raises on purpose, for everybody who may see it
ACTING = (  # asked with POST too, and undone
    "desk:*", "wagtail_localize:*", "wagtailadmin_pages:edit", "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:delete", "wagtailadmin_pages:lock", "wagtailadmin_pages:unlock",
    "wagtailadmin_pages:copy", "wagtailadmin_pages:convert_alias", "wagtail_bulk_action",
    "wagtailadmin_pages:revisions_revert", "wagtailsnippets_home_topic:*",
)  # fmt: skip


def rows_for(name: str) -> list[tuple]:
    return [cells for pattern, cells in TABLE if fnmatchcase(name, pattern)]


def test_every_address_has_exactly_one_row():
    wrong = {a.name: len(rows_for(a.name)) for a in addresses() if len(rows_for(a.name)) != 1}
    assert wrong == {}


def test_no_row_is_about_an_address_that_does_not_exist():
    names = {address.name for address in addresses()}
    assert [p for p, _cells in TABLE if not any(fnmatchcase(name, p) for name in names)] == []


def test_an_address_nobody_declared_would_be_noticed():
    assert rows_for("somewhere:new") == []


def values(office: Office, name: str, tag: str) -> dict[str, object]:
    """What stands in the address, with an object in the language where it is about one."""
    page, other = office.pages[tag], office.others
    translation = office.translations.get(tag)
    snippet = office.topics[tag]
    if "contactpoint" in name:
        snippet = other["point"]
    if "person" in name:
        snippet = other["person"]
    area = next((key for part, key in (
        ("locales", "locale"), ("sites", "site"), ("users_users", "user"), ("groups", "group"),
        ("workflows:edit_task", "task"), ("disable_task", "task"), ("enable_task", "task"),
        ("workflows", "workflow"), ("collections", "collection"),
        ("images", "image"), ("docs", "document"),
    ) if part in name), None)  # fmt: skip
    pk = other[area].pk if area else snippet.pk if "snippet" in name else page.pk
    revision = snippet.latest_revision_id if "snippets_" in name else page.latest_revision_id
    segment = translation.source.stringsegment_set.first() if translation else None
    return {
        "page_id": page.pk, "parent_page_id": page.get_parent().pk, "page_to_move_id": page.pk,
        "page_pk": page.pk,
        "destination_id": page.get_parent().pk, "pk": pk, "object_id": page.pk,
        "translation_id": translation.pk if translation else 0,
        "translation_source_id": office.translations["ar"].source_id,
        "string_segment_id": segment.pk if segment else 0, "overridable_segment_id": 0, "mode": "x",
        "revision_id": revision, "revision_id_a": "earliest", "revision_id_b": "latest",
        "app_label": "home" if "snippet" in name else "pressreleases",
        "model_name": "topic" if "snippet" in name else "pressrelease",
        "app_name": "taggit", "content_type_app_name": "pressreleases",
        "content_type_model_name": "pressrelease",
        "image_id": other["image"].pk, "document_id": other["document"].pk,
        "doc_id": other["document"].pk,
        "filter_spec": "width-100", "uploaded_file_id": 0, "task_state_id": 0,
        "workflow_state_id": 0,
        "task_id": other["task"].pk, "workflow_pk": other["workflow"].pk, "session_id": 0,
        "collection_id": other["collection"].pk, "restriction_id": 0, "action_name": "approve",
        "action": "delete", "uidb64": "x", "token": "x", "path": "", "name": "x.png",
        "key": page.translation_key,
        "tag": "de",
    }  # fmt: skip


def outcome(response) -> str:
    """ "login", "-" refused, "+" passed on to the view."""
    location = response.headers.get("Location", "")
    if response.status_code == 302 and location.startswith("/admin/login/"):
        return "login"
    if response.status_code == 403 or (response.status_code == 302 and location == "/admin/"):
        return "-"
    return "+"


def wanted(cells, role: str) -> str:
    """Three signs, for German, Arabic, Ukrainian."""
    if role == "anonymous":
        return "login"
    signs = cells[ROLES.index(role) - 1]
    return signs if len(signs) == 3 else signs * 3


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_what_the_table_says(role):
    office = furnished_office()
    client = client_of(role)
    client.raise_request_exception = False
    wrong = []
    for address in addresses():
        (cells,) = rows_for(address.name)
        if address.path.startswith("/admin/failwhale") or address.name.startswith("outside:"):
            continue
        for number, tag in enumerate(TAGS):
            has_language = cells is not PUBLIC and len(cells[1]) == 3
            if number and not has_language:
                continue
            if "translation_id" in address.path and tag == "de":
                continue  # nothing is translated into German
            path = path_of(address, values(office, address.name, tag))
            for method in ["get"] + ["post"] * any(fnmatchcase(address.name, p) for p in ACTING):
                found = _ask(client, method, path)
                problem = _differs(found, method, cells, role, number)
                if problem:
                    wrong.append((address.name, tag, method, path, *problem))
    assert wrong == [], "\n".join(map(str, wrong))


def _ask(client, method: str, path: str):
    """The answer; whatever was done is undone, logging out included."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(
            path, {"next": "/admin/account/"} if method == "post" else None
        )
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def _differs(response, method: str, cells, role: str, number: int):
    """(wanted, found, status) where the answer is not the table's; None if it is."""
    found = outcome(response)
    if response.status_code >= 500 and method == "get":
        return "no error", found, response.status_code
    if response.status_code in (404, 405) and role != "translator":
        return None  # nothing there, nothing done
    if cells is PUBLIC:
        return None if found != "login" else ("public", found, response.status_code)
    sign = wanted(cells, role) if role == "anonymous" else wanted(cells, role)[number]
    if sign == "?" or found == sign:
        return None
    return sign, found, response.status_code
