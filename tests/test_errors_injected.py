"""A slice of the drill that makes each call fail; ``make drills`` tries every call."""

import pytest

from cms.editions import hiding, publisher
from home import publishing
from tests.drills import world
from tests.drills.errors import try_all

pytestmark = pytest.mark.usefixtures("transactional_db")
EVERY = 61  # a prime: each act is tried at other places


def test_whatever_fails_nothing_hidden_shows_nothing_is_parked_and_all_is_right_in_the_end():
    rows = list(try_all(every=EVERY))
    assert len(rows) == len(world.ACTS)
    assert sum(row.tried for row in rows) > 40
    assert [sentence for row in rows for sentence in row.failed] == []


def test_the_drill_sees_a_page_that_stays_visible(monkeypatch):
    monkeypatch.setattr(hiding, "hide", lambda keys, now: False)
    (row,) = try_all(every=1_000, acts=("restrict",))
    assert any("visible, though it is hidden" in sentence for sentence in row.failed)


def test_the_drill_sees_what_nobody_was_told(monkeypatch):
    monkeypatch.setattr(publishing, "_tell", lambda draft, revision: None)
    (row,) = try_all(every=1_000, acts=("publish",))
    assert any("nobody was told" in sentence for sentence in row.failed)


def test_the_drill_sees_what_is_never_tried_again(monkeypatch):
    monkeypatch.setattr(publisher, "render_failed", lambda key, error: None)
    (row,) = try_all(every=7, acts=("take a topic back",))
    assert row.failed
