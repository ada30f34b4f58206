"""Our own screens of the admin for people with a screen reader or a small phone, in German and
Arabic. Only our part of each: what Wagtail and wagtail-localize draw around it is theirs.
"""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.signals import template_rendered
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.operations import renovation
from locales.models import TranslationRequest
from tests import accessibility, office
from tests.translators.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
ROOT = Path(__file__).resolve().parents[2]
OURS = ("home/templates", "locales/templates", "site/cms/operations/templates")
TITLE = "Ein Titel zum Übersetzen"


@dataclass(frozen=True)
class Screen:
    """A screen of ours: who opens it, where, and the part of it that we draw."""

    name: str
    role: str
    address: str
    region: str
    steps: Callable[[Any], None] | None = None  # from the page opened to the screen meant


def refused_po_file(page) -> None:
    file = {"name": "text.po", "mimeType": "text/x-gettext", "buffer": b"msgid"}
    page.set_input_files("#po-file", files=[file])
    page.click(".desk-actions button")
    page.wait_for_selector("#po-problems")


def document_for_a_full_store(page) -> None:
    file = {"name": "liste.txt", "mimeType": "text/plain", "buffer": b"Eine Liste"}
    page.set_input_files("input[type=file]", files=[file])
    page.fill("#id_title", "Liste")
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    page.wait_for_selector(".desk-heading")


def form_of_an_earlier_log_in(page) -> None:
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.click("main button[type=submit]")
    page.wait_for_selector("#send-again")


def form_sent_while_the_house_is_renovated(page) -> None:
    with mock.patch.object(renovation, "why_nobody_writes", return_value="Two versions."):
        page.click("main button[type=submit]")
        page.wait_for_selector("#renovation")


def schedule_of_a_new_release(page) -> None:
    page.click("[data-side-panel-toggle=status]")
    page.click("[data-a11y-dialog-show='schedule-publishing-dialog']")
    page.wait_for_selector("#schedule-publishing-dialog .help-block")


SCREENS = (
    Screen("log-in", "anonymous", "/admin/login/", "main"),
    Screen("editor's start", "editor", "/admin/", ".start"),
    Screen("chief editor's start", "chief", "/admin/", ".start"),
    Screen("translator's start", "translator", "/admin/", ".start"),
    Screen("administrator's start", "admin", "/admin/", ".start"),
    Screen("withdrawal", "chief", "/admin/withdraw/{release}/", ".withdraw-what, main form"),
    Screen("languages", "editor", "/admin/localize/submit/page/{release}/", ".desk, .desk-heading"),
    Screen("editing", "editor", "/admin/pages/{release}/edit/", "#w-slim-header-buttons"),
    Screen("translating", "translator", "/admin/pages/{outdated}/edit/", ".desk, .desk-bar"),
    Screen("sent back", "translator", "/admin/pages/{sent_back}/edit/", ".desk, .desk-bar"),
    Screen("reviewing", "chief", "/admin/pages/{in_review}/edit/", ".desk, .desk-bar"),
    Screen(
        "PO file", "translator", "/admin/localize/translate/{translation}/pofile/upload/",
        ".desk, .desk-heading",
    ),
    Screen(
        "PO file, refused", "translator", "/admin/localize/translate/{translation}/pofile/upload/",
        ".desk, .desk-heading", refused_po_file,
    ),
    Screen("handbook", "translator", "/admin/handbook/", ".handbook"),
    Screen("people", "admin", "/admin/users/", "td.status"),
    Screen(
        "rights of a group", "admin", "/admin/groups/edit/{group}/", "#object-permissions-content"
    ),
    Screen("long unchanged", "admin", "/admin/reports/aging-pages/", "td:has(> .avatar)"),
    Screen("invitation", "admin", "/admin/invite/{person}/", ".invite"),
    Screen(
        "comparing", "chief", "/admin/pages/{outdated}/revisions/compare/earliest...latest/",
        ".comparison",
    ),
    Screen(
        "schedule", "chief", "/admin/pages/{draft}/edit/",
        "#schedule-publishing-dialog .help-block", schedule_of_a_new_release,
    ),
    Screen(
        "sent again", "admin", "/admin/invite/{person}/", "main", form_of_an_earlier_log_in
    ),
    Screen(
        "renovated", "admin", "/admin/invite/{person}/", "main",
        form_sent_while_the_house_is_renovated,
    ),
    Screen(
        "no room for a file", "admin", "/admin/documents/add/", ".desk-heading, .nice-padding",
        document_for_a_full_store,
    ),
    Screen("refusal", "translator", "/admin/pages/{release}/edit/", ".desk-heading, .nice-padding"),
)  # fmt: skip


