"""The admin's content security policy: strict where it can be, and nothing of the admin breaks."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from cms.settings import policies
from home.media import OfficeDocument
from tests import office
from tests.admin.forms import edit_url
from tests.translators.people import client_of

pytestmark = pytest.mark.django_db


def policy_of(answer) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split("; ")
    return {name: rest for name, _space, rest in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/admin/pages/", "/admin/xyz/"])
def test_every_page_of_the_admin_says_what_it_may_load(address):
    for client in (Client(), client_of("chief")):
        policy = policy_of(client.get(address))
        assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
        assert policy["form-action"] == policy["frame-ancestors"] == "'self'"
        assert policy["script-src"] == "'self' 'unsafe-inline'"


def test_readers_pages_keep_the_strict_policy(client):
    office.open_office()
    policy = policy_of(client.get("/de/"))
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"


def test_a_private_file_can_do_nothing_in_a_browser(settings, tmp_path):
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    folder["OPTIONS"] = {"location": tmp_path, "base_url": settings.MEDIA_URL}
    settings.STORAGES = {**settings.STORAGES, "default": folder}
    picture = office.add_picture()
    document = OfficeDocument.objects.create(
        title="Liste", file=ContentFile(b"%PDF-1.7", "liste.pdf")
    )
    for address in (picture.file.url, document.file.url, document.url):
        answer = client_of("chief").get(address)
        assert answer.status_code == 200, address
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "private, no-store"
    # A browser shows no PDF within such a policy: it is saved.
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_way_to_a_private_file_is_stored_nowhere_either(client):
    document = OfficeDocument.objects.create(
        title="Liste", file=ContentFile(b"%PDF-1.7", "liste.pdf")
    )
    for address in (document.url, "/admin/documents-private/99/nichts.pdf", "/admin/media/x.jpg"):
        assert client.get(address)["Cache-Control"] == "private, no-store"
        assert client_of("chief").get(address)["Cache-Control"] == "private, no-store"


def test_pictures_lent_by_a_bucket_may_be_shown():
    sources = policies.admin("https://s3.stadt.example.org:8443")["img-src"]
    assert "https://s3.stadt.example.org:8443" in sources
    assert "https://*.s3.stadt.example.org:8443" in sources
    assert policies.admin("")["img-src"] == ["'self'", "data:", "blob:"]


@pytest.fixture
def watched(in_browser):
    """Steps on a page; what the browser refused and what broke is given back."""

    def run(steps, *given, by: Client | None = None) -> list[str]:
        def watching(page):
            told: list[str] = []
            page.on(
                "console",
                lambda line: told.append(line.text) if "Content Security" in line.text else None,
            )
            page.on("pageerror", lambda error: told.append(str(error)))
            steps(page, *given)
            return told

        return in_browser(watching, by=by)

    return run


@pytest.mark.browser
def test_the_editor_with_its_choosers_and_preview_works_within_the_policy(watched, chiefs_admin):
    release = office.draft_release("Zum Fest", image=office.add_picture(), image_alt="Ein Platz")
    release.save_revision()

    def steps(page):
        page.goto(edit_url(release))
        page.wait_for_selector(".Draftail-Editor")
        page.click("[data-side-panel-toggle=preview]")
        preview = page.frame_locator("#w-preview-iframe")
        preview.locator("h1").wait_for()
        page.click("[data-side-panel-toggle=preview]")
        page.locator("[data-chooser-action-choose]:visible").first.click()
        page.locator(".modal-content form").first.wait_for()

    assert watched(steps, by=chiefs_admin) == []


LISTS = (
    "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index",
    "wagtailimages:add_multiple", "wagtaildocs:index", "wagtailadmin_account",
    "wagtailadmin_reports:site_history",    "wagtailusers_users:add",
)  # fmt: skip


@pytest.mark.browser
def test_lists_forms_and_reports_work_within_the_policy(watched, press_office):
    office.add_picture()
    admin = client_of("admin")

    def steps(page):
        for name in LISTS:
            page.goto(reverse(name), wait_until="networkidle")
            assert page.locator("main").is_visible()

    assert watched(steps, by=admin) == []


@pytest.mark.browser
def test_the_translators_editor_works_within_the_policy(watched):
    release = office.published_release("Einladung")
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    translator = client_of("translator")

    def steps(page):
        page.goto(edit_url(target), wait_until="networkidle")
        page.wait_for_selector(".desk-editor li")
        page.locator(".desk-editor li ul button").first.click()
        page.wait_for_selector(".desk-editor li textarea")

    assert watched(steps, by=translator) == []


@pytest.mark.browser
def test_logging_in_works_within_the_policy(watched, press_office):
    def steps(page):
        page.goto("/admin/login/", wait_until="networkidle")
        page.fill("#id_username", "niemand")
        page.fill("#id_password", "falsch")
        page.click("button[type=submit]")
        page.wait_for_selector(".messages .error")

    assert watched(steps) == []
