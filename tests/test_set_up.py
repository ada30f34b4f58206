"""What ``migrate`` sets up, once, and what it leaves to the city from then on."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Locale, Page, Workflow, WorkflowPage

from home.accounts.models import User
from home.models import HomePage
from home.roles import CHIEF_EDITORS, EDITORS, WORKFLOW, ensure_roles, translators_of
from locales.languages import LANGUAGES, admin_languages
from locales.names import language_name
from tests import office

pytestmark = pytest.mark.django_db


def migrate() -> None:
    call_command("migrate", verbosity=0)


def test_migrate_leaves_the_citys_own_workflow_alone():
    own = Workflow.objects.create(name="Vier Augen", active=True)
    WorkflowPage.objects.create(page=office.open_office(), workflow=own)
    migrate()
    own.refresh_from_db()
    assert own.active
    assert WorkflowPage.objects.filter(workflow=own).exists()


def test_migrate_leaves_a_workflow_switched_off_and_a_renamed_one_as_they_are():
    workflow = Workflow.objects.get(name=WORKFLOW)
    workflow.name, workflow.active = "Freigabe durch das Amt", False
    workflow.save()
    WorkflowPage.objects.filter(workflow=workflow).delete()
    migrate()
    assert not Workflow.objects.filter(active=True).exists()
    assert not WorkflowPage.objects.exists()


def test_migrate_gives_nothing_back_that_was_taken_away():
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.remove(Permission.objects.get(codename="add_topic"))
    GroupPagePermission.objects.filter(group=editors).delete()
    Group.objects.get(name=translators_of("ar")).permissions.clear()
    migrate()
    assert not editors.permissions.filter(codename="add_topic").exists()
    assert not GroupPagePermission.objects.filter(group=editors).exists()
    assert not Group.objects.get(name=translators_of("ar")).permissions.exists()


def test_migrate_leaves_groups_alone_that_are_called_like_wagtails_or_were_renamed_or_deleted():
    Group.objects.create(name="Editors")
    Group.objects.filter(name=EDITORS).update(name="Presseteam")
    Group.objects.filter(name=translators_of("ar")).delete()
    migrate()
    names = set(Group.objects.values_list("name", flat=True))
    assert {"Editors", "Presseteam", CHIEF_EDITORS} <= names
    assert not {EDITORS, translators_of("ar")} & names


def test_who_works_here_without_groups_keeps_it_so():
    User.objects.create(username="allein")
    Group.objects.all().delete()
    migrate()
    assert not Group.objects.exists()


def test_a_new_installation_gets_groups_and_one_workflow():
    Group.objects.all().delete()
    Workflow.objects.all().delete()
    Group.objects.create(name="Moderators")
    ensure_roles()
    assert set(Group.objects.values_list("name", flat=True)) == {
        EDITORS,
        CHIEF_EDITORS,
        *(translators_of(tag) for tag in LANGUAGES if tag != "de"),
    }
    assert list(Workflow.objects.filter(active=True).values_list("name", flat=True)) == [WORKFLOW]


def test_a_language_added_to_the_table_gets_its_row_its_translators_and_their_rights():
    Group.objects.filter(name=translators_of("so")).delete()
    Locale.objects.get(language_code="so").delete()
    migrate()
    somali = Locale.objects.get(language_code="so")
    group = Group.objects.get(name=translators_of("so"))
    assert group.permissions.filter(codename="access_admin").exists()
    german = HomePage.objects.get(locale__language_code="de")
    page = german.copy_for_translation(somali)
    assert GroupPagePermission.objects.filter(group=group, page=page).exists()


def test_every_language_of_the_table_may_have_its_home_page():
    assert HomePage.max_count_per_parent == len(LANGUAGES)
    german = HomePage.objects.get(locale__language_code="de")
    for tag in list(LANGUAGES)[1:-1]:
        german.copy_for_translation(Locale.objects.get(language_code=tag))
    assert HomePage.can_create_at(Page.objects.get(depth=1))


def test_what_a_language_is_called_stands_in_the_table_alone():
    with override("de"):
        assert language_name("ckb") == "Zentralkurdisch (Sorani)"
    with override("en"):
        assert language_name("ckb") == LANGUAGES["ckb"].english
    assert ("ar", LANGUAGES["ar"].autonym) in admin_languages()
