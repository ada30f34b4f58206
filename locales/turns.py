"""One writer at a time: who publishes or hides takes a turn before any row is locked."""

from contextlib import contextmanager

from django.db import transaction
from django.dispatch import Signal

# Sent as the first thing in every transaction that publishes or hides: who must take turns does it
# before Wagtail locks a row, or two of them could wait for each other.
transaction_began = Signal()


@contextmanager
def one_transaction():
    """All of it or nothing, one at a time."""
    with transaction.atomic():
        transaction_began.send(sender=None)
        yield
