"""Every address of the admin, with every method, asked for by every role, with texts in three
languages. What strangers may read is walked by the canary crawl.
"""

from copy import copy
from dataclasses import replace

import pytest
from django.db import transaction

from locales.desk.rules import RULES
from tests.addresses import Address, addresses, path_of
from tests.translators.people import ROLES, Office, client_of, furnished_office
from tests.translators.url_table import PUBLIC, TABLE

TAGS = ("de", "ar", "uk")
METHODS = ("get", "post")
OTHER_METHODS = ("put", "patch", "delete")


def in_the_admin() -> list[Address]:
    """Each with a name of its own: the second address of a name is called "name#2"."""
    found: dict[str, Address] = {}
    for address in addresses():
        if not address.name.startswith("outside:"):
            name = f"{address.name}#2" if address.name in found else address.name
            assert name not in found
            found[name] = replace(address, name=name)
    return list(found.values())


def test_every_address_has_a_row_of_its_own():
    assert {address.name for address in in_the_admin()} - TABLE.keys() == set()


def test_no_row_is_about_an_address_that_does_not_exist():
    assert TABLE.keys() - {address.name for address in in_the_admin()} == set()


def test_no_name_stands_for_several_addresses():
    # Wagtail's own answer to unknown addresses is called after its pattern.
    names = {*TABLE, *RULES} - {"admin:admin/.*/"}
    assert [name for name in names if set("*?[") & set(name)] == []


def _model_of(name: str) -> tuple[str, str]:
    if "bulk" in name:
        return "wagtailcore", "page"
    return ("home", "topic") if "snippet" in name else ("pressreleases", "pressrelease")


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
        "page_pk": page.pk, "user_id": other["user"].pk,
        "destination_id": page.get_parent().pk, "pk": pk, "object_id": page.pk,
        "translation_id": translation.pk if translation else 0,
        "translation_source_id": office.translations["ar"].source_id,
        "string_segment_id": segment.pk if segment else 0, "overridable_segment_id": 0, "mode": "x",
        "revision_id": revision, "revision_id_a": "earliest", "revision_id_b": "latest",
        "app_label": _model_of(name)[0],
        "model_name": _model_of(name)[1],
        "app_name": "taggit", "content_type_app_name": "pressreleases",
        "content_type_model_name": "pressrelease",
        "image_id": other["image"].pk, "document_id": other["document"].pk,
        "doc_id": other["document"].pk,
        "filter_spec": "width-100", "uploaded_file_id": 0, "task_state_id": 0,
        "workflow_state_id": 0,
        "task_id": other["task"].pk, "workflow_pk": other["workflow"].pk, "session_id": 0,
        "collection_id": other["collection"].pk, "restriction_id": 0, "action_name": "approve",
        "action": "delete", "uidb64": "x", "token": "x", "path": "",
        "name": other["image"].file.name,
        "document_name": other["document"].filename,
        "key": page.translation_key,
        "tag": "de",
    }  # fmt: skip


def outcome(response) -> str:
    """One sign of the table, see there; "login" where the answer is to log in."""
    location = response.headers.get("Location", "")
    if response.status_code == 302 and location.startswith("/admin/login/"):
        return "login"
    if response.status_code == 403 or (response.status_code == 302 and location == "/admin/"):
        return "-"
    if response.status_code >= 500:
        return "!"
    return {404: "0", 405: "/"}.get(response.status_code, "+")


def wanted(name: str, method: str, role: str, number: int) -> str:
    """The sign of the table for the language with this number among TAGS."""
    cells = TABLE[name]
    if cells == (PUBLIC,):
        return "public"
    if role == "anonymous":
        return "login"
    signs = cells[METHODS.index(method)].split()[ROLES.index(role) - 1]
    return signs[number if len(signs) == len(TAGS) else 0]


def asked(client, method: str, path: str) -> str:
    """The sign of the answer; whatever was done is undone, logging out included."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(
            path, {"next": "/admin/account/"} if method == "post" else None
        )
        transaction.set_rollback(True)
    client.cookies = cookies
    return outcome(response)


def questions(office: Office):
    """(name, path, number of the language) for every address; once where it has no language."""
    for address in in_the_admin():
        has_language = any(len(signs) in (3, 4) for signs in " ".join(TABLE[address.name]).split())
        for number, tag in enumerate(TAGS):
            if "translation_id" in address.path and tag == "de":
                continue  # nothing is translated into German
            if number == 0 or has_language:
                yield address.name, path_of(address, values(office, address.name, tag)), number


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_what_the_table_says(role):
    office = furnished_office()
    client = client_of(role)
    client.raise_request_exception = False
    wrong = []
    for name, path, number in questions(office):
        for method in METHODS:
            sign = wanted(name, method, role, number)
            found = asked(client, method, path)
            if found == "!" or (found == "login" if sign == "public" else found != sign):
                wrong.append((name, TAGS[number], method, path, f"wanted {sign}", f"found {found}"))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "editor", "translator"])
def test_no_other_method_opens_what_get_and_post_do_not(role):
    office = furnished_office()
    client = client_of(role)
    client.raise_request_exception = False
    wrong = []
    for name, path, number in questions(office):
        signs = {wanted(name, method, role, number) for method in METHODS}
        if signs & {"+", "public"} or not signs & {"-", "login"}:
            continue
        found = {method: asked(client, method, path) for method in OTHER_METHODS}
        if {"+", "!"} & set(found.values()):
            wrong.append((name, TAGS[number], found))
    assert wrong == [], "\n".join(map(str, wrong))
