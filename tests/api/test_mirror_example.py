"""``docs/examples/mirror.py`` is a whole client: run as partners run it, its copy is exact."""

import importlib.util
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from cms.editions.journal import trim_journal
from home.models import Topic
from tests import office

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "mirror.py"
pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> Any:
    spec = importlib.util.spec_from_file_location("mirror_example", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def begin(example, api):
    """A mirror in German and Arabic that begins now; it asks whole addresses."""

    def get(address: str) -> tuple[int, Any]:
        answer = api(address.removeprefix(f"{settings.PUBLIC_BASE_URL}/api/v1"))
        return answer.status, json.loads(answer.body)

    return lambda: example.Mirror(settings.PUBLIC_BASE_URL, ["de", "ar"], get)


def test_a_copy_that_follows_is_the_copy_of_one_who_begins_now(begin, clock):
    topic = office.add_topic("Integration", "integration")
    release = office.published_release("Neue Sprechstunde", topics=[topic])
    other = office.published_release("Fest am Rhein")
    office.catch_up()
    mirror = begin()
    steps = [
        lambda: office.translated(release, "ar"),
        lambda: office.publish(_renamed(topic)),
        lambda: other.unpublish(),
        lambda: _arabic(release).unpublish(),
        lambda: release.withdraw("erroneous"),
        lambda: office.published_release("Noch eine"),
    ]
    for step in steps:
        clock.shift(timedelta(minutes=1))
        step()
        office.catch_up()
        mirror.follow()
        assert mirror.held == begin().held
    assert len(mirror.held) > 1


def test_a_copy_that_slept_too_long_begins_anew(begin, clock):
    release = office.published_release("Neue Sprechstunde")
    office.catch_up()
    mirror = begin()
    for number in range(3):
        release.lead = f"Das ist Fassung {number} des Vorspanns."
        office.publish(release)
        office.catch_up()
    clock.shift(timedelta(days=2))
    assert trim_journal(timezone.now() - timedelta(days=1), at_most=1000)
    mirror.follow()
    assert mirror.held == begin().held


def _renamed(topic: Topic) -> Topic:
    topic.label = "Zusammenleben"
    return topic


def _arabic(release: Any) -> Any:
    return type(release).objects.get(
        translation_key=release.translation_key, locale__language_code="ar"
    )