def _in_review(title: str) -> Any:
    translation = office.submit(office.published_release(title), "ar")
    translation.save_target(publish=False)
    office.fill(translation)
    client_of("translator").post(_edit(translation), {"action": "hand-over"})
    return translation


def _edit(translation) -> str:
    return f"/admin/pages/{translation.get_target_instance().pk}/edit/"


@pytest.fixture
def desk(db) -> dict[str, int]:
    """Something to see on every screen; keys by the names that addresses use."""
    editor = person("editor")
    for role in ("chief", "translator"):
        person(role)
    release = office.published_release(TITLE)
    arabic = office.translated(release, "ar")
    release.lead = "Der Vorspann ist jetzt ein anderer."
    release = office.publish(release)
    draft = office.draft_release("Entwurf", owner=editor)
    draft.save_revision(user=editor)
    draft.get_workflow().start(draft, editor)
    topic = office.submit(office.add_topic("Bildung", "bildung"), "ar")
    office.fill(topic)
    topic.save_target(publish=False)
    # None that waits: while one does, the screen renews itself under whoever looks at it.
    TranslationRequest.objects.create(
        content_type=ContentType.objects.get_for_model(release), key=release.translation_key,
        locale="tr", status="failed", requested_at=timezone.now(),
        problem="Der Dienst antwortet nicht.",
    )  # fmt: skip
    in_review, sent_back = _in_review("In der Prüfung"), _in_review("Zurückgegeben")
    client_of("chief").post(_edit(sent_back), {"action": "send-back", "comment": "Kürzer, bitte."})
    return {
        "release": release.pk,
        "draft": draft.pk,
        "person": editor.pk,
        "group": editor.groups.get().pk,
        "outdated": arabic.pk,
        "translation": office.submit(release, "ar").pk,
        "in_review": in_review.get_target_instance().pk,
        "sent_back": sent_back.get_target_instance().pk,
    }


def open_screen(page, screen: Screen, address: str) -> None:
    page.goto(address)
    if screen.steps:
        screen.steps(page)
    page.wait_for_load_state("networkidle")


@pytest.fixture
def full_store(desk, monkeypatch) -> None:
    def full(*arguments, **named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(storages["default"]), "_save", full)


@pytest.fixture
def look(in_browser, desk, full_store):
    """``look(screen, "ar", steps, …)`` opens a screen and calls ``steps(page, …)``."""

    def steps_on(page, screen, steps, given):
        open_screen(page, screen, screen.address.format(**desk))
        return steps(page, *given)

    def run(screen, tag, steps, *given):
        by = None
        if screen.role != "anonymous":
            profile = UserProfile.get_for_user(person(screen.role))
            profile.preferred_language = tag
            profile.save()
            by = client_of(screen.role)
        return in_browser(steps_on, screen, steps, given, by=by, locale=tag)

    return run


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_no_screen_of_ours_breaks_a_rule_of_accessibility(look, tag):
    check = accessibility.problems_in_every_light
    found = {screen.name: look(screen, tag, check, screen.region) for screen in SCREENS}
    assert {name: problems for name, problems in found.items() if problems} == {}


def after_steps(desk, screen: Screen) -> None:
    """Sends what the screen's steps send, without a browser."""
    address = screen.address.format(**desk)
    if screen.steps is form_of_an_earlier_log_in:
        client = Client(enforce_csrf_checks=True)
        client.force_login(person(screen.role))
        client.post(address, headers={"origin": "http://testserver"})
    if screen.steps is form_sent_while_the_house_is_renovated:
        with mock.patch.object(renovation, "why_nobody_writes", return_value="Two versions."):
            client_of(screen.role).post(address)
    if screen.steps is document_for_a_full_store:
        file = SimpleUploadedFile("liste.txt", b"Eine Liste", "text/plain")
        form = {"title": "Liste", "collection": "1", "file": file}
        client_of(screen.role).post(address, form)


def test_every_template_of_ours_is_on_a_screen(desk, full_store):
    there_are = {
        str(path.relative_to(ROOT / folder))
        for folder in OURS
        for path in (ROOT / folder).rglob("*.html")
    }
    found = set()

    def note(template, **named):
        found.add(template.name)

    template_rendered.connect(note)
    for screen in SCREENS:
        client_of(screen.role).get(screen.address.format(**desk))
        after_steps(desk, screen)
    template_rendered.disconnect(note)
    assert there_are - found == set()
