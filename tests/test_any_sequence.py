"""Whatever editors do, in whatever order: nothing hidden is visible before any worker has run, what
is public equals a rendering made anew after draining, and the journal replays to what is there.
"""

import os
from datetime import UTC, datetime

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.newsroom import COUNTS, Newsroom, furnish

SHARDS = 8  # run beside each other by `pytest -n`
RUNS = int(os.environ.get("STATEFUL_RUNS", "200")) // SHARDS
STEPS = int(os.environ.get("STATEFUL_STEPS", "30"))


@pytest.mark.django_db
@pytest.mark.parametrize("shard", range(SHARDS))
def test_any_sequence_of_edits_leaks_nothing_and_converges(shard, record_property):
    COUNTS.clear()
    with time_machine.travel(datetime(2026, 3, 1, 9, 0, tzinfo=UTC)):
        furnished = furnish()
    newsroom = type("ShardsNewsroom", (Newsroom,), {"furnished": furnished})
    if "STATEFUL_SEARCH" not in os.environ:
        # The gate walks the same sequences each time, and each shard its own.
        seed(shard)(newsroom)
    run_state_machine_as_test(
        newsroom,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            # Shrinking a run of 30 steps takes minutes; STATEFUL_SHRINK=1 asks for it.
            phases=list(Phase) if os.environ.get("STATEFUL_SHRINK") else [Phase.generate],
            print_blob=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    record_property("steps", {"runs": RUNS, **COUNTS})  # summed up at the end, see conftest.py
