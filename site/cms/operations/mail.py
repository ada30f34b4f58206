"""Mail waits in the database and is sent by the worker: no request ever speaks to a mail server.

``Outbox`` is Django's mail backend, so that Wagtail's notifications go this way like our own mails.
What cannot be sent is tried again after pauses that double up to an hour, for two days. A server
that does not answer is left alone for that long by all mails; an address that is refused stops
nobody else's.
"""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Count, Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from cms.operations.models import Letter

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=2)
FORGOTTEN_AFTER = timedelta(days=14)
CLAIMED = timedelta(minutes=2)  # a worker killed while it sends gives a letter back after that
PER_RUN = 100
_FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")
# Refusals of one letter; whatever else fails is the server's, and concerns all.
_OF_THE_LETTER = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
)


class Outbox(BaseEmailBackend):
    """Writes letters down, with the transaction that wants them sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = [Letter(message=_as_json(message)) for message in email_messages]
        Letter.objects.bulk_create(letters)
        if letters:
            send_letters.enqueue()
        return len(letters)


def _as_json(message: EmailMessage) -> dict[str, Any]:
    """ValueError for what would get lost: nothing of ours has an attachment."""
    if message.attachments:
        raise ValueError("A letter with attachments cannot wait in the database.")
    alternatives = getattr(message, "alternatives", [])
    return {
        **{name: _plain(getattr(message, name)) for name in _FIELDS},
        "alternatives": [[str(content), mimetype] for content, mimetype in alternatives],
    }


def _plain(value: Any) -> Any:
    """Subjects may be lazy translations: they are written in the language of now."""
    if isinstance(value, dict):
        return {name: str(text) for name, text in value.items()}
    return [str(part) for part in value] if isinstance(value, list | tuple) else str(value)


@task()
def send_letters() -> None:
    """Send what is due, oldest first, until the server fails."""
    now = timezone.now()
    if (until := _server_is_left_alone_until(now)) is not None:
        Letter.objects.filter(next_try_at__lt=until).update(next_try_at=until)
        return
    due = Letter.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk")
    connection = get_connection(settings.MAIL_TRANSPORT)
    try:
        for letter in due[:PER_RUN]:
            if _claim(letter, now) and not _send(letter, connection):
                return
    finally:
        _close(connection)


def _server_is_left_alone_until(now: datetime) -> datetime | None:
    failed = Letter.objects.filter(is_servers_fault=True, next_try_at__gt=now)
    return failed.order_by("next_try_at").values_list("next_try_at", flat=True).first()


def _claim(letter: Letter, now: datetime) -> bool:
    mine = Letter.objects.filter(pk=letter.pk, next_try_at=letter.next_try_at)
    return mine.update(next_try_at=now + CLAIMED, is_servers_fault=False) == 1


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    """Whether the server is there for the next one."""
    message = EmailMultiAlternatives(connection=connection, **_arguments(letter.message))
    try:
        message.send()
    except Exception as error:  # noqa: BLE001 - libraries of mail raise anything; it is written down
        _failed(letter, error)
        return isinstance(error, _OF_THE_LETTER)
    letter.delete()
    return True


def _arguments(stored: dict[str, Any]) -> dict[str, Any]:
    named = {**stored, "headers": stored["extra_headers"]}
    del named["extra_headers"]
    return named


def _failed(letter: Letter, error: Exception) -> None:
    now = timezone.now()
    attempts = letter.attempts + 1
    pause = min(FIRST_PAUSE * 2 ** min(attempts - 1, 7), LONGEST_PAUSE)
    is_over = now + pause > letter.created_at + GIVEN_UP_AFTER
    Letter.objects.filter(pk=letter.pk).update(
        attempts=attempts,
        is_servers_fault=not isinstance(error, _OF_THE_LETTER) and not is_over,
        problem=type(error).__name__,  # what servers say quotes the address
        next_try_at=None if is_over else now + pause,
        **({"message": {}} if is_over else {}),
    )
    told = "given up" if is_over else f"tried again in {pause.total_seconds():.0f} s"
    logger.error(
        "A mail cannot be sent (%s, attempt %d): %s.", type(error).__name__, attempts, told
    )


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as error:
        logger.warning("The mail server did not say goodbye: %s", type(error).__name__)


def send_what_is_due() -> None:
    """A step of the tick: wakes a worker for letters whose pause is over, and forgets old ones."""
    now = timezone.now()
    given_up = Letter.objects.filter(next_try_at=None)
    given_up.filter(created_at__lt=now - FORGOTTEN_AFTER).delete()
    is_asked_for = DBTaskResult.objects.ready().filter(task_path=send_letters.module_path).exists()
    if not is_asked_for and Letter.objects.filter(next_try_at__lte=now).exists():
        send_letters.enqueue()


def how_many_wait() -> dict[str, int]:
    """How many letters wait, how many of them failed already, how many were given up. One query."""
    return Letter.objects.aggregate(
        waiting=Count("pk", filter=Q(next_try_at__isnull=False)),
        failing=Count("pk", filter=Q(next_try_at__isnull=False, attempts__gt=0)),
        given_up=Count("pk", filter=Q(next_try_at__isnull=True)),
    )
