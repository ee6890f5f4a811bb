"""The problem the solver is told: stretches, gaps, spans, sums per window, costs.

Nothing here knows why a limit is what it is. Times are whole minutes on one line of time,
money is whole øre, and everything is an integer. A problem is built from readable rows
(`solver.rows`) by `pack`, which lays them out as matrices with one row per
item and one column per fact; the columns are named in `solver.columns`.

An *item* is a stretch one worker does (fixed) or may do (a candidate for a task). Items of a
worker lie together, ordered by start, end and tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from solver.columns import ITEM_COLUMNS, NONE, PAID, RATE_COLUMNS, TASK, WORKER_COLUMNS
from solver.rows import Frame, Stretch, Task, Worker

Matrix = npt.NDArray[np.int64]
Arrays = tuple[
    Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix
]

WIDE = 1 << 52  # from here on costs are kept as Python integers


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold a packed problem; matrices as the names in `solver.columns` say.

    Attributes:
        tasks: the tasks, in order.
        frame: what is common.
        items: one row per item, all workers after one another.
        pointer: items of worker w are rows pointer[w]..pointer[w + 1].
        fixed: rows of the fixed items, worker by worker, in order.
        fixed_pointer: fixed items of worker w are fixed[fixed_pointer[w]..].
        costs: linear cost of every item.
        workers: one row per worker.
        rates: one row of prices per worker.
        weeks: borders of the judged weeks.
        travel: minutes between areas.
        sundays: indexes of marked days that are Sundays.
        scalars: the single numbers.
        base: per worker the excesses with the fixed items alone (`solver.line`).
        constant: added to every plan's cost.
        wide: True when costs need more than 64 bits and are Python integers.
    """

    tasks: Sequence[Task]
    frame: Frame
    items: Matrix
    costs: Matrix
    pointer: Matrix
    fixed: Matrix
    fixed_pointer: Matrix
    workers: Matrix
    rates: Matrix
    weeks: Matrix
    travel: Matrix
    sundays: Matrix
    scalars: Matrix
    base: Matrix
    constant: int
    wide: bool

    @property
    def size(self) -> tuple[int, int, int]:
        """Return the number of workers, tasks and candidates."""
        return len(self.workers), len(self.tasks), len(self.items) - len(self.fixed)

    @property
    def arrays(self) -> Arrays:
        """Return what `solver.line` reads, as one tuple that compiled code takes."""
        return (
            *(self.items, self.costs, self.fixed, self.fixed_pointer, self.workers, self.rates),
            *(self.weeks, self.travel, self.sundays, self.scalars, self.base),
        )

    def candidates(self, worker: int) -> Matrix:
        """Return the rows of the worker's candidates, in order of time.

        Args:
            worker: index.
        """
        rows = np.arange(self.pointer[worker], self.pointer[worker + 1], dtype=np.int64)
        own: Matrix = rows[self.items[rows, TASK] != NONE]
        return own


@dataclass(frozen=True, slots=True)
class Items:
    """Hold the items of all workers as matrices.

    Attributes:
        rows: one row per item, worker by worker, ordered by start, end, tie and task.
        costs: linear cost of every item, 0 for a fixed one; any kind of whole number.
        pointer: items of worker w are rows pointer[w]..pointer[w + 1].
    """

    rows: Matrix
    costs: npt.NDArray[Any]
    pointer: Matrix


def pack(tasks: Sequence[Task], workers: Sequence[Worker], frame: Frame, constant: int) -> Problem:
    """Lay a problem out as matrices, with the excesses of the fixed items worked out.

    Args:
        tasks: the tasks; stretches refer to them by index.
        workers: the workers.
        frame: what is common.
        constant: øre added to every plan.

    Returns:
        The problem the solver works on.
    """
    own = [sorted(w.stretches, key=lambda s: (s.start, s.end, s.tie, s.task)) for w in workers]
    flat = [stretch for stretches in own for stretch in stretches]
    return lay(
        tasks,
        workers,
        frame,
        constant,
        Items(
            _matrix([_item_row(s) for s in flat], ITEM_COLUMNS, np.int64),
            np.array([s.cost for s in flat], dtype=object),
            np.cumsum([0, *(len(stretches) for stretches in own)]).astype(np.int64),
        ),
    )


