"""Walk the lines of workers: one set per week, judged whole, the cheapest at given prices.

A line's cost less the prices of its tasks is its *reduced* cost, told in parts of an øre.
Courses are tried in the order of what they cost at least, and what later weeks cost at least is
known from their sets, so a line that cannot come under a limit is left in the middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.exact_cells import SCALE
from solver.lasting import lasts
from solver.line import LAWFUL, judge

if TYPE_CHECKING:
    from solver.exact_cells import Cells
    from solver.problem import Arrays, Matrix

MOST_STEPS = 60_000  # of one worker, before the walk is given up


class Priced(NamedTuple):
    """Hold what sets and courses cost at some prices; filled in place.

    Attributes:
        reduced: of every set, its least cost less the prices of its tasks.
        best: of every group its cheapest set.
        course: of every course, a bound on its lines.
    """

    reduced: Matrix
    best: Matrix
    course: Matrix


@compiled
def price(cells: Cells, prices: Matrix, out: Priced) -> None:
    """Work out what sets and courses cost at some prices.

    Args:
        cells: of all workers.
        prices: per task, and 0 after the last.
        out: filled.
    """
    for s in range(len(out.reduced)):
        value = cells.least[s]
        for at in range(cells.first[s], cells.first[s + 1]):
            value -= prices[cells.tasks[at]]
        out.reduced[s] = value
    for group in range(len(out.best)):
        best = cells.groups[group]
        for s in range(cells.groups[group], cells.groups[group + 1]):
            if out.reduced[s] < out.reduced[best]:
                best = s
        out.best[group] = best
    for course in range(len(out.course)):
        value = cells.square[course]
        for group in cells.courses[course]:
            value += out.reduced[out.best[group]]
        out.course[course] = value


@compiled
def asked_for(cells: Cells, priced: Priced, asked: Matrix) -> int:
    """Add up the cheapest course of every worker, and count who asks for which task.

    Args:
        cells: of all workers.
        priced: at some prices.
        asked: filled, one longer than there are tasks.

    Returns:
        What all workers cost at least, less the prices of their tasks.
    """
    asked[:] = 0
    total = 0
    for worker in range(len(cells.course_at) - 1):
        lo, hi = cells.course_at[worker], cells.course_at[worker + 1]
        course = lo + np.argmin(priced.course[lo:hi])
        total += priced.course[course]
        for group in cells.courses[course]:
            s = priced.best[group]
            for at in range(cells.first[s], cells.first[s + 1]):
                asked[cells.tasks[at]] += 1
    return int(total)


class Path(NamedTuple):
    """Hold where a walk stands; arrays change in place.

    Attributes:
        order: sets of every group that was met, cheapest first.
        at: per week where in `order` the next set is.
        value: per week the bound on the line so far.
        gain: per week the prices of the line's tasks so far.
        size: per week how many rows the line has so far.
        line: the rows.
    """

    order: Matrix
    at: Matrix
    value: Matrix
    gain: Matrix
    size: Matrix
    line: Matrix


class Bag(NamedTuple):
    """Hold the lines that were found; arrays change in place.

    Attributes:
        costs: of every line, in øre.
        values: of every line, its reduced cost.
        sizes: of every line, its rows.
        rows: of every line, one after another.
        counts: lines found, steps taken, rows used, the limit, and the most lines.
    """

    costs: Matrix
    values: Matrix
    sizes: Matrix
    rows: Matrix
    counts: Matrix


FOUND, STEPS, USED, LIMIT, MOST = range(5)
_BACK, _NEXT, _DEEPER, _GIVEN_UP = range(4)


@compiled
def _sorted(cells: Cells, reduced: Matrix, groups: Matrix, order: Matrix) -> None:
    """Sort the sets of some groups, cheapest first, but for groups sorted before."""
    for group in groups:
        lo, hi = cells.groups[group], cells.groups[group + 1]
        if order[lo] == c.NONE:
            order[lo:hi] = lo + np.argsort(reduced[lo:hi], kind="mergesort")


@compiled
def _kept(bag: Bag, line: Matrix, cost: int, value: int) -> int:
    """Keep a line that is under the limit; the only one where the cheapest is wanted."""
    counts = bag.counts
    if value > counts[LIMIT]:
        return _NEXT
    if counts[MOST] == 0:
        counts[LIMIT] = value - 1
        counts[FOUND] = counts[USED] = 0
    elif counts[FOUND] == counts[MOST]:
        return _GIVEN_UP
    at, used = counts[FOUND], counts[USED]
    bag.costs[at], bag.values[at], bag.sizes[at] = cost, value, len(line)
    bag.rows[used : used + len(line)] = line
    counts[FOUND] += 1
    counts[USED] += len(line)
    return _NEXT


@compiled
def _enter(
    arrays: Arrays,
    cells: Cells,
    priced: Priced,
    who: tuple[int, bool],
    groups: Matrix,
    path: Path,
    bag: Bag,
    depth: int,
) -> int:
    """Put the next set of a week into the line; tell where to go from there."""
    place = path.at[depth]
    if place == cells.groups[groups[depth] + 1]:
        return _BACK
    path.at[depth] += 1
    s = path.order[place]
    over = priced.reduced[s] - priced.reduced[priced.best[groups[depth]]]
    if path.value[depth] + over > bag.counts[LIMIT]:
        return _BACK
    bag.counts[STEPS] += 1
    if bag.counts[STEPS] > MOST_STEPS:
        return _GIVEN_UP
    end = path.size[depth]
    for at in range(cells.first[s], cells.first[s + 1]):
        path.line[end] = cells.rows[at]
        end += 1
    path.size[depth + 1] = end
    path.value[depth + 1] = path.value[depth] + over
    path.gain[depth + 1] = path.gain[depth] + cells.least[s] - priced.reduced[s]
    line, is_last = path.line[:end], depth + 1 == len(groups)
    rule, cost = LAWFUL, 0
    if is_last or end > path.size[depth] > 0:
        rule, cost = judge(arrays, who[0], line)
    if not is_last:
        stays = rule != LAWFUL and lasts(arrays, who[0], line, rule, who[1])
        return _NEXT if stays else _DEEPER
    whole = SCALE * cost - path.gain[depth + 1]
    return _kept(bag, line, cost, whole) if rule == LAWFUL else _NEXT


@compiled
def _course(
    arrays: Arrays,
    cells: Cells,
    priced: Priced,
    who: tuple[int, bool],
    groups: Matrix,
    path: Path,
    bag: Bag,
) -> bool:
    """Walk the lines of one course; False where the walk was given up."""
    depth = 0
    path.at[0] = cells.groups[groups[0]]
    while depth >= 0:
        where = _enter(arrays, cells, priced, who, groups, path, bag, depth)
        if where == _GIVEN_UP:
            return False
        if where == _BACK:
            depth -= 1
        elif where == _DEEPER:
            depth += 1
            path.at[depth] = cells.groups[groups[depth]]
    return True


@compiled
def walk(
    arrays: Arrays,
    cells: Cells,
    priced: Priced,
    who: tuple[int, bool],
    limit: int,
    most: int,
) -> tuple[Bag, bool]:
    """Find a worker's lines whose reduced cost is at most so much.

    Args:
        arrays: of the problem.
        cells: of all workers.
        priced: at some prices.
        who: index of the worker, and `solver.model_conflicts.regular` of them.
        limit: in parts of an øre.
        most: lines at most; 0: only the cheapest line is wanted.

    Returns:
        The lines, and False where there are more or the walk was given up.
    """
    weeks, room = cells.courses.shape[1], max(1, most)
    lo, hi = cells.course_at[who[0]], cells.course_at[who[0] + 1]
    numbers = np.zeros((3, weeks + 1), np.int64)
    path = Path(
        np.full(len(cells.least), c.NONE, np.int64),
        np.zeros(weeks + 1, np.int64),
        numbers[0],
        numbers[1],
        numbers[2],
        np.empty(cells.longest, np.int64),
    )
    bag = Bag(
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room * cells.longest, np.int64),
        np.array([0, 0, 0, limit, most]),
    )
    ended = True
    for course in lo + np.argsort(priced.course[lo:hi], kind="mergesort"):
        if priced.course[course] > bag.counts[LIMIT] or not ended:
            break
        groups = cells.courses[course]
        _sorted(cells, priced.reduced, groups, path.order)
        path.value[0] = priced.course[course]
        ended = _course(arrays, cells, priced, who, groups, path, bag)
    return bag, ended
