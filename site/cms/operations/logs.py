"""Lines of the log. What people write stands in no log: refusals quote the text they refuse."""

import logging
import traceback

from django.core.exceptions import ValidationError


class WithoutTexts(logging.Formatter):
    """Tracebacks as ever, but of a refusal only its name: not the sentences it is made of."""

    def formatException(self, ei):
        parts = []
        error = ei[1]
        while error is not None:
            parts.append(_lines(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nThat led to:\n".join(reversed(parts))


def _lines(error: BaseException) -> str:
    if isinstance(error, ValidationError):
        told = f"{type(error).__qualname__}: (what it says is not logged)"
    else:
        told = "".join(traceback.format_exception_only(error)).rstrip()
    return "".join(traceback.format_tb(error.__traceback__)) + told
