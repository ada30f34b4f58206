"""Sentences of the admin with titles in them, after something was done and in the history."""

from django.contrib.messages.storage.fallback import FallbackStorage
from django.utils.safestring import SafeString, mark_safe
from wagtail.log_actions import LogFormatter

from locales.direction import isolate_quoted


def in_order(sentence: str) -> str:
    """The sentence with its quoted titles isolated; safe where it was safe, and only there."""
    text = isolate_quoted(str(sentence))
    return mark_safe(text) if isinstance(sentence, SafeString) else text


class Messages(FallbackStorage):
    def add(self, level, message, extra_tags=""):
        super().add(level, in_order(message), extra_tags)


class HistoryFormatter(LogFormatter):
    """Another formatter's words about what was done."""

    def __init__(self, own: LogFormatter) -> None:
        self.own, self.label, self.comment = own, own.label, own.comment

    def format_message(self, log_entry):
        return in_order(self.own.format_message(log_entry))

    def format_comment(self, log_entry):
        return self.own.format_comment(log_entry)
