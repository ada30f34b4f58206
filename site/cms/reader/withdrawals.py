"""What readers are told about something that was taken back, on a page and in a frame alike."""

import json
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cms.editions import reading
from cms.editions.reading import Row
from cms.editions.types import BY_NAME
from cms.reader.documents import document_of
from cms.reader.presentation import choice_name
from locales.languages import Language


def what_became_of(row: Row, language: Language, now: datetime) -> dict[str, Any]:
    """Title, text, reason and, while it is public, what took its place. At most one query."""
    successor = None
    if row.successor:
        found = reading.read_one(sorted(BY_NAME), row.successor, language.tag, now)
        successor = document_of(found, language.tag) if found and found.card else None
    return {
        "title": _("This page was withdrawn"),
        "text": _("It was public and is no longer available."),
        "reason": choice_name("withdrawal_reason", json.loads(row.head)["gone"]),
        "successor": successor,
    }
