"""Why something was not published or shown, and what people are told of it.

Three kinds: the text must be mended (``PublishRefused``), something is not there just now
(``Unavailable``, a database that does not answer), and a fault of the program. Only the first waits
for an editor; the others are tried again.
"""

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _


class PublishRefused(ValidationError):
    """What stands in the way of publishing, one sentence a person can act on per problem.

    ``instance`` is the draft that stays as it was.
    """

    def __init__(self, problems: list[str], instance) -> None:
        super().__init__(problems)
        self.instance = instance


class Unavailable(Exception):
    """A file or server that is needed is not there now; the text is a sentence for editors."""


class PublishFailed(Exception):
    """Nothing was published, for no fault of the text: ``__cause__`` says why.

    ``instance`` is the draft that stays as it was.
    """

    def __init__(self, instance) -> None:
        super().__init__(f"not published: {instance._meta.label} {instance.pk}")
        self.instance = instance


def sentences_of(error: BaseException) -> list[str]:
    """What editors are told of an error, in the active language."""
    if isinstance(error, PublishFailed) and error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, PublishRefused):
        return error.messages
    if isinstance(error, Unavailable):
        return [str(error)]
    if isinstance(error, OperationalError | InterfaceError):
        return [_("The database did not answer.")]
    return [
        _(
            "A fault in the program (%(name)s), not in your text. "
            "It stands in the log: please tell whoever runs the site."
        )
        % {"name": type(error).__name__}
    ]


def is_ours(error: BaseException) -> bool:
    """Whether the program is to blame, so that whoever runs it must read of it."""
    cause = error.__cause__ if isinstance(error, PublishFailed) else error
    return not isinstance(cause, PublishRefused | Unavailable | OperationalError | InterfaceError)
