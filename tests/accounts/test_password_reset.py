"""A forgotten password: who asks learns nothing, and no mailbox is filled."""

import re

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from home.roles import ensure_roles
from tests.admin.conftest import person

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/password_reset/"


@pytest.fixture(autouse=True)
def rana(db):
    ensure_roles()
    user = person("rana", "Redaktion")
    user.email = "rana@stadt.example.org"
    user.save()
    return user


def ask(email: str, network: str = "203.0.113.7"):
    return Client(REMOTE_ADDR=network).post(ADDRESS, {"email": email})


def work() -> None:
    """What the worker does with what waits."""
    for waiting in DBTaskResult.objects.ready():
        waiting.task.func(*waiting.task_result.args)
        waiting.delete()


def test_the_mail_is_sent_by_the_worker_in_the_persons_language(rana):
    answer = ask("Rana@stadt.example.org")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/password_reset/done/")
    assert mail.outbox == []
    work()
    (sent,) = mail.outbox
    assert sent.to == ["rana@stadt.example.org"]
    assert "Passwort" in sent.subject
    link = re.search(r"http\S+(/admin/password_reset/confirm/\S+)", sent.body).group(1)
    page = Client().get(link, follow=True)
    assert page.status_code == 200
    assert 'name="new_password1"' in page.content.decode()


def test_whoever_is_unknown_gets_the_same_answer_by_the_same_way():
    known, unknown = (ask(f"{name}@stadt.example.org") for name in ("rana", "niemand"))
    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    assert DBTaskResult.objects.count() == 2
    work()
    assert len(mail.outbox) == 1


def test_what_waits_for_the_worker_names_nobody():
    ask("rana@stadt.example.org")
    waiting = DBTaskResult.objects.get()
    assert "example.org" not in str(waiting.args_kwargs)


def test_three_mails_an_hour_and_no_more_from_wherever_it_is_asked(clock):
    for number in range(9):
        assert ask("rana@stadt.example.org", f"203.0.{number}.7").status_code == 302
    work()
    assert len(mail.outbox) == 3
    clock.shift(3600)
    ask("rana@stadt.example.org")
    work()
    assert len(mail.outbox) == 4


def test_one_network_cannot_ask_for_everybody(clock):
    for number in range(30):
        person(f"p{number}", "Redaktion")
    for number in range(30):
        ask(f"p{number}@stadt.example.org")
    asked = [waiting.args_kwargs["args"][0] for waiting in DBTaskResult.objects.ready()]
    assert len(asked) == 30
    ask("rana@stadt.example.org")
    work()
    assert mail.outbox == []
    ask("rana@stadt.example.org", "198.51.100.7")
    work()
    assert len(mail.outbox) == 1
