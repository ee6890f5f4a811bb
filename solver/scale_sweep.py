"""Plan a day at a time: all tasks of the day against all workers, at least cost.

Every change of one task per worker and day, however long the chain of swaps, is found at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line import LAWFUL, judge
from solver.scale_match import Offers, cheapest
from solver.search_line import is_busy, put_row, with_row
from solver.search_local import plan_of
from solver.search_moves import remove

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix
    from solver.search_line import Lists
    from solver.search_moves import Plan
    from solver.search_state import State

DAY = 1440


@compiled
def _offers(arrays: Arrays, owner: Matrix, lists: Lists, cost: Matrix, rows: Matrix) -> Matrix:
    """Return what each row would add to its worker's cost; `BIG` where it is unlawful."""
    out = np.empty(len(rows), np.int64)
    for at in range(len(rows)):
        worker = owner[rows[at]]
        out[at] = c.BIG
        if is_busy(arrays[0], lists, worker, rows[at]):
            continue
        rule, whole = judge(arrays, worker, with_row(lists, worker, rows[at]))
        if rule == LAWFUL:
            out[at] = whole - cost[worker]
    return out


def sweep(state: State, over: Callable[[], bool]) -> None:
    """Plan every day of the plan anew, one after another; no day gets dearer.

    Args:
        state: lawful, of a problem that is not `wide`; changed in place.
        over: asked before every day; True ends the sweep.
    """
    starts = np.array([task.start for task in state.problem.tasks], dtype=np.int64)
    for day in np.unique(starts // DAY):
        tasks = np.flatnonzero((starts // DAY == day) & ~state.locked)
        if over():
            return
        if len(tasks):
            _plan_day(state, tasks)


def _plan_day(state: State, tasks: Matrix) -> None:
    """Free the day's tasks, match them with workers, and go back if that is dearer."""
    before = state.copy()
    arrays, plan = state.problem.arrays, plan_of(state)
    _free(arrays, plan, tasks)
    tasks = tasks[state.row_of[tasks] == c.NONE]
    if len(tasks):
        _give(arrays, plan, _matched(state, arrays, tasks))
    if state.objective > before.objective:
        state.become(before)


@compiled
def _free(arrays: Arrays, plan: Plan, tasks: Matrix) -> None:
    """Take tasks from their workers, where what is left stays lawful."""
    for task in tasks:
        if plan.row_of[task] != c.NONE:
            remove(arrays, plan, task)


def _matched(state: State, arrays: Arrays, tasks: Matrix) -> Matrix:
    """Return the rows of the cheapest matching of free tasks with workers, or with nobody."""
    sizes = state.task_pointer[tasks + 1] - state.task_pointer[tasks]
    whose = np.repeat(np.arange(len(tasks)), sizes)
    ends = np.cumsum(sizes)
    rows = state.task_rows[np.arange(len(whose)) + (state.task_pointer[tasks + 1] - ends)[whose]]
    asked = _offers(arrays, state.owner, state.lists, state.cost, rows)
    possible = asked < np.minimum(state.idle[tasks], c.BIG - 1)[whose]
    rows, asked, whose = rows[possible], asked[possible], whose[possible]
    pointer = np.searchsorted(whose, np.arange(len(tasks) + 1))
    offers = Offers(pointer, state.owner[rows], asked, state.idle[tasks])
    taken = cheapest(offers, len(state.cost))
    best: Matrix = rows[taken[taken != c.NONE]]
    return best


@compiled
def _give(arrays: Arrays, plan: Plan, rows: Matrix) -> None:
    """Choose rows whose tasks are free, each where its worker's set stays lawful."""
    for row in rows:
        worker = plan.owner[row]
        rule, cost = judge(arrays, worker, with_row(plan.lists, worker, row))
        if rule == LAWFUL:
            put_row(plan.lists, worker, row)
            plan.row_of[arrays[0][row, c.TASK]] = row
            plan.cost[worker] = cost
