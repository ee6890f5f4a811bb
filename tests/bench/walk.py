"""Section `walk`: random steps of asking, booking, exchanging and publishing, and planted faults.

Each step is judged as in `tests.flow.walk`: only moves on the chart, nobody in two places, one
last word each, the highest-ranked yes. A fault planted in the product must be found by it.
Towns know nothing of each other, so two processes walk beside each other, each on a database of
its own.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import reduce
from typing import Any, NamedTuple

import pytest
from sqlalchemy.orm import Session

from tests.bench import machine
from tests.bench.database import in_force
from tests.bench.processes import data_folder
from tests.bench.report import Block, Reach, reached, seconds, whole
from tests.flow.test_interleaved import PLANTED
from tests.flow.walk import EVERY_ACT, STEPS, Walk
from tests.house.readme import table
from vikarsentral import db

TITLE = "Random steps"
SOME_STEPS, ALL_STEPS = 1_000, 10_000
PARTS = 2
"""How many processes walk beside each other."""
MOST_WALKS = 40
"""How many walks a planted fault may stay hidden."""

Plant = Callable[[pytest.MonkeyPatch], None]
Acts = Sequence[Callable[[Walk], None]]


class Counted(Walk):
    """A walk that counts what was tried and what changed something."""

    def __init__(self, session: Session, seed: int, acts: Acts = EVERY_ACT) -> None:
        """Begin with nothing counted."""
        self.tried: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        super().__init__(session, seed, acts)

    def judge(self, name: str, after: dict[Any, Any], *, is_refused: bool) -> None:
        """Judge one step, and count it."""
        before = self.seen
        self.tried[name] += 1
        super().judge(name, after, is_refused=is_refused)
        self.done[name] += self.seen != before


@contextmanager
def town(session: Session, seed: int, acts: Acts = EVERY_ACT) -> Iterator[Counted]:
    """Make a town that is thrown away afterwards."""
    kept = session.begin_nested()
    try:
        yield Counted(session, seed, acts)
    finally:
        kept.rollback()
        session.expire_all()


def walked(
    session: Session, steps: int, first: int = 0
) -> tuple[Counter[str], Counter[str], list[str]]:
    """Take so many steps in one town after the other.

    Args:
        session: an open session, rolled back in the end.
        steps: how many in all.
        first: seed of the first town; each next town's is higher by `PARTS`.

    Returns:
        Steps by act, those that changed something, and what was found wrong.
    """
    tried: Counter[str] = Counter()
    done: Counter[str] = Counter()
    faults: list[str] = []
    seed = first
    while sum(tried.values()) < steps:
        with town(session, seed) as one:
            try:
                for _ in range(min(STEPS, steps - sum(tried.values()))):
                    one.step()
            except AssertionError as wrong:
                faults.append(f"seed {seed}: {wrong}")
            tried, done = tried + one.tried, done + one.done
            seed += PARTS
    return tried, done, faults


def found_after(session: Session, plant: Plant, acts: Acts) -> int | None:
    """Return after how many steps a planted fault is found; None when it stays hidden.

    Args:
        session: an open session, rolled back in the end.
        plant: puts the fault into the product.
        acts: what the walk does.
    """
    taken = 0
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        for seed in range(MOST_WALKS):
            with town(session, seed, acts) as one:
                try:
                    for _ in range(STEPS):
                        taken += 1
                        one.step()
                except AssertionError:
                    return taken
    return None


def section(quick: bool, long: bool = False) -> Block:
    """Walk, plant faults, and tell what came of it.

    Args:
        quick: a few steps, to see that the bench works.
        long: ten thousand steps.
    """
    steps = 2 * STEPS if quick else ALL_STEPS if long else SOME_STEPS
    began = time.monotonic()
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PARTS, mp_context=spawned) as processes:
        parts = list(processes.map(part, range(PARTS), [steps // PARTS] * PARTS))
    return block(reduce(joined, parts), time.monotonic() - began)


class Part(NamedTuple):
    """What came of one process's walk.

    Attributes:
        tried: steps by act.
        done: those of them that changed something.
        faults: what was found wrong.
        planted: after how many steps each fault planted there was found; None: never.
        spent: seconds of processor time, the database's not counted.
    """

    tried: Counter[str]
    done: Counter[str]
    faults: list[str]
    planted: dict[str, int | None]
    spent: float


def joined(one: Part, other: Part) -> Part:
    """Return what two processes found together."""
    return Part(
        one.tried + other.tried,
        one.done + other.done,
        one.faults + other.faults,
        one.planted | other.planted,
        one.spent + other.spent,
    )


def part(number: int, steps: int) -> Part:
    """Walk in every town of one process, and plant its share of the faults.

    Args:
        number: from 0, below `PARTS`.
        steps: how many to take, the faults planted not counted.
    """
    began = time.process_time()
    with data_folder() as home, in_force(home, "walk", {"VIKARSENTRAL_TEST_MODE": "1"}):
        session: Any = db.session_factory()()
        try:
            tried, done, faults = walked(session, steps, number)
            planted = {
                plant.__name__: found_after(session, plant, acts)
                for plant, acts in list(PLANTED.items())[number::PARTS]
            }
        finally:
            session.rollback()
            session.close()
    return Part(tried, done, faults, planted, time.process_time() - began)


def block(told: Part, waited: float) -> Block:
    """Tell what came of the walk.

    Args:
        told: by all processes.
        waited: seconds from beginning to end.
    """
    tried, done, faults, planted, spent = told
    found = sum(steps is not None for steps in planted.values())
    figures = [
        Reach(
            f"states off the chart or double bookings in {whole(tried.total())} random steps",
            "0",
            whole(len(faults)),
            not faults,
        ),
        Reach(
            "planted faults found by the same walk",
            f"{len(planted)} of {len(planted)}",
            f"{found} of {len(planted)}",
            found == len(planted),
        ),
    ]
    acts = [[_words(name), whole(many), whole(done[name])] for name, many in sorted(tried.items())]
    hidden = [[_words(name), whole(steps)] for name, steps in planted.items()]
    extra = (
        f"{STEPS} steps in each town, seeds from 0; seven people, five needs that overlap, a "
        f"clock that goes forward; {PARTS} processes, each with a database; {seconds(spent)} s "
        f"of their processor time, {seconds(waited)} s from beginning to end."
    )
    parts = [
        reached(figures),
        table(["act", "tried", "changed something"], acts),
        table(["planted fault", "found after steps"], hidden),
        *faults[:5],
    ]
    return Block(TITLE, [*parts, machine.told(("sqlalchemy", "psycopg"), extra)])


def _words(name: str) -> str:
    return name.replace("_", " ")
