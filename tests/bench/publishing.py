"""What publishing costs beyond stock Wagtail's own."""

from collections.abc import Callable
from unittest.mock import patch
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.publishing import before_publication, visibility_changed
from pressreleases.models import PressRelease
from tests.admin.forms import edit_url, fields_on
from tests.bench import city
from tests.bench.measuring import side_by_side
from tests.bench.table import Row


def publishing(keys: list[UUID], rounds: int) -> list[Row]:
    """A release published anew, with and without what follows from it for the public."""
    alone = city.copy_in_german_only(keys[0])
    return [
        *_published("a release in German", _by_code(alone), 1.2, rounds),
        *_published("a release in eight languages", _by_code(keys[0]), None, rounds),
        *_published("a release in German, in the editor", _in_the_editor(alone), None, rounds),
    ]


def _by_code(key: UUID) -> Callable[[], None]:
    numbers = iter(range(1_000_000))

    def publish() -> None:
        release = PressRelease.objects.get(translation_key=key, locale__language_code="de")
        release.lead = f"{release.lead[:200]} {next(numbers)}"
        release.save_revision().publish()

    return publish


def _in_the_editor(key: UUID) -> Callable[[], None]:
    """Pressing "publish" in the page editor, until the answer: what the editor waits for."""
    numbers = iter(range(1_000_000))
    editor = Client(headers={"host": "localhost"})
    editor.force_login(get_user_model().objects.create_superuser("bench", "bench@localhost", "-"))
    release = PressRelease.objects.get(translation_key=key, locale__language_code="de")
    address = edit_url(release)
    text = [("paragraph", rich_text(f"<p>{release.lead} ({number})</p>")) for number in range(5)]
    fields = fields_on(editor.get(address).content.decode())
    fields |= nested_form_data({"body": streamfield(text)}) | {"action-publish": "1"}

    def publish() -> None:
        answer = editor.post(address, fields | {"lead": f"{release.lead[:200]} {next(numbers)}"})
        if answer.status_code != 302:
            raise SystemExit(f"POST {address} answered {answer.status_code}")

    return publish


def _published(
    what: str, publish: Callable[[], None], figure: float | None, rounds: int
) -> list[Row]:
    def publish_as_stock() -> None:
        with patch.object(visibility_changed, "send"), patch.object(before_publication, "send"):
            publish()

    publish()
    ratio = side_by_side(publish, publish_as_stock, rounds)
    with CaptureQueriesContext(connection) as ours:
        publish()
    with CaptureQueriesContext(connection) as stock:
        publish_as_stock()
    return [
        Row(
            f"publish {what} against stock Wagtail",
            ratio.value,
            figure,
            ratio.spread,
            notes=f"{ratio.ours_s * 1e3:.0f} ms beside {ratio.theirs_s * 1e3:.0f} ms of CPU, "
            "saving the revision included",
        ),
        Row(
            f"publish {what}: statements beyond stock Wagtail",
            len(ours) - len(stock),
            60,
            unit="",
            notes=f"{len(ours)} beside {len(stock)}",
        ),
    ]
