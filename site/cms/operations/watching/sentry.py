"""Optional reports of faults to a Sentry (or GlitchTip) of one's own: SENTRY_DSN, sentry-sdk.

They carry what a line of the log carries, and nothing else: types, places in the program, the
request's method and path. No address, cookie, form, query, variable or text.
https://docs.sentry.io/platforms/python/configuration/options/
"""

from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_OF_REQUEST = ("method", "url")
_KEPT = (
    "event_id", "timestamp", "level", "logger", "platform", "environment", "exception",
    "request",
)  # fmt: skip


def start(dsn: str) -> None:
    """Report faults from now on. ImproperlyConfigured where the package is missing."""
    if not dsn:
        return
    try:
        sdk: Any = import_module("sentry_sdk")
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, and sentry-sdk is not installed: .venv/bin/pip install sentry-sdk"
        ) from error
    sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        before_send=scrubbed,
    )


def scrubbed(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """An event without what people wrote, asked for, or are known by."""
    kept = {name: event[name] for name in _KEPT if name in event}
    if "request" in kept:
        request = {name: event["request"].get(name, "") for name in _OF_REQUEST}
        request["url"] = str(request["url"]).partition("?")[0]
        kept["request"] = request
    values = kept.get("exception", {}).get("values", [])
    kept["exception"] = {"values": [_without_text(value) for value in values]}
    return kept


def _without_text(value: dict[str, Any]) -> dict[str, Any]:
    frames = value.get("stacktrace", {}).get("frames", [])
    places = ("filename", "module", "function", "lineno", "in_app", "abs_path")
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "stacktrace": {
            "frames": [{name: frame[name] for name in places if name in frame} for frame in frames]
        },
    }
