"""Compiled chains: one takes a task and gives another up, which the next takes, and so on.

A chain is kept when the plan gets cheaper by it. Prices tell which chains are worth following:
a task given up is expected to cost its price. All costs are exact: every change is judged by
`solver.line.judge`.

Source: ejection chains (Glover 1996).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line import LAWFUL, judge
from solver.search_line import drop_row, in_the_way, put_row, swapped, with_row
from solver.search_moves import remove

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix
    from solver.search_moves import Plan

MOST_WORK = 120_000  # weeks judged from one task, before nothing more is given up
BATCH_WORK = 20_000  # weeks judged, after which no further task is begun
NEAR = 7 * 1440  # minutes: a task that starts further away is not given up for another
SCORE, ROW, GIVEN_UP, AFTER = range(4)  # columns of an option
OPTION_COLUMNS = 4
TASK, SPENT, BEFORE = range(3)  # columns of a step: cost so far, and of the worker before
STEP_COLUMNS = 3


@compiled
def _note(options: Matrix, count: int, option: Matrix) -> int:
    """Keep an option in order of score, while there is room; return how many are kept."""
    at = count
    if count == len(options):
        if options[count - 1, SCORE] <= option[SCORE]:
            return count
        at = count - 1
    while at > 0 and options[at - 1, SCORE] > option[SCORE]:
        if at < len(options):
            options[at] = options[at - 1]
        at -= 1
    options[at] = option
    return min(len(options), count + 1)


@compiled
def _give_ups(
    arrays: Arrays,
    plan: Plan,
    price: Matrix,
    row: int,
    blocked: Matrix,
    in_the_way: int,
    most: int,
    options: Matrix,
    count: int,
    work: Matrix,
) -> int:
    """Note what a worker could give up to take a row; return how many options there are."""
    items, worker = arrays[0], plan.owner[row]
    lo = plan.lists.room[worker]
    option = np.empty(OPTION_COLUMNS, np.int64)
    for at in range(lo, lo + plan.lists.sizes[worker]):
        held = plan.lists.rows[at]
        task = items[held, c.TASK]
        if in_the_way not in (c.NONE, held) or plan.locked[task] or (blocked == task).any():
            continue
        if abs(items[held, c.START] - items[row, c.START]) > NEAR:
            continue
        rule, after = judge(arrays, worker, swapped(plan.lists, worker, row, held))
        work[0] += len(arrays[6])
        score = after - plan.cost[worker] + price[task]
        if rule == LAWFUL and score <= most:
            option[SCORE], option[ROW], option[GIVEN_UP], option[AFTER] = score, row, held, after
            count = _note(options, count, option)
    return count


@compiled
def _expand(
    arrays: Arrays,
    plan: Plan,
    price: Matrix,
    task: int,
    blocked: Matrix,
    most: int,
    options: Matrix,
    direct: Matrix,
    work: Matrix,
) -> int:
    """Note who could take a task and what they would give up; the cheapest who gives up nothing.

    Args:
        arrays: `Problem.arrays`.
        plan: with the task free.
        price: expected cost of a task given up.
        task: index.
        blocked: tasks that nobody may give up.
        most: score of an option at most.
        options: filled, best score first; with no rows nothing is given up.
        direct: filled with the cheapest who gives up nothing; its row is `NONE` if nobody can.
        work: weeks judged so far, counted on; from `MOST_WORK` nothing more is given up.

    Returns:
        How many options there are.
    """
    count = 0
    direct[ROW] = c.NONE
    direct[SCORE] = c.BIG
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        worker = plan.owner[row]
        many, last = in_the_way(arrays[0], plan.lists, worker, row)
        if many > 1:
            continue
        if many == 0:
            rule, after = judge(arrays, worker, with_row(plan.lists, worker, row))
            work[0] += len(arrays[6])
            if rule == LAWFUL:
                if after - plan.cost[worker] < direct[SCORE]:
                    direct[SCORE], direct[ROW] = after - plan.cost[worker], row
                    direct[AFTER] = after
                continue
        if len(options) and work[0] < MOST_WORK:
            args = (row, blocked, last, most, options, count, work)
            count = _give_ups(arrays, plan, price, *args)
    return count


@compiled
def _put(arrays: Arrays, plan: Plan, row: int, cost: int) -> None:
    """Give a free task's row to its worker, whose set then costs *cost*."""
    worker = plan.owner[row]
    put_row(plan.lists, worker, row)
    plan.row_of[arrays[0][row, c.TASK]] = row
    plan.cost[worker] = cost


@compiled
def _drop(arrays: Arrays, plan: Plan, row: int, cost: int) -> None:
    """Take a row from its worker, whose set then costs *cost*."""
    worker = plan.owner[row]
    drop_row(plan.lists, worker, row)
    plan.row_of[arrays[0][row, c.TASK]] = c.NONE
    plan.cost[worker] = cost


