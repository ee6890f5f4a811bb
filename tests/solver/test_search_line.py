"""Lists of what workers hold, against plain sets of rows."""

import itertools
from random import Random

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.search_line import (
    drop_row,
    empty_lists,
    free_candidates,
    is_busy,
    put_row,
    with_row,
    without_row,
)
from tests.solver.packed import narrow, packed


def lists_of(problem):
    return empty_lists(problem.items, problem.pointer)


def apart(items, rows):
    """Tell whether no two of some rows overlap."""
    spans = sorted((items[row, c.START], items[row, c.END]) for row in rows)
    return all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


@pytest.mark.parametrize("seed", range(6))
def test_lists_hold_what_was_put_and_not_dropped(seed):
    problem = packed(seed)
    draw = Random(seed)
    lists = lists_of(problem)
    held = {worker: set() for worker in range(len(problem.workers))}
    for _ in range(300):
        worker = draw.randrange(len(problem.workers))
        rows = problem.candidates(worker).tolist()
        if not rows:
            continue
        row = draw.choice(rows)
        if row in held[worker]:
            assert without_row(lists, worker, row).tolist() == sorted(held[worker] - {row})
            drop_row(lists, worker, row)
            held[worker].discard(row)
        else:
            free = apart(problem.items, {*held[worker], row})
            assert is_busy(problem.items, lists, worker, row) != free
            assert with_row(lists, worker, row).tolist() == sorted({*held[worker], row})
            if free:
                put_row(lists, worker, row)
                held[worker].add(row)
        lo = lists.room[worker]
        now = lists.rows[lo : lo + lists.sizes[worker]].tolist()
        assert now == sorted(held[worker])
        assert len(now) <= lists.room[worker + 1] - lo


def test_the_room_is_the_most_that_lie_side_by_side():
    for seed in range(20):
        problem = packed(seed, "tiny")
        room = np.diff(lists_of(problem).room)
        for worker in range(len(problem.workers)):
            rows = problem.candidates(worker).tolist()[:10]
            sets = [[r for i, r in enumerate(rows) if n >> i & 1] for n in range(1 << len(rows))]
            assert room[worker] >= max(len(some) for some in sets if apart(problem.items, some))


def test_who_overlaps_something_fixed_is_never_lawful_and_is_left_out():
    left_out = 0
    for problem in narrow(20):
        free = set(
            free_candidates(
                problem.items, problem.pointer, problem.fixed, problem.fixed_pointer
            ).tolist()
        )
        for worker in range(len(problem.workers)):
            rows = set(problem.candidates(worker).tolist())
            for row in rows - free:
                assert line.evaluate(problem, worker, [row])[0] == "overlap"
                left_out += 1
            for row in rows & free:
                assert line.evaluate(problem, worker, [row])[0] != "overlap"
    assert left_out
