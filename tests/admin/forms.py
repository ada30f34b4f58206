"""What a browser sends when somebody presses a button in the editor."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse


def fields_on(html: str) -> dict[str, Any]:
    """Every field of the editor's form as it stands on the page."""
    form = BeautifulSoup(html, "html.parser").select_one(
        "form[data-edit-form], #w-editor-form, #page-edit-form"
    )
    data: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in ("submit", "file"):
            continue
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = [option["value"] for option in field.select("option[selected]")]
            data[field["name"]] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        else:
            data[field["name"]] = field.text if field.name == "textarea" else field.get("value", "")
    return data


def press(client: Client, url: str, button: str, **changes: Any):
    """Open the editor, change fields, press a button such as ``action-publish``; the answer."""
    page = client.get(url)
    assert page.status_code == 200, page
    data = fields_on(page.content.decode()) | {"body-count": "0"} | changes
    if button:
        data[button] = data.get(button) or "1"
    return client.post(url, data)


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def messages_in(client: Client, response) -> str:
    """What the next page tells."""
    html = client.get(response["Location"]).content.decode()
    return " ".join(
        BeautifulSoup(html, "html.parser").select_one(".messages").get_text(" ").split()
    )
