"""The k-th call fails, for every k, while something is published, hidden, drained or swept.

After each, nothing hidden is visible, nothing is parked, whoever acted knows; and when the cause
has ended, draining and ticking lead to what ``editions verify`` finds in order.
"""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import time_machine

from tests.drills import world
from tests.drills.injecting import Calls, Snapshot, injected
from tests.drills.rows import Row

FIRST_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FOR_GOOD_EVERY = 7  # of the calls, one in so many is tried with all after it failing too


def run() -> Iterator[Row]:
    """A row for each act; ``EVERY`` in the environment takes only one call in so many."""
    yield from try_all(every=int(os.environ.get("EVERY", "1")))


def try_all(*, every: int = 1, acts: tuple[str, ...] = tuple(world.ACTS)) -> Iterator[Row]:
    logging.disable(logging.CRITICAL)
    try:
        with time_machine.travel(FIRST_MORNING, tick=False) as clock:
            world.use_clock(clock)
            world.build(clock)
            now = datetime.now(UTC)
            snapshot = Snapshot()
            try:
                for act in acts:
                    yield _try_act(act, snapshot, clock, now, every)
            finally:
                snapshot.restore()
                snapshot.drop()
    finally:
        logging.disable(logging.NOTSET)


def _try_act(act: str, snapshot: Snapshot, clock, now: datetime, every: int) -> Row:
    recorded = Calls()
    clean = _perform(act, snapshot, clock, now, recorded)
    row = Row(f"{act}: {_counted(recorded)}")
    for wrong in clean:
        row.failed.append(f"nothing fails: {wrong}")
    for number in range(0, len(recorded.made), every):
        for for_good in (False, True) if number // every % FOR_GOOD_EVERY == 0 else (False,):
            calls = Calls(number, for_good)
            wrong = _perform(act, snapshot, clock, now, calls)
            row.tried += 1
            if wrong:
                until = " and all after it" if for_good else ""
                row.failed.append(f"call {number}{until} ({calls.failed}): {'; '.join(wrong)}")
    row.tried += 1
    return row


def _counted(calls: Calls) -> str:
    kinds: dict[str, int] = {}
    for made in calls.made:
        kind = made.partition(" ")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    return ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))


def _perform(act: str, snapshot: Snapshot, clock, now: datetime, calls: Calls) -> list[str]:
    """What went wrong when one call failed."""
    snapshot.restore()
    clock.move_to(now)
    arrange, do = world.ACTS[act]
    arrange()
    told: Exception | None = None
    with injected(calls):
        try:
            do()
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever acted was told
            told = error
    wrong = list(world.wrongs(act, told))
    try:
        wrong += world.after_the_cause_ended(clock, act)
    except Exception as error:  # noqa: BLE001 - a case that went wrong, and stops no other
        wrong.append(f"cannot go on: {type(error).__name__}: {error}")
    return wrong
