"""Thousands of made-up requests against the contract: schemathesis, inside this process, all its checks.

``API_CASES`` is the number of requests in all; CI asks for 10,000.
"""

import os
from datetime import UTC, datetime
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from cms.api.cursors import encode_cursor
from cms.api.routes import OPERATIONS
from cms.wsgi import application
from locales.languages import public_languages

CASES = int(os.environ.get("API_CASES", "0")) // len(OPERATIONS) + 1 if "API_CASES" in os.environ else 30
EVERYTHING = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    derandomize="API_CASES" not in os.environ,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# What the words "language-tag" and "cursor" mean is beyond JSON Schema: here is how to make some.
_NAMES = [name for language in public_languages() for name in (language.tag, language.bcp47, *language.aliases)]
schemathesis.openapi.format(
    "language-tag", st.sampled_from([*_NAMES, *(name.upper() for name in _NAMES), "ar-EG", "de-AT"])
)
schemathesis.openapi.format(
    "cursor",
    st.builds(
        lambda moment, key: encode_cursor(moment.isoformat(), str(key)),
        st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
        st.integers(0, 2**128 - 1).map(lambda number: UUID(int=number)),
    ),
)

contract = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.usefixtures("city")
@contract.parametrize()
@EVERYTHING
def test_answers_are_as_the_contract_says(case):
    case.call_and_validate()
