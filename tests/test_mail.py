"""Mail is the worker's: whatever the mail server does, nobody who uses the site waits for it."""

import smtplib
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.operations.mail import how_many_wait, send_what_is_due
from cms.operations.models import Letter
from home.roles import ensure_roles
from tests import office
from tests.admin.conftest import chief, editor, editors_admin, person, press_office
from tests.admin.forms import edit_url, press
from tests.admin.test_corrections import FIRST
from tests.silent import silent_server

__all__ = ["chief", "editor", "editors_admin", "press_office"]
pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
TIMEOUT_S = 1


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.EMAIL_BACKEND = "cms.operations.mail.Outbox"
    settings.MAIL_TRANSPORT = LOCMEM


@pytest.fixture
def silent(settings):
    with silent_server() as server:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = TIMEOUT_S
        yield server


def work() -> float:
    """What the worker does with what waits, and how long it took."""
    began = time.monotonic()
    while waiting := DBTaskResult.objects.ready().first():
        waiting.delete()
        waiting.task.func(*waiting.task_result.args)
    return time.monotonic() - began


def write(to: str = "rana@stadt.example.org") -> None:
    send_mail("Ein Gruß", "Guten Tag", None, [to])


def test_ten_forgotten_passwords_wait_for_no_silent_mail_server(silent):
    ensure_roles()
    for number in range(10):
        user = person(f"p{number}", "Redaktion")
        user.email = f"p{number}@stadt.example.org"
        user.save()
    slowest = 0.0
    for number in range(10):
        began = time.monotonic()
        answer = Client().post("/admin/password_reset/", {"email": f"p{number}@stadt.example.org"})
        assert answer.status_code == 302
        slowest = max(slowest, time.monotonic() - began)
    assert silent.calls == []
    assert slowest < TIMEOUT_S
    # The worker asks once for all of them.
    assert work() < 3 * TIMEOUT_S
    assert len(silent.calls) == 1
    assert how_many_wait() == {"waiting": 10, "failing": 1, "given_up": 0}


def test_whoever_hands_in_a_text_waits_for_no_silent_mail_server(silent, editors_admin, chief):
    chief.email = "chefin@stadt.example.org"
    chief.save()
    page = office.published_release("Mit Fehler")
    answer = press(editors_admin, edit_url(page), "action-submit", **FIRST)
    assert answer.status_code == 302
    assert silent.calls == []
    (letter,) = Letter.objects.all()
    assert letter.message["to"] == ["chefin@stadt.example.org"]
    assert letter.message["extra_headers"] == {"Auto-Submitted": "auto-generated"}


def test_a_letter_comes_as_it_was_written(settings):
    message = mail.EmailMultiAlternatives(
        "Bärengasse", "Text", "a@stadt.example.org", ["b@stadt.example.org"],
        bcc=["c@stadt.example.org"], reply_to=["d@stadt.example.org"], headers={"X-Ours": "1"},
    )  # fmt: skip
    message.attach_alternative("<p>Text</p>", "text/html")
    message.send()
    assert mail.outbox == []
    work()
    (sent,) = mail.outbox
    assert sent.message().as_bytes().count(b"Text") == 2
    assert (sent.subject, sent.recipients()) == (
        "Bärengasse", ["b@stadt.example.org", "c@stadt.example.org"],
    )  # fmt: skip
    assert (sent.reply_to, sent.extra_headers) == (["d@stadt.example.org"], {"X-Ours": "1"})
    assert not Letter.objects.exists()


def test_nothing_is_sent_of_what_was_undone():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_letter_with_an_attachment_is_refused_rather_than_sent_without():
    message = EmailMessage("Plan", "Anbei", None, ["b@stadt.example.org"])
    message.attach("plan.txt", "Plan", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        message.send()


class Refuses(BaseEmailBackend):
    """A server that will not have one address, and takes all others."""

    sent: list[str] = []

    def send_messages(self, messages):
        for message in messages:
            if message.to == ["weg@stadt.example.org"]:
                raise smtplib.SMTPRecipientsRefused({"weg@stadt.example.org": (550, b"unknown")})
            self.sent += message.to
        return len(messages)


def test_an_address_that_is_refused_stops_no_other_letter(settings, caplog):
    settings.MAIL_TRANSPORT = f"{__name__}.Refuses"
    Refuses.sent.clear()
    for name in ("weg", "rana", "olena"):
        write(f"{name}@stadt.example.org")
    work()
    assert Refuses.sent == ["rana@stadt.example.org", "olena@stadt.example.org"]
    assert how_many_wait() == {"waiting": 1, "failing": 1, "given_up": 0}
    assert "SMTPRecipientsRefused" in caplog.text
    assert "weg@stadt" not in caplog.text


def test_pauses_grow_and_what_failed_is_sent_once_the_server_is_back(silent, settings, clock):
    write()
    work()
    tries = [len(silent.calls)]
    for seconds in (29, 1, 59, 1):
        clock.shift(seconds)
        send_what_is_due()
        work()
        tries.append(len(silent.calls))
    assert tries == [1, 1, 2, 2, 3]
    write("olena@stadt.example.org")  # a new letter does not call the server that is left alone
    work()
    assert len(silent.calls) == 3
    settings.MAIL_TRANSPORT = LOCMEM
    clock.shift(120)
    send_what_is_due()
    work()
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "olena@stadt.example.org", "rana@stadt.example.org",
    ]  # fmt: skip


def test_after_two_days_a_letter_is_given_up_and_its_text_is_gone(settings, clock):
    settings.MAIL_TRANSPORT = f"{__name__}.Refuses"
    write("weg@stadt.example.org")
    for _ in range(60):
        send_what_is_due()
        work()
        clock.shift(3600)
    letter = Letter.objects.get()
    assert (letter.message, letter.next_try_at) == ({}, None)
    assert how_many_wait() == {"waiting": 0, "failing": 0, "given_up": 1}
    clock.shift(timedelta(days=14))
    send_what_is_due()
    assert not Letter.objects.exists()


def test_a_letter_that_a_killed_worker_had_begun_is_sent_by_the_next(clock):
    write()
    Letter.objects.update(next_try_at=timezone.now() + timedelta(minutes=2))  # as it was claimed
    work()
    assert mail.outbox == []
    clock.shift(120)
    send_what_is_due()
    work()
    assert len(mail.outbox) == 1


def test_a_dead_worker_finds_one_task_and_not_one_for_each_tick():
    write()
    for _ in range(5):
        send_what_is_due()
    assert DBTaskResult.objects.count() == 1
