"""What an installation has after ``migrate``: the groups of the office, with their rights."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import WorkflowContentType

from home.roles import CHIEF_EDITORS, EDITORS, translators_of

pytestmark = pytest.mark.django_db
RIGHTS = [
    (EDITORS, "change_contactpoint"),
    (EDITORS, "publish_contactpoint"),
    (EDITORS, "add_topic"),
    (CHIEF_EDITORS, "publish_topic"),
    (CHIEF_EDITORS, "lock_person"),
    (translators_of("ar"), "change_topic"),
]


@pytest.mark.parametrize(("group", "right"), RIGHTS)
def test_the_groups_have_their_rights_after_the_first_migrate(group, right):
    assert Group.objects.get(name=group).permissions.filter(codename=right).exists()


def test_editors_publish_nothing_but_contact_points():
    editors = Group.objects.get(name=EDITORS)
    published = editors.permissions.filter(codename__startswith="publish_")
    assert set(published.values_list("codename", flat=True)) == {"publish_contactpoint"}


def test_an_installation_from_before_gets_the_new_rights_once():
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.remove(editors.permissions.get(codename="publish_contactpoint"))
    WorkflowContentType.objects.all().delete()
    import_module("home.migrations.0005_editors_publish_contact_points").give(apps, None)
    assert editors.permissions.filter(codename="publish_contactpoint").exists()
    handed_in = WorkflowContentType.objects.values_list("content_type__model", flat=True)
    assert set(handed_in) == {"topic", "person"}
