"""Compiled moves: insert where it is cheapest, and take out and put back.

All costs are exact: every change is judged by `solver.line.judge`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver.compiled import compiled, draw_below
from solver.line import LAWFUL, judge
from solver.search_line import drop_row, is_busy, put_row, with_row, without_row

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Arrays, Matrix
    from solver.search_line import Lists

    Flags = npt.NDArray[np.bool_]
    Times = tuple[Matrix, Matrix, Matrix]

CHANCES = 1000
MOST_TAKEN = 16


class Plan(NamedTuple):
    """Hold the arrays of a `search_state.State` for compiled code; see there."""

    owner: Matrix
    task_pointer: Matrix
    task_rows: Matrix
    idle: Matrix
    locked: Flags
    lists: Lists
    row_of: Matrix
    cost: Matrix


@compiled
def insert(arrays: Arrays, plan: Plan, task: int, state: npt.NDArray[np.uint64]) -> int:
    """Give a free task to whoever takes it cheapest, if that beats leaving it.

    Args:
        arrays: `Problem.arrays`.
        plan: as `pack_plan` lays it out; changed in place.
        task: index of a free task.
        state: of the random draws; now and then a better choice is passed over.

    Returns:
        The change in cost, at most 0.
    """
    best = 0
    best_row = c.NONE
    best_cost = 0
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        worker = plan.owner[row]
        if is_busy(arrays[0], plan.lists, worker, row):
            continue
        rule, after = judge(arrays, worker, with_row(plan.lists, worker, row))
        if rule != LAWFUL:
            continue
        change = after - plan.cost[worker] - plan.idle[task]
        if change < best and (state[0] == 0 or draw_below(state, CHANCES) >= 20):
            best = change
            best_row = row
            best_cost = after
    if best_row != c.NONE:
        put_row(plan.lists, plan.owner[best_row], best_row)
        plan.row_of[task] = best_row
        plan.cost[plan.owner[best_row]] = best_cost
    return best


@compiled
def remove(arrays: Arrays, plan: Plan, task: int) -> tuple[bool, int]:
    """Take a task from its holder, if what is left is lawful.

    Args:
        arrays: `Problem.arrays`.
        plan: changed in place.
        task: index of a task with a holder that is not forced.

    Returns:
        True when done, and the change in cost.
    """
    row = plan.row_of[task]
    worker = plan.owner[row]
    rule, after = judge(arrays, worker, without_row(plan.lists, worker, row))
    if rule != LAWFUL:
        return False, 0
    drop_row(plan.lists, worker, row)
    plan.row_of[task] = c.NONE
    change = after - plan.cost[worker] + plan.idle[task]
    plan.cost[worker] = after
    return True, change


@compiled
def fill(arrays: Arrays, plan: Plan, order: Matrix, state: npt.NDArray[np.uint64]) -> int:
    """Insert free tasks one by one in the order given.

    Args:
        arrays: `Problem.arrays`.
        plan: changed in place.
        order: tasks; those that have a holder are passed over.
        state: of the random draws; 0 for none.

    Returns:
        The change in cost, at most 0.
    """
    change = 0
    for task in order:
        if plan.row_of[task] == c.NONE:
            change += insert(arrays, plan, task, state)
    return change


@compiled
def _shuffle(values: Matrix, count: int, state: npt.NDArray[np.uint64]) -> None:
    """Mix the first `count` values in place."""
    for i in range(count - 1, 0, -1):
        j = draw_below(state, i + 1)
        values[i], values[j] = values[j], values[i]


@compiled
def _ruin(times: Times, plan: Plan, seed: int, state: npt.NDArray[np.uint64]) -> Matrix:
    """Pick tasks near a seed in time: held by a few who could do it, or held by nobody.

    Args:
        times: start of every task, the tasks in order of start, and the starts in that order.
        plan: as it stands.
        seed: index of a task.
        state: of the random draws.

    Returns:
        Tasks, the seed first, none of them forced.
    """
    starts, by_start, rising = times
    chosen = np.full(len(plan.cost), False)
    lo, hi = plan.task_pointer[seed], plan.task_pointer[seed + 1]
    for _ in range(1 + draw_below(state, 6)):
        if hi > lo:
            chosen[plan.owner[plan.task_rows[lo + draw_below(state, hi - lo)]]] = True
    if plan.row_of[seed] != c.NONE:
        chosen[plan.owner[plan.row_of[seed]]] = True
    span = (720, 1440, 2880, 5760, 10080)[draw_below(state, 5)]
    most = 3 + draw_below(state, MOST_TAKEN - 2)
    out = np.empty(most, np.int64)
    out[0] = seed
    count = 1
    at = np.searchsorted(rising, starts[seed] - draw_below(state, span))
    while at < len(by_start) and rising[at] <= starts[seed] + span and count < most:
        task = by_start[at]
        at += 1
        if task == seed or plan.locked[task]:
            continue
        row = plan.row_of[task]
        if row == c.NONE:
            if draw_below(state, 4) == 0:
                out[count] = task
                count += 1
        elif chosen[plan.owner[row]] or draw_below(state, 25) == 0:
            out[count] = task
            count += 1
    return out[:count]


@compiled
def _undo(plan: Plan, tasks: Matrix, rows: Matrix, costs: Matrix) -> None:
    """Put the tasks back as they were, and the costs of every worker concerned."""
    for i in range(len(tasks)):
        row = plan.row_of[tasks[i]]
        if row != c.NONE:
            drop_row(plan.lists, plan.owner[row], row)
    for i in range(len(tasks)):
        plan.row_of[tasks[i]] = rows[i]
        if rows[i] != c.NONE:
            put_row(plan.lists, plan.owner[rows[i]], rows[i])
    plan.cost[:] = costs


@compiled
def improve(
    arrays: Arrays,
    plan: Plan,
    times: Times,
    state: npt.NDArray[np.uint64],
    rounds: int,
    heat: float,
) -> int:
    """Take a few tasks out and put them back, round after round, keeping what pays.

    Args:
        arrays: `Problem.arrays`.
        plan: lawful; changed in place, stays lawful.
        times: start of every task, the tasks in order of start, and the starts in that order.
        state: of the random draws.
        rounds: how many.
        heat: a round that makes the plan dearer by less than a random share of this is kept.

    Returns:
        The change in cost; may be above 0 when `heat` is.
    """
    total = 0
    for _ in range(rounds):
        seed = draw_below(state, len(plan.row_of))
        if plan.locked[seed]:
            continue
        tasks = _ruin(times, plan, seed, state)
        rows = plan.row_of[tasks]
        costs = plan.cost.copy()
        change = 0
        lawful = True
        for task in tasks:
            if plan.row_of[task] != c.NONE:
                done, extra = remove(arrays, plan, task)
                lawful = lawful and done
                change += extra
        order = tasks.copy()
        _shuffle(order, len(order), state)
        change += fill(arrays, plan, order, state)
        if change > heat * (draw_below(state, 1000) / 1000.0) or not lawful:
            _undo(plan, tasks, rows, costs)
        else:
            total += change
    return total
