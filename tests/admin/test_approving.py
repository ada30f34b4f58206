"""Approving publishes what was approved, in one go, through every door."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowState, WorkflowTask

from home.roles import CHIEF_EDITORS, EDITORS, WORKFLOW
from pressreleases.models import PressRelease
from tests import office
from tests.admin.conftest import logged_in, person
from tests.admin.forms import edit_url, fields_on, messages_in, press
from tests.admin.test_corrections import FIRST
from tests.admin.test_refusals import QUOTE

pytestmark = pytest.mark.django_db
APPROVE = {"workflow-action-name": "approve"}
UNAPPROVED = {name: value for name, value in QUOTE.items() if "approved" not in name}


def approve(client, page, **changes):
    return press(client, edit_url(page), "action-workflow-action", **APPROVE, **changes)


def hand_in(client, page, **changes):
    response = press(client, edit_url(page), "action-submit", **changes)
    assert response.status_code == 302, response.context["form"].errors
    return PressRelease.objects.get(pk=page.pk)


def release(page) -> PressRelease:
    return PressRelease.objects.get(pk=page.pk)


def is_public_as_last_saved(page) -> bool:
    row = release(page)
    return row.live and row.live_revision_id == row.latest_revision_id


def waits(page) -> bool:
    return WorkflowState.objects.for_instance(page).filter(status="in_progress").exists()


def contact_rows(*points) -> dict:
    rows = {"contacts-TOTAL_FORMS": str(len(points))}
    for number, point in enumerate(points):
        rows |= {
            f"contacts-{number}-id": "",
            f"contacts-{number}-contact_point": str(point.pk),
            f"contacts-{number}-ORDER": str(number + 1),
            f"contacts-{number}-DELETE": "",
        }
    return rows


def test_a_correction_is_public_after_one_approval(editors_admin, chiefs_admin, api):
    page = office.published_release("Mit Fehler")
    hand_in(editors_admin, page, **FIRST)
    assert approve(chiefs_admin, page).status_code == 302
    assert is_public_as_last_saved(page)
    assert not waits(page)
    answer = api(f"/press-releases/{page.translation_key}?locale=de")
    assert len(json.loads(answer.body)["corrections"]) == 1


def test_one_more_press_contact_is_public_after_one_approval(editors_admin, chiefs_admin):
    page = office.published_release("Mit Kontakt")
    hand_in(editors_admin, page, **contact_rows(office.add_contact_point("Pressestelle")))
    approve(chiefs_admin, page)
    assert is_public_as_last_saved(page)
    assert release(page).contacts.count() == 1
    assert not waits(page)


def test_what_the_approver_changes_in_the_form_goes_out_with_the_approval(
    editors_admin, chiefs_admin
):
    page = office.published_release("Vorher")
    hand_in(editors_admin, page, title="Eingereicht", **UNAPPROVED)
    points = office.add_contact_point("Eins"), office.add_contact_point("Zwei")
    approve(chiefs_admin, page, title="Freigegeben", **QUOTE, **contact_rows(*points))
    assert is_public_as_last_saved(page)
    assert release(page).title == "Freigegeben"
    assert release(page).body[0].value["approved"]
    assert release(page).contacts.count() == 2
    assert not waits(page)


def test_an_approval_with_a_comment_publishes_and_keeps_the_comment(editors_admin, chiefs_admin):
    page = office.published_release("Vorher")
    hand_in(editors_admin, page, **FIRST)
    comment = {"workflow-action-extra-data": json.dumps({"comment": "Gut so."})}
    approve(chiefs_admin, page, lead="Kürzer.", **comment)
    assert is_public_as_last_saved(page)
    assert TaskState.objects.get(status="approved").comment == "Gut so."


def test_what_the_approver_had_saved_before_is_approved_too(editors_admin, chiefs_admin):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Eingereicht")
    press(chiefs_admin, edit_url(page), "", title="Zwischendurch gespeichert")
    approve(chiefs_admin, page)
    assert is_public_as_last_saved(page)
    assert release(page).title == "Zwischendurch gespeichert"


def test_the_dialogue_of_the_start_page_and_the_reports_publishes_in_one_go(
    editors_admin, chiefs_admin
):
    page = hand_in(editors_admin, office.published_release("Vorher"), **FIRST)
    press(chiefs_admin, edit_url(page), "", title="Von der Chefin geändert")
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    chiefs_admin.post(address, {"comment": ""})
    assert is_public_as_last_saved(page)
    assert not waits(page)


def test_what_somebody_else_changes_after_handing_in_is_not_approved_with_it(
    editors_admin, chiefs_admin, editor
):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Eingereicht")
    task = page.current_workflow_task_state
    draft = page.get_latest_revision_as_object()
    draft.title = "Heimlich geändert"
    draft.save_revision(user=editor)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    response = chiefs_admin.post(address, {"comment": ""})
    assert release(page).title == "Vorher"
    assert waits(page)
    assert "nach dem Einreichen geändert" in messages_in(chiefs_admin, response)
    approve(chiefs_admin, page)
    assert release(page).title == "Heimlich geändert"


def test_what_no_person_has_written_is_not_approved_unseen(editors_admin, chiefs_admin, chief):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Eingereicht")
    task = page.current_workflow_task_state
    page.get_latest_revision_as_object().save_revision()
    task.approve(user=chief)
    assert release(page).title == "Vorher"
    assert waits(page)


@pytest.fixture
def two_steps(press_office):
    """The city has put a second pair of eyes before the chief editors."""
    Group.objects.create(name="Fachstelle").permissions.set(
        Group.objects.get(name=EDITORS).permissions.all()
    )
    checker = person("fachstelle", EDITORS)
    checker.groups.add(Group.objects.get(name="Fachstelle"))
    workflow = Workflow.objects.get(name=WORKFLOW)
    first = GroupApprovalTask.objects.create(name="Fachliche Prüfung")
    first.groups.add(Group.objects.get(name="Fachstelle"))
    workflow.workflow_tasks.update(sort_order=1)
    WorkflowTask.objects.create(workflow=workflow, task=first, sort_order=0)
    return logged_in(checker)


def test_of_two_steps_only_the_last_one_publishes(two_steps, editors_admin, chiefs_admin):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Neu", **FIRST)
    response = approve(two_steps, page, lead="Fachlich richtig.")
    assert release(page).title == "Vorher"
    assert waits(page)
    assert "noch nicht öffentlich" in messages_in(two_steps, response)
    approve(chiefs_admin, page, title="Von beiden", **QUOTE)
    assert is_public_as_last_saved(page)
    assert (release(page).title, release(page).lead) == ("Von beiden", "Fachlich richtig.")
    assert not waits(page)


def test_a_change_by_the_editor_between_two_steps_begins_again_with_the_first(
    two_steps, editors_admin, chiefs_admin, editor, chief
):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Neu")
    approve(two_steps, page)
    page.get_latest_revision_as_object().save_revision(user=editor)
    approve(chiefs_admin, page)
    assert release(page).title == "Vorher"
    assert page.current_workflow_task.name == "Fachliche Prüfung"


def test_a_refused_publication_leaves_the_approval_open_and_keeps_the_approvers_text(
    editors_admin, chiefs_admin
):
    page = office.published_release("Vorher")
    hand_in(editors_admin, page, title="Neu", **UNAPPROVED)
    response = approve(chiefs_admin, page, title="Von der Chefin", **UNAPPROVED)
    assert response["Location"] == edit_url(page)
    told = messages_in(chiefs_admin, response)
    assert "wurde nicht veröffentlicht" in told
    assert "Freigabe bleibt offen" in told
    assert waits(page)
    assert release(page).title == "Vorher"
    assert release(page).get_latest_revision_as_object().title == "Von der Chefin"
    approve(chiefs_admin, page, **QUOTE)
    assert release(page).title == "Von der Chefin"


def test_a_release_whose_picture_is_lost_stays_waiting(editors_admin, chiefs_admin):
    picture = office.add_picture()
    page = office.published_release("Vorher")
    hand_in(editors_admin, page, image=str(picture.pk), image_decorative="on")
    picture.file.storage.delete(picture.file.name)
    approve(chiefs_admin, page)
    assert waits(page)
    assert release(page).image is None


def test_a_text_given_back_keeps_what_the_chief_changed_and_says_so(editors_admin, chiefs_admin):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Eingereicht")
    response = press(
        chiefs_admin, edit_url(page), "action-workflow-action", title="Besser so",
        **{
            "workflow-action-name": "reject",
            "workflow-action-extra-data": json.dumps({"comment": "Bitte prüfen."}),
        },
    )  # fmt: skip
    told = messages_in(chiefs_admin, response)
    assert "zurückgegeben" in told
    assert "Ihre Änderungen" in told
    assert release(page).title == "Vorher"
    assert release(page).get_latest_revision_as_object().title == "Besser so"


def test_two_chiefs_who_approve_the_same_text_publish_it_once(editors_admin, chiefs_admin):
    page = hand_in(editors_admin, office.draft_release("Neu"), title="Neu")
    task = page.current_workflow_task_state
    other = logged_in(person("zweite", CHIEF_EDITORS))
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    chiefs_admin.post(address, {"comment": ""})
    assert other.post(address, {"comment": ""}).status_code == 302
    assert release(page).number.endswith("/" + str(release(page).first_published_at.year))
    assert TaskState.objects.filter(status="approved").count() == 1


def test_a_decision_about_a_text_that_was_handed_in_anew_does_nothing(
    editors_admin, chiefs_admin, editor
):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Eingereicht")
    task = page.current_workflow_task_state
    page.current_workflow_state.cancel(user=editor)
    page = hand_in(editors_admin, page, title="Neu eingereicht")
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    response = chiefs_admin.post(address, {"comment": ""})
    assert "nicht mehr offen" in messages_in(chiefs_admin, response)
    assert release(page).title == "Vorher"
    assert waits(page)


def test_an_approval_from_a_screen_of_before_the_approval_changes_nothing(
    editors_admin, chiefs_admin
):
    page = hand_in(editors_admin, office.draft_release("Neu"), title="Neu")
    older = fields_on(chiefs_admin.get(edit_url(page)).content.decode()) | {
        "body-count": "0",
        "action-workflow-action": "True",
        "workflow-action-name": "approve",
    }
    chiefs_admin.post(edit_url(page), older)
    assert is_public_as_last_saved(page)
    before = release(page).revisions.count()
    response = chiefs_admin.post(edit_url(page), older)
    assert "nicht mehr offen" in messages_in(chiefs_admin, response)
    assert release(page).revisions.count() == before
    assert not release(page).has_unpublished_changes
