"""Thousands of made-up requests against the contract: schemathesis, in this process, all checks.

``API_CASES`` is the number of requests in all; CI asks for 10,000. They are the same each time;
``API_SEARCH=1`` looks for new ones.
"""

import os
from datetime import UTC, datetime
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from cms.api.cursors import cursor_of, encode_place
from cms.api.routes import OPERATIONS
from directory.choices import District
from home.fields import SPOKEN_LANGUAGES
from locales.languages import public_languages

CASES = int(os.environ.get("API_CASES", 30 * len(OPERATIONS))) // len(OPERATIONS) + 1
EVERYTHING = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    derandomize="API_SEARCH" not in os.environ,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# What the words "language-tag" and "cursor" mean is beyond JSON Schema: here is how to make some.
_NAMES = [
    name
    for language in public_languages()
    for name in (language.tag, language.bcp47, *language.aliases)
]
_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
_KEYS = st.integers(0, 2**128 - 1).map(lambda number: str(UUID(int=number)))
_FORMATS = {
    "language-tag": st.sampled_from(
        [*_NAMES, *(name.upper() for name in _NAMES), "ar-EG", "de-AT"]
    ),
    "cursor": st.builds(lambda at, key: cursor_of("/", at.isoformat(), key), _MOMENTS, _KEYS),
    "search-cursor": st.builds(
        lambda rank, at, key: cursor_of("/", str(rank), at.isoformat(), key),
        st.integers(0, 1),
        _MOMENTS,
        _KEYS,
    ),
    "language-code": st.sampled_from([tag for tag, _name in SPOKEN_LANGUAGES]),
    "district-code": st.sampled_from(District.values),
    "change-cursor": st.integers(0, 10**9).map(lambda seq: encode_place(seq, "a line")),
}
for _name, _strategy in _FORMATS.items():
    schemathesis.openapi.format(_name, _strategy)

contract = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def kept_connection(db):
    """A request's end closes its connection, and with it the test's transaction; Django's own test
    client, which schemathesis does not use, unplugs the same two signals.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("city", "kept_connection")
@contract.parametrize()
@EVERYTHING
def test_answers_are_as_the_contract_says(case):
    # A schema cannot tell for which list a cursor was given, which topics there are today, nor
    # what needs what.
    asked = (case.query or {}).keys()
    mixed = bool(asked & {"cursor", "since", "topic"}) or (
        "radius_km" in asked and "near" not in asked
    )
    case.call_and_validate(excluded_checks=[positive_data_acceptance] if mixed else [])
