"""Who listens to what is saved and deleted."""

import pytest
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save, pre_delete
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, Revision

from home.models import ContactPoint

OURS = ("cms.", "home.", "directory.", "pressreleases.", "locales.")


def listeners(signal, model) -> list[str]:
    """Functions of ours that hear when a row of ``model`` changes."""
    found = [one for group in signal._live_receivers(model) for one in group or ()]
    return [one.__module__ for one in found if getattr(one, "__module__", "").startswith(OURS)]


@pytest.mark.parametrize("signal", [post_save, pre_delete, post_delete])
@pytest.mark.parametrize("model", [Session, DBTaskResult, ModelLogEntry, Revision])
def test_what_is_not_the_offices_passes_no_receiver_of_ours(signal, model):
    assert listeners(signal, model) == []
    assert listeners(signal, ContactPoint)
