"""People of the office, logged in, with the German admin they have in their profile."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from home.accounts.models import User
from home.roles import CHIEF_EDITORS, EDITORS, ensure_language_home, ensure_roles, translators_of
from tests import office

PASSWORD = "richtig-langes-kennwort"


def person(name: str, group: str) -> User:
    """Somebody of one group who works with the admin in German."""
    user = User.objects.create_user(username=name, password=PASSWORD, first_name=name.title())
    user.groups.add(Group.objects.get(name=group))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "de"
    profile.save()
    return user


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def press_office(db):
    ensure_roles()
    return office.open_office()


@pytest.fixture
def editor(press_office):
    return person("redaktion", EDITORS)


@pytest.fixture
def chief(press_office):
    return person("chefredaktion", CHIEF_EDITORS)


@pytest.fixture
def translator(press_office):
    ensure_language_home("ar")
    return person("uebersetzung", translators_of("ar"))


@pytest.fixture
def editors_admin(editor):
    return logged_in(editor)


@pytest.fixture
def chiefs_admin(chief):
    return logged_in(chief)


@pytest.fixture
def translators_admin(translator):
    return logged_in(translator)
