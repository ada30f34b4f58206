"""A slice of ``make drills``: titles, phones, hours and pastes through the editor's forms."""

import pytest

from tests.drills.typed import run


@pytest.mark.django_db
def test_what_people_type_arrives_as_it_was_meant():
    rows = list(run(cases=12, seed=3))
    assert {row.tried for row in rows} == {12}
    assert [sentence for row in rows for sentence in row.failed] == []