@compiled
def _arrive(
    arrays: Arrays,
    plan: Plan,
    price: Matrix,
    steps: Matrix,
    level: int,
    slack: int,
    options: Matrix,
    work: Matrix,
) -> tuple[int, int]:
    """Give the last step's task to whoever makes the chain pay, or note the ways on.

    Returns how many ways on there are, and the change in cost of a chain that pays, else 0.
    """
    direct = np.empty(OPTION_COLUMNS, np.int64)
    blocked = steps[: level + 1, TASK]
    without = steps[level, SPENT] - plan.idle[steps[level, TASK]]
    most = slack - without
    args = (steps[level, TASK], blocked, most, options, direct, work)
    many = _expand(arrays, plan, price, *args)
    if direct[ROW] == c.NONE or without + direct[SCORE] >= 0:
        return many, 0
    _put(arrays, plan, direct[ROW], direct[AFTER])
    return 0, without + direct[SCORE]


@compiled
def _go_on(arrays: Arrays, plan: Plan, steps: Matrix, level: int, option: Matrix) -> None:
    """Let a worker take the task of a step and give up another, the next step's task."""
    worker = plan.owner[option[ROW]]
    before = plan.cost[worker]
    other = arrays[0][option[GIVEN_UP], c.TASK]
    _drop(arrays, plan, option[GIVEN_UP], before)
    _put(arrays, plan, option[ROW], option[AFTER])
    steps[level, BEFORE] = before
    spent = steps[level, SPENT] + option[AFTER] - before
    steps[level + 1, SPENT] = spent + plan.idle[other] - plan.idle[steps[level, TASK]]
    steps[level + 1, TASK] = other


@compiled
def _go_back(arrays: Arrays, plan: Plan, steps: Matrix, level: int, option: Matrix) -> None:
    """Take a step back."""
    _drop(arrays, plan, option[ROW], steps[level, BEFORE])
    _put(arrays, plan, option[GIVEN_UP], steps[level, BEFORE])


@compiled
def _chain(
    arrays: Arrays,
    plan: Plan,
    price: Matrix,
    task: int,
    lost: int,
    slack: int,
    wide: Matrix,
    work: Matrix,
) -> int:
    """Follow chains from a free task, the most promising first, until one makes up for *lost*.

    Returns the change in cost with *lost*; 0 when there is none, and the plan is as it was.
    """
    depth = len(wide)
    options = np.empty((depth + 1, int(wide.max()), OPTION_COLUMNS), np.int64)
    count, at = np.zeros(depth + 1, np.int64), np.zeros(depth + 1, np.int64)
    steps = np.empty((depth + 1, STEP_COLUMNS), np.int64)
    steps[0, TASK], steps[0, SPENT] = task, lost
    level, is_new = 0, True
    while level >= 0:
        if is_new:
            room = wide[level] if level < depth and work[0] < MOST_WORK else 0
            args = (steps, level, slack, options[level, :room], work)
            count[level], change = _arrive(arrays, plan, price, *args)
            if change < 0:
                return int(change)
            at[level], is_new = 0, False
        if at[level] < count[level] and work[0] < MOST_WORK:
            _go_on(arrays, plan, steps, level, options[level, at[level]])
            at[level] += 1
            level += 1
            is_new = True
            if steps[level, SPENT] < 0:
                return int(steps[level, SPENT])
        else:
            level -= 1
            if level >= 0:
                _go_back(arrays, plan, steps, level, options[level, at[level] - 1])
    return 0


@compiled
def pursue(
    arrays: Arrays,
    plan: Plan,
    price: Matrix,
    tasks: Matrix,
    slack: int,
    wide: Matrix,
    spent: Matrix,
) -> int:
    """Follow chains from task after task, and keep each that makes the plan cheaper.

    Args:
        arrays: `Problem.arrays`.
        plan: lawful; changed in place, stays lawful.
        price: per task, what it is expected to cost when it is given up for another.
        tasks: in the order to try, none of them forced.
        slack: øre; a chain is followed while it is expected to cost less than this.
        wide: how many ways on are followed, for every step but the last.
        spent: filled with how many tasks were tried, one at least, and the weeks judged for
            them; once those are `BATCH_WORK` it ends.

    Returns:
        The change in cost, at most 0.
    """
    total = 0
    work = np.zeros(1, np.int64)
    spent[:] = 0
    for task in tasks:
        if spent[1] >= BATCH_WORK:
            break
        spent[0] += 1
        work[0] = 0
        row, lost, before = plan.row_of[task], 0, 0
        if row != c.NONE:
            before = plan.cost[plan.owner[row]]
            done, lost = remove(arrays, plan, task)
            if not done:
                continue
        change = _chain(arrays, plan, price, task, lost, slack, wide, work)
        spent[1] += work[0]
        if change == 0 and row != c.NONE:
            _put(arrays, plan, row, before)
        total += change
    return total
