"""Two people on one page or snippet: nobody saves over what the other has written unasked."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from home.models import ContactPoint
from pressreleases.models import PressRelease
from tests import office
from tests.admin.conftest import logged_in, person
from tests.admin.forms import edit_url, fields_on, press

pytestmark = pytest.mark.django_db
TAKEN_OVER = "overwrite_newer"


def opened(client, address: str) -> dict:
    return fields_on(client.get(address).content.decode()) | {"body-count": "0"}


def kept_version(form: dict, response) -> dict:
    """The form as it is shown again, to be sent once more."""
    assert response.status_code == 200
    return fields_on(response.content.decode()) | {"body-count": "0"}


def warning(response) -> str:
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    return " ".join(soup.select_one(".messages .warning").get_text(" ").split())


def draft_of(row):
    return type(row).objects.get(pk=row.pk).get_latest_revision_as_object()


@pytest.fixture
def release(press_office, editor):
    release = office.published_release("Steht da")
    release.save_revision(user=editor)
    return release


@pytest.fixture
def point(press_office):
    return office.add_contact_point("Empfang", phone="06132 000-100")


def snippet_url(row) -> str:
    return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])


BUTTONS = ["", "action-publish", "action-submit"]


@pytest.mark.parametrize("button", BUTTONS)
def test_a_page_saved_by_another_person_meanwhile_is_not_saved_over(
    chiefs_admin, editors_admin, release, button
):
    form = opened(chiefs_admin, edit_url(release))
    press(editors_admin, edit_url(release), "", title="Von der Redaktion")
    mine = form | {"title": "Von der Chefin", button or "unused": "1"}
    response = chiefs_admin.post(edit_url(release), mine)
    assert "Redaktion hat diesen Text am" in warning(response)
    assert draft_of(release).title == "Von der Redaktion"
    assert PressRelease.objects.get(pk=release.pk).title == "Steht da"
    again = kept_version(form, response)
    assert again["title"] == "Von der Chefin"
    # Pressed once more without an answer, it is refused once more.
    assert (
        chiefs_admin.post(edit_url(release), again | {button or "unused": "1"}).status_code == 200
    )
    assert draft_of(release).title == "Von der Redaktion"


def test_whoever_saves_knowingly_keeps_both_texts(chiefs_admin, editors_admin, release):
    form = opened(chiefs_admin, edit_url(release))
    press(editors_admin, edit_url(release), "", title="Von der Redaktion")
    response = chiefs_admin.post(edit_url(release), form | {"title": "Von der Chefin"})
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    button = soup.select_one(f"button[name={TAKEN_OVER}]")
    assert button["form"] == soup.select_one("form[data-edit-form]")["id"]
    compare = soup.select_one(".messages a[href*=compare]")["href"]
    assert "Von der Redaktion" in chiefs_admin.get(compare).content.decode()
    again = kept_version(form, response) | {TAKEN_OVER: button["value"]}
    assert chiefs_admin.post(edit_url(release), again).status_code == 302
    titles = [revision.as_object().title for revision in release.revisions.order_by("pk")]
    assert titles[-2:] == ["Von der Redaktion", "Von der Chefin"]


def test_a_third_version_is_asked_about_again(chiefs_admin, editors_admin, release):
    form = opened(chiefs_admin, edit_url(release))
    press(editors_admin, edit_url(release), "", title="Zweite")
    response = chiefs_admin.post(edit_url(release), form | {"title": "Meine"})
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    mark = soup.select_one(f"button[name={TAKEN_OVER}]")["value"]
    press(editors_admin, edit_url(release), "", title="Dritte")
    again = kept_version(form, response) | {TAKEN_OVER: mark}
    assert chiefs_admin.post(edit_url(release), again).status_code == 200
    assert draft_of(release).title == "Dritte"


def test_an_approval_of_an_older_version_approves_nothing(chiefs_admin, editors_admin, release):
    press(editors_admin, edit_url(release), "action-submit", title="Eingereicht")
    form = opened(chiefs_admin, edit_url(release))
    other = logged_in(person("zweite", "Chefredaktion"))
    press(other, edit_url(release), "", title="Von der zweiten geändert")
    decision = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    assert chiefs_admin.post(edit_url(release), form | decision).status_code == 200
    assert PressRelease.objects.get(pk=release.pk).title == "Steht da"
    assert release.workflow_in_progress


def test_a_version_that_was_saved_over_in_place_is_noticed(chiefs_admin, editor, release):
    form = opened(chiefs_admin, edit_url(release))
    draft = draft_of(release)
    draft.title = "Still gespeichert"
    draft.save_revision(user=editor, overwrite_revision=draft.latest_revision)
    response = chiefs_admin.post(edit_url(release), form | {"title": "Meine"})
    assert response.status_code == 200
    assert draft_of(release).title == "Still gespeichert"
    again = kept_version(form, response)
    assert chiefs_admin.post(edit_url(release), again).status_code == 200


def test_what_one_person_saves_twice_is_no_conflict(chiefs_admin, release):
    form = opened(chiefs_admin, edit_url(release))
    saved = chiefs_admin.post(
        edit_url(release), form | {"title": "Von selbst"}, headers={"accept": "application/json"}
    ).json()
    mine = form | {"title": "Von Hand", "overwrite_revision_id": saved["revision_id"]}
    assert chiefs_admin.post(edit_url(release), mine).status_code == 302
    assert draft_of(release).title == "Von Hand"


@pytest.mark.parametrize("button", ["", "action-publish"])
def test_a_snippet_saved_by_another_person_meanwhile_is_not_saved_over(
    chiefs_admin, editors_admin, point, button
):
    form = opened(chiefs_admin, snippet_url(point))
    press(editors_admin, snippet_url(point), "", phone="06132 000-200")
    mine = form | {"phone": "06132 000-300", button or "unused": "1"}
    response = chiefs_admin.post(snippet_url(point), mine)
    assert "Redaktion hat diesen Text am" in warning(response)
    assert draft_of(point).phone == "06132 000-200"
    assert ContactPoint.objects.get(pk=point.pk).phone == "06132 000-100"
    again = kept_version(form, response)
    assert again["phone"] == "06132 000-300"
    assert (
        chiefs_admin.post(snippet_url(point), again | {button or "unused": "1"}).status_code == 200
    )
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    mark = soup.select_one(f"button[name={TAKEN_OVER}]")["value"]
    assert chiefs_admin.post(snippet_url(point), again | {TAKEN_OVER: mark}).status_code == 302
    assert draft_of(point).phone == "06132 000-300"


def test_an_older_version_taken_back_is_not_put_over_a_newer_one(
    chiefs_admin, editors_admin, release
):
    old = release.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[release.pk, old.pk])
    form = opened(chiefs_admin, address)
    press(editors_admin, edit_url(release), "", title="Von der Redaktion")
    sent = form | {"revision": str(old.pk)}
    assert chiefs_admin.post(edit_url(release), sent).status_code == 200
    assert chiefs_admin.post(address, sent).status_code == 200
    assert draft_of(release).title == "Von der Redaktion"


@pytest.mark.parametrize("loaded", ["9" * 30, "-1", "drei", "0"])
def test_an_invented_version_is_asked_about_too(chiefs_admin, release, loaded):
    form = opened(chiefs_admin, edit_url(release)) | {"loaded_revision_id": loaded}
    assert chiefs_admin.post(edit_url(release), form).status_code == 200


def test_both_are_told_of_each_other_while_they_write(chiefs_admin, editors_admin, release, point):
    for address in (edit_url(release), snippet_url(point)):
        html = editors_admin.get(address).content.decode()
        assert "w-editing-sessions" in html
        session = BeautifulSoup(chiefs_admin.get(address).content.decode(), "html.parser")
        ping = session.select_one("form.w-editing-sessions")["data-w-swap-src-value"]
        told = chiefs_admin.post(ping).json()
        assert [other["user"] for other in told["other_sessions"]] == ["Redaktion"]


def autosaved(client, address: str, form: dict, **changes) -> dict:
    """The form after the editor was saved by itself, as the screen fills it in."""
    answer = client.post(address, form | changes, headers={"Accept": "application/json"}).json()
    assert answer["success"], answer
    return form | changes | answer["field_updates"]


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_what_was_saved_by_itself_is_no_newer_version(chiefs_admin, release, point, kind):
    row, address = (release, edit_url(release)) if kind == "page" else (point, snippet_url(point))
    name = "subtitle" if kind == "page" else "city"
    form = opened(chiefs_admin, address)
    for text in ("eins", "zwei"):
        form = autosaved(chiefs_admin, address, form, **{name: text})
    assert chiefs_admin.post(address, form | {name: "drei"}).status_code == 302
    assert getattr(draft_of(row), name) == "drei"


def test_what_another_person_saved_after_that_is_asked_about(chiefs_admin, editors_admin, release):
    form = autosaved(
        chiefs_admin, edit_url(release), opened(chiefs_admin, edit_url(release)), subtitle="Chef"
    )
    press(editors_admin, edit_url(release), "", title="Von der Redaktion")
    response = chiefs_admin.post(edit_url(release), form)
    assert "Redaktion" in draft_of(release).title
    assert "gespeichert" in warning(response)
