"""A correction written in the editor goes out with the release, and is translated with it."""

import json

import pytest

from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url, press

pytestmark = pytest.mark.django_db
FIRST = {
    "corrections-TOTAL_FORMS": "1",
    "corrections-0-id": "",
    "corrections-0-kind": "recall",
    "corrections-0-at": "01.03.2026 10:00",
    "corrections-0-note": "Der Termin fällt aus, ein neuer folgt.",
    "corrections-0-ORDER": "1",
    "corrections-0-DELETE": "",
}


def corrections(api, release, tag="de"):
    answer = api(f"/press-releases/{release.translation_key}?locale={tag}")
    return json.loads(answer.body)["corrections"]


def test_a_correction_is_written_in_the_editor_and_published(chiefs_admin, api):
    release = office.published_release()
    response = press(chiefs_admin, edit_url(release), "action-publish", **FIRST)
    assert response.status_code == 302, response.context["form"].errors
    assert corrections(api, release) == [
        {
            "kind": "recall",
            "note": "Der Termin fällt aus, ein neuer folgt.",
            "at": "2026-03-01T09:00:00Z",
        }
    ]


def test_a_correction_kept_as_a_draft_is_published_and_translated_later(chiefs_admin, api):
    release = office.published_release()
    assert press(chiefs_admin, edit_url(release), "", **FIRST).status_code == 302
    assert corrections(api, release) == []
    press(chiefs_admin, edit_url(release), "action-publish")
    assert len(corrections(api, release)) == 1
    office.translated(PressRelease.objects.get(pk=release.pk), "ar", "تصحيح")
    (entry,) = corrections(api, release, "ar")
    assert entry["kind"] == "recall"
    assert entry["note"].startswith("تصحيح")


def test_the_editor_explains_what_a_correction_is_for(chiefs_admin):
    html = chiefs_admin.get(edit_url(office.published_release())).content.decode()
    panel = next(
        panel
        for panel in PressRelease.content_panels
        if getattr(panel, "relation_name", "") == "corrections"
    )
    assert str(panel.help_text) in html
