"""A city is backed up, changes, and is restored elsewhere as it was; there it waits to be asked."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.operations.password_reset import send_reset_links
from home.models import ContentPage
from pressreleases.models import PressRelease
from tests import office
from tests.keeping.addresses import public_answers
from tests.keeping.elsewhere import restored_elsewhere
from tests.processes.conftest import shared_database, shared_files

__all__ = ["shared_database", "shared_files"]


@pytest.fixture
def city(shared_database, shared_files):
    """A small city with a picture, a translation, something withdrawn, and something scheduled."""
    picture = office.add_picture()
    first = office.published_release("Die Stadt lädt ein", image=picture, image_alt="Ein Platz")
    office.translated(first, "ar")
    office.add_page("Wer wir sind")
    office.published_release("Vorbei").withdraw("outdated")
    soon = office.draft_release("Fällt bald an", go_live_at=timezone.now() + timedelta(seconds=2))
    office.publish(soon)
    send_reset_links.enqueue([])
    office.catch_up()
    return [first, soon]


def back_up(folder: Path) -> Path:
    call_command("backup", str(folder), verbosity=0)
    return folder


def test_what_was_backed_up_is_restored_byte_for_byte_and_waits(city, tmp_path):
    first, _soon = city
    pages = [*PressRelease.objects.all(), *ContentPage.objects.all()]
    keys = sorted({page.translation_key for page in pages})
    before = public_answers(keys)
    assert len([1 for status, *_ in before.values() if status == 200]) > 100
    folder = back_up(tmp_path / "backup")
    first.lead = "Nach der Sicherung geändert."
    office.publish(first)
    office.published_release("Nach der Sicherung veröffentlicht")
    office.catch_up()
    (tmp_path / "elsewhere").mkdir()
    told = restored_elsewhere(folder, tmp_path / "elsewhere", keys)
    assert told["closed"] == {
        "/de/": 503, "/api/v1/press-releases": 503,
        "/admin/login/": 200, "/livez": 200, "/readyz": 200,
    }  # fmt: skip
    assert told["answers"] == before
    assert any(place.startswith("/media/") for place in before)
    assert "1 scheduled publications fell due" in told["confirm"]
    waiting, after_the_tick, confirmed = told["live"]
    assert waiting == after_the_tick
    assert confirmed == waiting + 1
    assert told["mails"] == 0
    assert "no differences" in told["verify"]
