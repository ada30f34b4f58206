"""What an upload lacks is told before the file is sent, and the file stays chosen."""

import pytest
from django.urls import reverse

from home.media import OfficeDocument, OfficeImage
from tests.admin import pictures

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
REQUIRED = "Dieses Feld ist erforderlich."


def choose(page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("input[type=file][data-missing]", file)


def told(page) -> list[str]:
    sentences = "found => found.map(one => one.textContent.trim())"
    return page.eval_on_selector_all("[data-field] .error-message", sentences)


def test_all_that_is_missing_is_told_at_once_and_the_file_stays(in_browser, editors_admin):
    def steps(page):
        sent = []
        page.on("request", lambda request: sent.append(request.method))
        page.goto(reverse("wagtailimages:add"))
        choose(page, "fest.jpg", pictures.bytes_of())
        page.fill("#id_title", "Fest der Kulturen")
        sent.clear()
        page.get_by_role("button", name="Hochladen").click()
        before = (
            told(page),
            list(sent),
            page.eval_on_selector("#id_file", "at => at.files.length"),
        )
        page.fill("#id_credit", "Foto: Rana")
        page.select_option("#id_license", "CC-BY-4.0")
        page.get_by_role("button", name="Hochladen").click()
        page.wait_for_selector(".messages .success")
        return before

    assert in_browser(steps, by=editors_admin) == ([REQUIRED, REQUIRED], [], 1)
    assert OfficeImage.objects.get().credit == "Foto: Rana"


def test_a_file_of_another_kind_is_told_before_it_is_sent(in_browser, editors_admin):
    def steps(page):
        page.goto(reverse("wagtaildocs:add"))
        choose(page, "film.mp4", b"x")
        page.fill("#id_title", "Film")
        page.get_by_role("button", name="Hochladen").click()
        return told(page)

    (sentence,) = in_browser(steps, by=editors_admin)
    assert "CSV, DOCX" in sentence
    assert not OfficeDocument.objects.exists()


def test_of_many_pictures_each_keeps_its_file_until_all_is_there(in_browser, editors_admin):
    def steps(page):
        page.goto(reverse("wagtailimages:add_multiple"))
        page.set_input_files(
            "#fileupload",
            {"name": "fest.jpg", "mimeType": "image/jpeg", "buffer": pictures.bytes_of()},
        )
        page.wait_for_selector("#upload-list form")
        page.click("#upload-list form button[type=submit]")
        page.wait_for_selector("#upload-list form .error-message")
        return told(page)

    assert in_browser(steps, by=editors_admin) == [REQUIRED, REQUIRED]


def test_whoever_leaves_while_a_picture_waits_for_its_data_is_asked_before(
    in_browser, editors_admin
):
    def steps(page):
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        page.goto(reverse("wagtailimages:add_multiple"))
        page.set_input_files(
            "#fileupload",
            {"name": "fest.jpg", "mimeType": "image/jpeg", "buffer": pictures.bytes_of()},
        )
        page.wait_for_selector("#upload-list form")
        page.locator("#upload-list [name$=credit]").fill("Foto: Rana")
        page.get_by_role("link", name="Bausteine").click(no_wait_after=True)
        page.wait_for_timeout(1000)
        waited = list(asked), page.locator("#upload-list form").count()
        page.locator("#upload-list [name$=license]").select_option("CC-BY-4.0")
        page.click("#upload-list form button[type=submit]")
        page.wait_for_selector("#upload-list form", state="detached")
        page.get_by_role("link", name="Bausteine").click()
        page.wait_for_url("**/snippets/**")
        return waited, list(asked)

    assert in_browser(steps, by=editors_admin) == ((["beforeunload"], 1), ["beforeunload"])
    assert OfficeImage.objects.get().credit == "Foto: Rana"
