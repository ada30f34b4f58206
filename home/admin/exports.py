"""Tables that people download: a title that looks like a formula stays text in the spreadsheet.

OWASP, CSV injection: https://owasp.org/www-community/attacks/CSV_Injection
"""

from functools import wraps
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(value: Any) -> Any:
    """Text that a spreadsheet would calculate, with an apostrophe before it; all else as it is."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(FORMULA_BEGINS):
        return f"'{value}"
    return value


def install() -> None:
    """Let every export of the admin, Wagtail's own reports too, write inert cells into CSV."""
    write = SpreadsheetExportMixin.preprocess_field_value
    if hasattr(write, "__wrapped__"):
        return

    @wraps(write)
    def preprocess(view, field, value, export_format):
        written = write(view, field, value, export_format)
        return inert(written) if export_format == view.FORMAT_CSV else written

    SpreadsheetExportMixin.preprocess_field_value = preprocess
