"""What cannot be published is explained where it is written, and nothing is lost."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from pressreleases.models import PressRelease, PressReleaseIndex
from tests import office
from tests.admin.forms import edit_url, messages_in, press

pytestmark = pytest.mark.django_db
QUOTE = {
    "body-count": "1",
    "body-0-deleted": "",
    "body-0-order": "0",
    "body-0-type": "quote",
    "body-0-id": "",
    "body-0-value-text": "Das freut mich.",
    "body-0-value-name": "Rana",
    "body-0-value-function": "",
    "body-0-value-approved": "on",
}
NAMELESS = {"text": "Das freut mich.", "name": None, "function": "", "approved": True}


def spoil(release: PressRelease, user) -> PressRelease:
    """Save a draft with a block that no reader could be shown."""
    release.title = "Neue Fassung"
    release.body = [("paragraph", "<p>Gut.</p>"), ("quote", NAMELESS)]
    release.save_revision(user=user, clean=False)
    return release


def assert_draft_kept(release: PressRelease) -> None:
    row = PressRelease.objects.get(pk=release.pk)
    assert row.title == "Steht da"
    assert row.get_latest_revision_as_object().title == "Neue Fassung"


@pytest.fixture
def spoiled(chief):
    return spoil(office.published_release("Steht da"), chief)


@pytest.fixture
def renderer_refuses_quotes(monkeypatch):
    """A renderer that cannot show quotations, as a defect of ours would be."""
    from home import bodies

    def broken(value, rendering):
        raise ValueError("no quotation today")

    monkeypatch.setitem(bodies._RENDERERS, "quote", broken)


def test_publishing_in_the_editor_names_the_block_and_keeps_the_draft(
    chiefs_admin, renderer_refuses_quotes
):
    release = office.published_release("Steht da")
    response = press(
        chiefs_admin, edit_url(release), "action-publish", title="Neue Fassung", **QUOTE
    )
    assert response.status_code == 302
    assert response["Location"] == edit_url(release)
    told = messages_in(chiefs_admin, response)
    assert "„Neue Fassung“ wurde nicht veröffentlicht" in told
    assert "Block 1 (Zitat) lässt sich nicht anzeigen" in told
    assert_draft_kept(release)


def test_a_quotation_nobody_has_approved_waits_as_a_draft(chiefs_admin):
    release = office.published_release("Steht da")
    unapproved = {name: value for name, value in QUOTE.items() if "approved" not in name}
    changes = {"title": "Neue Fassung", **unapproved}
    saved = press(chiefs_admin, edit_url(release), "", **changes)
    assert saved.status_code == 302
    assert_draft_kept(release)
    refused = press(chiefs_admin, edit_url(release), "action-publish", **changes)
    assert refused["Location"] == edit_url(release)
    told = messages_in(chiefs_admin, refused)
    assert "„Neue Fassung“ wurde nicht veröffentlicht" in told
    assert "Block 1 (Zitat)" in told
    assert "Rana" in told
    assert_draft_kept(release)


def test_bulk_publishing_names_the_field_that_is_missing(chiefs_admin, spoiled):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = chiefs_admin.post(f"{address}?id={spoiled.pk}", {"include_descendants": ""})
    assert response["Location"] == edit_url(spoiled)
    assert "Block 2 (Zitat): Bitte füllen Sie „Name“ aus." in messages_in(chiefs_admin, response)
    assert_draft_kept(spoiled)


def test_approving_what_cannot_be_published_leaves_it_waiting(chiefs_admin, editor, spoiled):
    spoiled.get_workflow().start(spoiled, editor)
    task = spoiled.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[spoiled.pk, "approve", task.pk])
    response = chiefs_admin.post(address, {"comment": ""})
    assert response["Location"] == edit_url(spoiled)
    assert "Block 2 (Zitat)" in messages_in(chiefs_admin, response)
    assert_draft_kept(spoiled)
    assert TaskState.objects.get(pk=task.pk).status == TaskState.STATUS_IN_PROGRESS


def test_the_dialogue_of_the_workflow_is_led_to_the_draft_too(chiefs_admin, editor, spoiled):
    spoiled.get_workflow().start(spoiled, editor)
    task = spoiled.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[spoiled.pk, "approve", task.pk])
    response = chiefs_admin.post(
        address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert response.json() == {"step": "success", "redirect": edit_url(spoiled)}


def test_a_new_release_that_is_refused_stands_there_as_a_draft_not_live(
    chiefs_admin, renderer_refuses_quotes
):
    office_page = PressReleaseIndex.objects.get(locale__language_code="de")
    address = reverse(
        "wagtailadmin_pages:add", args=["pressreleases", "pressrelease", office_page.pk]
    )
    response = press(
        chiefs_admin, address, "action-publish", title="Ganz neu", lead="Vorspann.", **QUOTE
    )
    release = PressRelease.objects.get(title="Ganz neu")
    assert response["Location"] == edit_url(release)
    assert not release.live
    assert release.has_unpublished_changes


def test_a_new_release_goes_out_from_the_create_form(chiefs_admin, press_office, api):
    address = reverse(
        "wagtailadmin_pages:add", args=["pressreleases", "pressrelease", press_office.pk]
    )
    press(chiefs_admin, address, "action-publish", title="Gleich öffentlich", lead="Vorspann.")
    assert PressRelease.objects.get(title="Gleich öffentlich").live
    assert "Gleich öffentlich" in api("/press-releases?locale=de").body.decode()


def test_a_translation_that_is_not_complete_is_refused_with_the_sentence(chiefs_admin):
    release = office.published_release()
    translation = office.submit(release, "ar")
    office.fill(translation, leave_out=1)
    translation.save_target(publish=False)
    arabic = translation.get_target_instance()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = chiefs_admin.post(f"{address}?id={arabic.pk}", {"include_descendants": ""})
    assert "ist noch nicht übersetzt" in messages_in(chiefs_admin, response)


def test_outside_the_admin_a_refusal_is_raised(spoiled):
    from home.failures import PublishRefused

    with pytest.raises(PublishRefused):
        spoiled.get_latest_revision().publish()
