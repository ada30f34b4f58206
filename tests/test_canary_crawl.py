"""Nothing hidden leaks: a stranger asks for everything, with and without what is hidden.

Canaries are words that stand in one hidden thing only. None may come back from any address, method
or language, and no answer may differ by a byte. The control: once public, each is found wherever it
should be, so that an answer without it says something.
"""

import logging
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import transaction

from cms.api.read import read
from cms.api.routes import OPERATIONS
from cms.editions.public_media import sweep
from tests import office
from tests.addresses import addresses
from tests.canaries import pages, references
from tests.canaries.public import publish_everything, shown_on
from tests.canaries.stranger import CANARY, Stranger, declared_parameters
from tests.canaries.words import SOON, Asked, Words
from tests.reader.building import found_city

pytestmark = pytest.mark.django_db
NEVER_SEEN = (*pages.NEVER_SEEN, *references.NEVER_SEEN)
ONCE_SEEN = (*pages.ONCE_SEEN, *references.ONCE_SEEN)


def settle() -> None:
    """What the worker and the sweep of the public store do."""
    office.catch_up()
    sweep()


def journal() -> bytes:
    return read("GET", "/changes", "limit=500", {}, datetime.now(UTC)).body


@contextmanager
def silent_log():
    """A stranger's refused methods and wrong addresses would fill the log."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker):
    """The database of a test for the fixtures of this module; everything is rolled back."""

    @contextmanager
    def opened():
        for name in storages["public"].listdir("")[1]:  # what other tests' cities left there
            storages["public"].delete(name)
        with (
            silent_log(),
            django_db_blocker.unblock(),
            time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as clock,
            transaction.atomic(),
        ):
            yield clock
            transaction.set_rollback(True)

    return opened


@pytest.fixture(scope="module")
def crawls(newsroom):
    """The stranger with and without what is hidden, and the journal with what never was public."""
    asked = Asked()
    with newsroom() as clock:
        found_city()
        hiding = [way(Words(n, asked)) for n, way in enumerate((*NEVER_SEEN, *ONCE_SEEN))]
        for way in hiding:
            next(way)
        settle()
        with transaction.atomic():
            for way in hiding[: len(NEVER_SEEN)]:
                list(way)
            settle()
            told = journal()
            for way in hiding[len(NEVER_SEEN) :]:
                list(way)
            clock.shift(2 * SOON)
            settle()
            with_hidden = Stranger(asked).ask_for_everything()
            transaction.set_rollback(True)
        clock.shift(-2 * SOON)
        silent = journal()
        clock.shift(2 * SOON)
        settle()
        without = Stranger(asked).ask_for_everything()
    return with_hidden, without, (told, silent)


@pytest.fixture(scope="module")
def control(newsroom):
    """The stranger where the canaries are public, and the words that are."""
    asked = Asked()
    word = Words(99, asked)
    with newsroom():
        found_city()
        publish_everything(word)
        settle()
        return Stranger(asked).ask_for_everything(), word


def test_no_canary_comes_back_from_anywhere(crawls):
    with_hidden, _without, _journals = crawls
    found = {
        place: leaked
        for place, said in with_hidden.answers.items()
        if (
            leaked := said.canaries
            - set(CANARY.findall(place[-1].casefold()))
            - waiting_in(place[0])
        )
    }
    assert found == {}


def waiting_in(surface: str) -> set[str]:
    """Files of what is under embargo lie in the public store already, and are not served."""
    numbers = [
        number
        for number, way in enumerate(NEVER_SEEN)
        if way in pages.EMBARGOED and surface == "public store"
    ]
    return {Words(number, Asked())("pdf") for number in numbers}


def may_differ(place: tuple[str, ...], gone: list) -> bool:
    """The journal tells that something public went; readers of what was withdrawn are told so."""
    surface, _method, _language, target = place
    return surface.startswith("api changes") or any(str(said) in target.casefold() for said in gone)


def test_no_answer_differs_by_a_byte_with_what_is_hidden(crawls):
    with_hidden, without, _journals = crawls
    assert len(with_hidden.answers) > 10_000
    differing = [
        place
        for place in with_hidden.answers.keys() | without.answers.keys()
        if with_hidden.answers.get(place) != without.answers.get(place)
        and not may_differ(place, with_hidden.asked.gone)
    ]
    assert sorted(differing) == []


def test_what_never_was_public_leaves_no_trace_in_the_journal(crawls):
    _with_hidden, _without, (told, silent) = crawls
    assert told == silent


def test_once_public_every_canary_is_found_where_it_should_be(control):
    stranger, word = control
    surfaces = {place[0] for place in stranger.answers}
    told = {surface: stranger.told(surface) for surface in surfaces}
    missing = {
        (surface, name)
        for surface in surfaces
        for name in shown_on(surface)
        if word(name).casefold() not in told[surface]
    }
    assert missing == set()


def test_the_stranger_went_to_every_address_of_the_house(control):
    stranger, _word = control
    assert [address for address in addresses() if address.route not in stranger.routes] == []


def test_the_stranger_tried_every_parameter_of_the_contract(control):
    stranger, _word = control
    declared = {
        (operation.path, name)
        for operation in OPERATIONS
        for name in declared_parameters(operation)
    }
    assert declared - stranger.parameters == set()


def test_an_address_or_surface_nobody_declared_would_be_noticed(control):
    stranger, _word = control
    assert "neu/<int:pk>/" not in stranger.routes
    with pytest.raises(LookupError, match="feed"):
        shown_on("feed")
