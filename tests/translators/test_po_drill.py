"""A slice of the drill of PO files."""

import pytest

from tests.drills.po_files import run
from tests.translators.people import person

pytestmark = pytest.mark.django_db


def test_files_of_agencies_and_attackers_are_taken_in_or_refused_as_a_whole():
    person("translator")
    assert [sentence for row in run(rounds=1) for sentence in row.failed] == []
