"""A report of a fault says what failed and where, and nothing that people wrote or are known by."""

import json
import sys
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.operations.watching import sentry

SECRET = "Geheimnisfund"
EVENT = {
    "event_id": "1",
    "level": "error",
    "message": SECRET,
    "logentry": {"message": SECRET, "params": [SECRET]},
    "transaction": f"/de/{SECRET}",
    "user": {"ip_address": "203.0.113.7", "username": SECRET},
    "server_name": SECRET,
    "extra": {"sys.argv": [SECRET]},
    "contexts": {"x": SECRET},
    "breadcrumbs": {"values": [{"message": SECRET}]},
    "request": {
        "method": "POST",
        "url": f"https://vielfalt.stadt.example.org/de/suche/?q={SECRET}",
        "query_string": f"q={SECRET}",
        "cookies": {"sessionid": SECRET},
        "headers": {"Cookie": SECRET, "X-Forwarded-For": "203.0.113.7"},
        "env": {"REMOTE_ADDR": "203.0.113.7"},
        "data": {"title": SECRET},
    },
    "exception": {
        "values": [
            {
                "type": "PublishRefused",
                "value": SECRET,
                "stacktrace": {
                    "frames": [
                        {"filename": "home/x.py", "lineno": 3, "vars": {"title": SECRET},
                         "context_line": SECRET, "pre_context": [SECRET]}
                    ]
                },
            }
        ]
    },
}  # fmt: skip


def test_only_the_place_and_the_kind_of_fault_are_reported():
    told = sentry.scrubbed(EVENT, {})
    text = json.dumps(told)
    assert SECRET not in text
    assert "203.0.113" not in text
    (value,) = told["exception"]["values"]
    assert value["type"] == "PublishRefused"
    assert value["stacktrace"]["frames"] == [{"filename": "home/x.py", "lineno": 3}]
    assert told["request"]["url"] == "https://vielfalt.stadt.example.org/de/suche/"


def test_an_event_without_an_exception_says_no_text_either():
    assert SECRET not in json.dumps(sentry.scrubbed({"message": SECRET, "level": "error"}, {}))


def test_without_an_address_nothing_is_asked_for(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    sentry.start("")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    with pytest.raises(ImproperlyConfigured, match="sentry-sdk is not installed"):
        sentry.start("https://key@sentry.stadt.example.org/1")


def test_personal_data_and_variables_are_switched_off(monkeypatch):
    given = {}
    sdk = ModuleType("sentry_sdk")
    sdk.init = given.update
    monkeypatch.setitem(sys.modules, "sentry_sdk", sdk)
    sentry.start("https://key@sentry.stadt.example.org/1")
    assert given["send_default_pii"] is False
    assert given["include_local_variables"] is False
    assert given["before_send"] is sentry.scrubbed
