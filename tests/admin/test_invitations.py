"""A new person is invited by a link that works once; nobody types a password for somebody else."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from cms.operations.invitations import send_invitation
from home.accounts.models import User
from home.roles import EDITORS
from tests.translators.people import client_of, person

pytestmark = pytest.mark.django_db
PASSWORD = "Rheinufer-47-Fähre"


@pytest.fixture
def invited(monkeypatch) -> User:
    """Somebody an administrator has just added; the worker has sent the mail."""
    person("editor")
    asked = []
    monkeypatch.setattr(type(send_invitation), "enqueue", lambda self, pk: asked.append(pk))
    answer = client_of("admin").post(
        reverse("wagtailusers_users:add"),
        {
            "username": "rana", "email": "rana@stadt.example.org", "first_name": "Rana",
            "last_name": "Beispiel", "groups": [Group.objects.get(name=EDITORS).pk],
        },
    )  # fmt: skip
    assert answer.status_code == 302
    for user_id in asked:
        send_invitation.func(user_id)
    return User.objects.get(username="rana")


def link() -> str:
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def choose(client: Client, address: str):
    form = client.get(address, follow=True)
    return client.post(
        form.request["PATH_INFO"], {"new_password1": PASSWORD, "new_password2": PASSWORD}
    )


def test_the_form_for_new_people_asks_for_no_password():
    page = client_of("admin").get(reverse("wagtailusers_users:add")).content.decode()
    assert "password1" not in page


WITHOUT_ROLE = {
    "username": "ohne", "email": "ohne@stadt.example.org", "first_name": "O.",
    "last_name": "Rolle",
}  # fmt: skip


def test_nobody_is_invited_without_a_role_and_the_form_says_so_at_the_roles():
    admin = client_of("admin")
    add = reverse("wagtailusers_users:add")
    answer = admin.post(add, WITHOUT_ROLE)
    assert "mindestens eine Rolle" in answer.context["form"].errors["groups"][0]
    assert "mindestens eine Rolle" in answer.content.decode()
    assert not User.objects.filter(username="ohne").exists()
    assert admin.post(add, {**WITHOUT_ROLE, "is_superuser": "on"}).status_code == 302


def test_the_last_role_is_not_taken_from_somebody_who_still_works_here(invited):
    admin = client_of("admin")
    edit = reverse("wagtailusers_users:edit", args=[invited.pk])
    answer = admin.post(edit, {**WITHOUT_ROLE, "is_active": "on"})
    assert "mindestens eine Rolle" in answer.context["form"].errors["groups"][0]
    assert invited.groups.exists()
    assert admin.post(edit, WITHOUT_ROLE).status_code == 302  # who leaves needs none


def test_who_is_invited_chooses_a_password_and_gets_in(invited):
    assert mail.outbox[-1].to == ["rana@stadt.example.org"]
    assert not invited.has_usable_password()
    assert choose(Client(), link()).status_code == 302
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)


def test_opening_the_link_uses_nothing_up_but_choosing_does(invited):
    address = link()
    for _scanner in range(3):
        Client().get(address, follow=True)
    choose(Client(), address)
    page = Client().get(address, follow=True).content.decode()
    assert "new_password1" not in page


def test_the_link_can_be_sent_again_by_an_administrator_alone(invited):
    address = reverse("invite_user", args=[invited.pk])
    assert "Eingeladen" in client_of("admin").get(address).content.decode()
    for role in ("editor", "translator", "chief"):
        assert client_of(role).post(address).status_code in (302, 403)
        assert client_of(role).post(address).headers.get("Location", "/admin/") == "/admin/"
    assert client_of("admin").post(address).headers["Location"] == reverse(
        "wagtailusers_users:index"
    )


def test_whoever_left_gets_no_link(invited):
    User.objects.filter(pk=invited.pk).update(is_active=False)
    before = len(mail.outbox)
    send_invitation.func(invited.pk)
    assert len(mail.outbox) == before
