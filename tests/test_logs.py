"""The log tells what went wrong and where, and not what somebody wrote."""

import logging
import sys

import pydantic
import pytest

from cms.operations.logs import WithoutTexts
from home.contract_parts import Breadcrumb
from home.failures import PublishFailed, PublishRefused
from tests import office

SECRET = "Die Dezernentin tritt zurück"


def logged(error: Exception) -> str:
    """The error with its causes as it stands in the log."""
    record = logging.LogRecord("x", logging.ERROR, "", 1, "Not published", None, None)
    try:
        raise error
    except type(error):
        record.exc_info = sys.exc_info()
    return WithoutTexts("%(message)s").format(record)


@pytest.fixture
def draft(db):
    return office.draft_release(SECRET)


def test_a_refusal_is_named_and_not_quoted(draft):
    told = logged(PublishRefused([f"“{SECRET}” is not translated."], draft))
    assert "PublishRefused" in told
    assert "test_logs.py" in told
    assert SECRET not in told


def test_a_refusal_among_the_causes_is_not_quoted_either(draft):
    failed = PublishFailed(draft)
    failed.__cause__ = PublishRefused([f"“{SECRET}” is not translated."], draft)
    told = logged(failed)
    assert f"pressreleases.PressRelease {draft.pk}" in told
    assert "That led to:" in told
    assert SECRET not in told


def test_what_does_not_fit_the_contract_is_named_without_its_value():
    with pytest.raises(pydantic.ValidationError) as caught:
        Breadcrumb(title=[SECRET], url="/", locale="de", direction="ltr")
    told = logged(caught.value)
    assert "title" in told
    assert SECRET not in told


def test_other_errors_say_what_they_say():
    assert "KeyError: 'zugang'" in logged(KeyError("zugang"))
