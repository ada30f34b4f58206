"""A consent is given by whoever was asked: nobody's silence, and no default, is a yes."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from directory.models import DirectoryIndex, Organization
from home.models import HomePage
from tests import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    office.open_office()
    index = DirectoryIndex(title="Verzeichnis", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    return office.publish(index)


def consents(row) -> list[bool | None]:
    return [row.consent_web, row.consent_api, row.consent_print]


def test_who_is_new_has_not_been_asked():
    assert consents(Organization()) == [None] * 3
    assert Organization().has_public_contact is False


def test_editors_say_yes_no_or_that_nobody_has_asked_yet(admin_client, directory):
    add_page = reverse("wagtailadmin_pages:add", args=["directory", "organization", directory.pk])
    form = admin_client.get(add_page).context["form"]
    for name in ("consent_web", "consent_api", "consent_print"):
        said = [str(label) for _value, label in form.fields[name].widget.choices]
        assert said == ["noch nicht gefragt", "ja", "nein"]
        assert form.fields[name].clean("") is None
        assert form.fields[name].clean("True") is True
        assert form.fields[name].clean("False") is False


def forget_what_nobody_recorded() -> None:
    migration = import_module("directory.migrations.0005_consent_is_asked_for")
    migration.forget_what_nobody_recorded(apps, SimpleNamespace(connection=connection))


@pytest.mark.parametrize(
    ("ago", "recorded", "kept"),
    [
        (timedelta(days=1), [True, True, True], [None, None, None]),  # written by the migration
        (timedelta(days=1), [False, False, False], [None, None, None]),
        (timedelta(days=-1), [True, True, True], [True, True, True]),  # saved by somebody since
        (timedelta(days=-1), [True, False, False], [True, False, False]),
        (timedelta(days=-1), [False, False, False], [None, None, None]),  # nothing was ticked
    ],
)
def test_consents_that_nobody_recorded_were_never_asked_for(ago, recorded, kept, directory):
    names = ("consent_web", "consent_api", "consent_print")
    profile = office.add_organization(directory, **dict(zip(names, recorded, strict=True)))
    applied = MigrationRecorder(connection).migration_qs.get(
        app="directory", name="0003_consent_register_and_checks"
    )
    saved = applied.applied - ago
    Organization.objects.filter(pk=profile.pk).update(latest_revision_created_at=saved)
    profile.revisions.update(created_at=saved)
    forget_what_nobody_recorded()
    row = Organization.objects.get(pk=profile.pk)
    assert consents(row) == consents(row.get_latest_revision_as_object()) == kept
