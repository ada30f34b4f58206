"""How long publications take: from asking for one to its commit, waiting for others included."""

import time
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from cms.operations.watching import counting
from home.publishing import before_publication, visibility_changed

_began: ContextVar[float] = ContextVar("publication_began", default=0.0)


@receiver(before_publication)
def begin(sender, **kwargs: Any) -> None:
    _began.set(time.perf_counter())


@receiver(visibility_changed)
def end(sender, *, hidden: bool, **kwargs: Any) -> None:
    """Also sent for what is not a publication; then none was begun."""
    if (began := _began.get()) and not hidden:
        _began.set(0.0)
        told = lambda: counting.publication(time.perf_counter() - began)  # noqa: E731 - a thunk
        transaction.on_commit(told, robust=True)
