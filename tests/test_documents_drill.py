"""A slice of ``make drills``: PDFs through every door."""

import pytest

from tests.drills.documents import run


@pytest.mark.django_db
def test_a_pdf_that_opens_is_offered_and_no_other():
    rows = list(run(times=1, seed=2))
    assert len(rows) == 6
    assert [f"{row.what}: {sentence}" for row in rows for sentence in row.failed] == []
