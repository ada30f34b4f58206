"""Requests that no form of the admin sends: 400, where Wagtail's views would fall over them."""

import logging
import re
from collections.abc import Iterator
from traceback import walk_tb

from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest
from django.urls import get_resolver, reverse
from django.utils.datastructures import MultiValueDictKeyError

from home.publishing import PublishRefused

# Beyond what a column of whole numbers holds (64 bits), on the way to a key or a place in a list.
TOO_LONG = re.compile(r"^-?\d{19,}$")
NUL = "\x00"
# Numbers in the address of a list or a bulk action; Wagtail hands them to the database as they are.
NUMBERS = {"id", "parent", "child_of", "descendant_of", "translation_of", "collection_id"}
WORDS_BESIDE_NUMBERS = {"", "all", "root"}
# A field without which Wagtail's form cannot be asked whether it is valid.
NEEDED = {"wagtailadmin_choose_page_external_link": "external-link-chooser-url"}
# Where widgets, blocks and sets of forms read what was sent.
_READING = {"value_from_datadict", "_construct_form", "_existing_object"}
_ORDERING = (
    "InlinePanel.BoundPanel.__init__"  # by the number in each row, which is not always there
)
logger = logging.getLogger(__name__)


class BadInputMiddleware:
    """Stands around the admin alone; the public side has its own answers."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """BadRequest for NUL, for numbers no row can have, for a form without its fields.

        Http404 for a key that is no number: Wagtail's choosers hand it to the database.
        """
        if not _is_admin(request):
            return
        _refuse_odd_values(request, [str(value) for value in (*args, *kwargs.values())])
        match = request.resolver_match
        needed = NEEDED.get(match.view_name) if match else None
        if request.method == "POST" and needed and needed not in request.POST:
            raise BadRequest(f"The field {needed} is missing.")
        if not _is_number(str(kwargs.get("pk", ""))):
            raise Http404("Every key is a number.")
        if words := request.GET.get("q"):
            # Wagtail's index for SQLite takes these for its own signs.
            query = request.GET.copy()
            query["q"] = words.translate({ord(sign): " " for sign in '"\\'})
            request.GET = query  # type: ignore[assignment]  # a copy of itself is as good

    def process_exception(self, request: HttpRequest, exception: Exception):
        """400 for a form that was sent without fields it has, or with what it cannot keep."""
        if not _is_admin(request) or isinstance(exception, PublishRefused):
            return None
        is_refusal = isinstance(exception, (MultiValueDictKeyError, ValidationError, InvalidPage))
        if is_refusal or (request.method == "POST" and _fell_over_what_was_sent(exception)):
            return get_resolver().resolve_error_handler(400)(request, exception)  # type: ignore[call-arg]  # stubs know handlers of 500 alone
        return None


def _fell_over_what_was_sent(exception: Exception) -> bool:
    """Whether it was raised where a form's fields and rows are read, and nowhere else.

    Wagtail takes the numbers of blocks and the JSON of texts for what its own editor sends.
    """
    if not isinstance(exception, (ValueError, TypeError, LookupError, AttributeError)):
        return False
    codes = [frame.f_code for frame, _line in walk_tb(exception.__traceback__)]
    was_read = any(code.co_name in _READING or code.co_qualname == _ORDERING for code in codes)
    if was_read:
        logger.warning("A form that no page of ours sends: %s", type(exception).__name__)
    return was_read


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _refuse_odd_values(request: HttpRequest, in_address: list[str]) -> None:
    if any(NUL in text for text in (*in_address, *_texts(request))):
        raise BadRequest("A NUL character.")
    if any(TOO_LONG.match(value) for value in in_address):
        raise BadRequest("A number that is too long in the address.")
    for name, values in request.GET.lists():
        for value in values:
            if TOO_LONG.match(value) or (name in NUMBERS and not _is_number(value)):
                raise BadRequest(f"Not a number that can be: {name}.")


def _is_number(value: str) -> bool:
    return value in WORDS_BESIDE_NUMBERS or (value.isascii() and value.isdigit())


def _texts(request: HttpRequest) -> Iterator[str]:
    for data in (request.GET, request.POST):
        for name, values in data.lists():
            yield name
            yield from values
