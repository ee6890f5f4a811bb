"""Walk every chain of one, two or three steps over the table of what each worker could do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from solver import columns as c
from solver.chain_table import EXCHANGED, NEVER, TAKEN, Table, know
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.problem import Arrays
    from solver.search_moves import Plan
    from solver.search_state import Flags

Matrix = npt.NDArray[np.int64]


@compiled
def _last(plan: Plan, table: Table, task: int, barred: Flags) -> tuple[int, int]:
    """Return cost and row of the cheapest worker who can just take a task."""
    least, found = NEVER, c.NONE
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        fits = row != plan.row_of[task] and not barred[plan.owner[row]]
        if fits and table.take[row] < least:
            least, found = table.take[row], row
    return least, found


@compiled
def _one(
    arrays: Arrays, plan: Plan, table: Table, task: int, barred: Flags, path: Matrix
) -> tuple[int, bool]:
    """Find the cheapest worker who can just take a task, into the last row of the path."""
    know(arrays, plan, table, task, TAKEN)
    least, row = _last(plan, table, task, barred)
    path[-1, 0] = row
    return least, True


@compiled
def _two(
    arrays: Arrays, plan: Plan, table: Table, task: int, barred: Flags, path: Matrix
) -> tuple[int, bool]:
    """Find the cheapest exchange and who takes what it gives up, into the path's last two rows."""
    if not know(arrays, plan, table, task, EXCHANGED):
        return NEVER, False
    least = NEVER
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        worker = plan.owner[row]
        if row == plan.row_of[task] or barred[worker]:
            continue
        barred[worker] = True
        for k in range(table.first[row], table.first[row] + table.many[row]):
            given = arrays[0][table.pool[k, 0], c.TASK]
            know(arrays, plan, table, given, TAKEN)
            cost, taker = _last(plan, table, given, barred)
            if cost < NEVER and table.pool[k, 1] + cost < least:
                least = table.pool[k, 1] + cost
                path[-2, 0], path[-2, 1], path[-1, 0] = row, table.pool[k, 0], taker
        barred[worker] = False
    return least, True


@compiled
def _three(
    arrays: Arrays, plan: Plan, table: Table, task: int, barred: Flags, path: Matrix
) -> tuple[int, bool]:
    """Find the cheapest chain of three steps, into the path."""
    if not know(arrays, plan, table, task, EXCHANGED):
        return NEVER, False
    least = NEVER
    rest = path[1:].copy()
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        worker = plan.owner[row]
        if row == plan.row_of[task] or barred[worker]:
            continue
        barred[worker] = True
        for k in range(table.first[row], table.first[row] + table.many[row]):
            given = arrays[0][table.pool[k, 0], c.TASK]
            cost, ended = _two(arrays, plan, table, given, barred, rest)
            if not ended:
                barred[worker] = False
                return NEVER, False
            if cost < NEVER and table.pool[k, 1] + cost < least:
                least = table.pool[k, 1] + cost
                path[0, 0], path[0, 1] = row, table.pool[k, 0]
                path[1:] = rest
        barred[worker] = False
    return least, True


@compiled
def cheapest(
    arrays: Arrays, plan: Plan, table: Table, task: int, barred: Flags, path: Matrix
) -> tuple[int, bool]:
    """Find the cheapest chain of just so many steps as the path has rows.

    Args:
        arrays: `Problem.arrays`.
        plan: lawful.
        table: filled as far as it is asked.
        task: index of a task nobody does.
        barred: workers who may not be in it; left as it was.
        path: filled: per step the row taken and the row given up, `NONE` in the last.

    Returns:
        The cost, `NEVER` where there is none, and False when the table's pool is full: widen it
        and ask again.
    """
    if len(path) == 1:
        return _one(arrays, plan, table, task, barred, path)
    if len(path) == 2:
        return _two(arrays, plan, table, task, barred, path)
    return _three(arrays, plan, table, task, barred, path)
