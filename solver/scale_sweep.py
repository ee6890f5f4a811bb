"""Plan a day at a time: all tasks of the day against all workers, at least cost.

Every change of one task per worker and day, however long the chain of swaps, is found at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from solver import columns as c
from solver import line
from solver.compiled import compiled
from solver.line import LAWFUL, judge
from solver.search_line import is_busy, with_row

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix
    from solver.search_line import Lists
    from solver.search_state import State

DAY = 1440
NEVER = 1e15


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
    for task in tasks:
        _free(state, int(task))
    tasks = tasks[state.row_of[tasks] == c.NONE]
    rows = np.concatenate(
        [state.task_rows[state.task_pointer[t] : state.task_pointer[t + 1]] for t in tasks]
        or [np.zeros(0, dtype=np.int64)]
    ).astype(np.int64)
    for row in _match(state, tasks, rows):
        state.take(int(row))
    if state.objective > before.objective:
        state.become(before)


def _free(state: State, task: int) -> None:
    """Take a task from its worker, where what is left stays lawful."""
    row = int(state.row_of[task])
    if row == c.NONE:
        return
    worker = int(state.owner[row])
    rest = state.chosen(worker)
    rule, cost = line.evaluate(state.problem, worker, rest[rest != row])
    if rule == "lawful":
        state.drop(row, cost)


def _match(state: State, tasks: Matrix, rows: Matrix) -> Matrix:
    """Return the rows of the cheapest matching of tasks with workers, or with nobody."""
    if not len(rows):
        return rows
    problem = state.problem
    offers = _offers(problem.arrays, state.owner, state.lists, state.cost, rows)
    possible = offers < c.BIG
    rows, offers = rows[possible], offers[possible]
    workers, column = np.unique(state.owner[rows], return_inverse=True)
    at = np.searchsorted(tasks, problem.items[rows, c.TASK])
    matrix = np.full((len(tasks), len(workers) + len(tasks)), NEVER)
    matrix[at, column] = offers
    chosen = np.full(matrix.shape, c.NONE, dtype=np.int64)
    chosen[at, column] = rows
    nobody = np.arange(len(tasks))
    matrix[nobody, len(workers) + nobody] = state.idle[tasks]
    taken = chosen[linear_sum_assignment(matrix)]
    best: Matrix = taken[taken != c.NONE]
    return best