def lay(
    tasks: Sequence[Task], workers: Sequence[Worker], frame: Frame, constant: int, laid: Items
) -> Problem:
    """Make a problem of items that are matrices already, for the many of a city.

    Args:
        tasks: the tasks; items refer to them by index.
        workers: the workers; their stretches are not read.
        frame: what is common.
        constant: øre added to every plan.
        laid: the items, in order worker by worker; the run columns are worked out here.

    Returns:
        The problem the solver works on.
    """
    from solver import line

    wide = _largest(tasks, workers, frame, constant, laid) >= WIDE
    money: type = object if wide else np.int64
    items, pointer = laid.rows, laid.pointer
    fixed = np.flatnonzero(items[:, TASK] == NONE).astype(np.int64)
    weeks = len(frame.week_starts) - 1
    problem = Problem(
        tasks=tasks,
        frame=frame,
        items=items,
        costs=laid.costs.astype(money),
        pointer=pointer,
        fixed=fixed,
        fixed_pointer=np.searchsorted(fixed, pointer).astype(np.int64),
        workers=_matrix([_worker_row(w) for w in workers], WORKER_COLUMNS, np.int64),
        rates=_matrix([_rate_row(w, frame) for w in workers], RATE_COLUMNS, money),
        weeks=np.array(frame.week_starts, dtype=np.int64),
        travel=np.array(frame.travel, dtype=np.int64).reshape(len(frame.travel), -1),
        sundays=np.array(frame.sundays, dtype=np.int64),
        scalars=np.array(_scalars(frame), dtype=np.int64),
        base=np.zeros((len(workers), line.width(weeks, frame)), dtype=np.int64),
        constant=constant,
        wide=wide,
    )
    line.settle(problem)
    return problem


def _matrix(rows: list[list[int]], columns: int, kind: type) -> Matrix:
    """Return rows as a matrix, with its columns even when there is no row."""
    return np.array(rows, dtype=kind).reshape(len(rows), columns)


def _item_row(s: Stretch) -> list[int]:
    """Return the stretch's row of `Problem.items`."""
    return [
        *(s.task, s.start, s.end, s.paid, s.week, s.area, s.rest, s.day, s.free, s.week_cap),
        *(s.over_week, s.over_window, s.over_total, int(s.average), *s.red, s.weekend),
        *(s.tie, NONE, 0, 0, 0),
    ]


def _worker_row(worker: Worker) -> list[int]:
    """Return the worker's row of `Problem.workers`."""
    return [
        *(worker.full, worker.contract, worker.ceiling, worker.extra_cap, worker.over_base),
        *(int(worker.counts_extra), *worker.share, worker.share_cap, worker.over_default),
    ]


def _rate_row(worker: Worker, frame: Frame) -> list[int]:
    """Return the worker's row of `Problem.rates`."""
    return [
        *(worker.rate_under, worker.rate_extra, worker.rate_over, worker.rate_assigned),
        *(worker.square, frame.quick_cost),
    ]


def _scalars(frame: Frame) -> list[int]:
    """Return the single numbers in the order of their constants."""
    return [
        *(*frame.cost_weeks, frame.window, frame.span, frame.free_default),
        *(frame.quick_gap, frame.reds),
    ]


def _largest(
    tasks: Sequence[Task], workers: Sequence[Worker], frame: Frame, constant: int, laid: Items
) -> int:
    """Return a number no plan's cost, nor any part of it, can pass in size."""
    total = abs(constant) + sum(max(t.open_cost, t.external_cost or 0) for t in tasks)
    weeks = max(1, len(frame.week_starts) - 1)
    sums = zip(
        _sums(laid.rows[:, PAID], laid.pointer),
        _sums(laid.rows[:, TASK] != NONE, laid.pointer),
        _sums(np.abs(laid.costs), laid.pointer),
        np.diff(laid.pointer).tolist(),
        strict=True,
    )
    for worker, (minutes, own, linear, many) in zip(workers, sums, strict=True):
        paid = minutes + worker.full * weeks
        rate = worker.rate_under + worker.rate_extra + worker.rate_over + worker.rate_assigned
        total += paid * rate + linear
        total += worker.square * own**2
        total += frame.quick_cost * 2 * many
    return total


def _sums(values: npt.NDArray[Any], pointer: Matrix) -> list[int]:
    """Return the sum of every worker's values, however large."""
    if values.dtype == object or float(values.sum(dtype=np.float64)) >= WIDE:
        running = np.concatenate(([0], np.cumsum(values.astype(object))))
    else:
        running = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    return [int(one) for one in running[pointer[1:]] - running[pointer[:-1]]]
