"""What each worker of a small part could do of the part's tasks: every lawful set, priced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.lasting import lasts
from solver.line import LAWFUL, judge
from solver.model_conflicts import regular

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix
    from solver.search_state import State

MOST_TASKS = 60  # of a part, each one bit of a number


@dataclass(frozen=True, slots=True)
class Sets:
    """Hold every lawful set of one worker.

    Attributes:
        worker: index.
        rows: the worker's candidates for the part's tasks, rising.
        places: the bit of each one's task.
        masks: bit i stands for the i-th task of the part.
        costs: of the worker with the set, and with what they hold outside the part.
    """

    worker: int
    rows: Matrix
    places: Matrix
    masks: Matrix
    costs: Matrix


@compiled
def _joined(kept: Matrix, rows: Matrix, bits: int) -> Matrix:
    """Return what is kept and the candidates of some bits, rising."""
    out = np.empty(len(kept) + len(rows), np.int64)
    size = 0
    for row in kept:
        out[size] = row
        size += 1
    for i in range(len(rows)):
        if bits >> i & 1:
            out[size] = rows[i]
            size += 1
    found = out[:size]
    found.sort()
    return found


@compiled
def grow(
    arrays: Arrays, worker: int, kept: Matrix, rows: Matrix, steady: bool, most: int
) -> tuple[Matrix, Matrix, Matrix, int]:
    """Return bits, rule and cost of every set that could be lawful or grow into a lawful one.

    The last number is how many there are, 0 when they are more than *most*.
    """
    bits = np.empty(most, np.int64)
    rules = np.empty(most, np.int64)
    costs = np.empty(most, np.int64)
    ends = np.empty(most, np.int64)
    bits[0], ends[0] = 0, -c.BIG
    rules[0], costs[0] = judge(arrays, worker, kept)
    count = 1
    for i in range(len(rows)):
        start, end = arrays[0][rows[i], c.START], arrays[0][rows[i], c.END]
        for k in range(count):
            if ends[k] > start:
                continue
            wider = bits[k] | (1 << i)
            some = _joined(kept, rows, wider)
            rule, cost = judge(arrays, worker, some)
            if rule != LAWFUL and lasts(arrays, worker, some, rule, steady):
                if k == 0:
                    break
                continue
            if count == most:
                return bits, rules, costs, 0
            bits[count], rules[count], costs[count], ends[count] = wider, rule, cost, end
            count += 1
    return bits, rules, costs, count


def sets_of(state: State, worker: int, tasks: dict[int, int], most: int) -> Sets | None:
    """Return every lawful set of a worker, beside what they hold that is not in the part.

    Args:
        state: lawful.
        worker: index.
        tasks: the part's tasks, and the bit of each.
        most: sets looked at, at most.

    Returns:
        None when there are more.
    """
    problem = state.problem
    place = np.full(len(problem.tasks), c.NONE, dtype=np.int64)
    place[list(tasks)] = list(tasks.values())
    own = problem.candidates(worker)
    places = place[problem.items[own, c.TASK]]
    rows, places = own[places != c.NONE], places[places != c.NONE]
    held = state.chosen(worker)
    kept = held[place[problem.items[held, c.TASK]] == c.NONE]
    if len(rows) > MOST_TASKS:
        return None
    fixed = problem.fixed[problem.fixed_pointer[worker] : problem.fixed_pointer[worker + 1]]
    steady = regular(problem, worker, np.sort(np.concatenate((fixed, kept, rows))))
    bits, rules, costs, count = grow(problem.arrays, worker, kept, rows, steady, most)
    if not count:
        return None
    lawful = np.flatnonzero(rules[:count] == LAWFUL)
    return Sets(worker, rows, places, _placed(bits[lawful], places), costs[lawful])


@compiled
def _placed(bits: Matrix, places: Matrix) -> Matrix:
    """Return the same sets with each candidate's bit where its task's is."""
    out = np.zeros(len(bits), np.int64)
    for k in range(len(bits)):
        for i in range(len(places)):
            if bits[k] >> i & 1:
                out[k] |= 1 << places[i]
    return out
