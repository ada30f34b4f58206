"""``editions verify`` and ``rebuild`` name what cannot be rendered and go on."""

import io
import json

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import OperationalError

from cms.editions import draining, waiting
from cms.editions.publisher import mark_dirty
from home import bodies
from tests import office

pytestmark = pytest.mark.django_db


def deadlock(*arguments, **named):
    raise OperationalError("deadlock detected")


@pytest.fixture
def linked():
    """A page, and a release that names it."""
    target = office.add_page("Ziel")
    release = office.published_release(body=[("link", {"page": target, "text": "Hin"})])
    return target, release


def verify() -> str:
    said = io.StringIO()
    call_command("editions", "verify", stdout=said, stderr=said)
    return said.getvalue()


@pytest.mark.parametrize("fault", [ValueError, KeyError, OperationalError])
def test_verify_names_what_cannot_be_rendered(fault, monkeypatch):
    office.published_release("Erste")
    office.published_release("Zweite")

    def broken(value, rendering):
        raise fault("nein")

    said = io.StringIO()
    with monkeypatch.context() as patched:
        patched.setitem(bodies._RENDERERS, "paragraph", broken)
        with pytest.raises(CommandError, match="Not as they should be: 2"):
            call_command("editions", "verify", stdout=said, stderr=said)
    assert "Erste: cannot be rendered" in said.getvalue()
    assert "Zweite: cannot be rendered" in said.getvalue()
    assert "no differences" in verify()


def test_verify_names_what_waits_though_what_is_public_is_right(monkeypatch, linked):
    mark_dirty([linked[1].translation_key], "x")
    with monkeypatch.context() as broken:
        broken.setattr(draining, "refresh", deadlock)
        with pytest.raises(CommandError):
            verify()
    assert "no differences" in verify()


def test_verify_says_so_when_the_store_of_copies_does_not_answer(monkeypatch):
    office.published_release(image=office.add_picture(), image_alt="x")
    store = storages["public"].__class__
    with monkeypatch.context() as broken:
        broken.setattr(store, "exists", deadlock)
        with pytest.raises(CommandError, match="Not as they should be: 1"):
            verify()


def test_a_rebuild_goes_on_after_what_fails(monkeypatch, linked):
    def broken(value, rendering):
        raise KeyError("ours")

    with monkeypatch.context() as patched:
        patched.setitem(bodies._RENDERERS, "link", broken)
        with pytest.raises(CommandError, match="Not rendered: 1"):
            call_command("editions", "rebuild", stdout=io.StringIO(), stderr=io.StringIO())
    call_command("editions", "rebuild", stdout=io.StringIO())
    assert json.loads(json.dumps(still := waiting.still_waiting())) == [], still
