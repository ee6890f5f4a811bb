"""The compact mixed-integer model: a relaxation that is exact wherever it can be told linearly.

Every lawful plan is a point of the model that costs at most what the plan costs, so the
model's least cost is a lower bound. What the rows leave out (limits that depend on the set,
work periods of three and more, odd weights) is added as cuts when a solution breaks it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.model_conflicts import conflicts
from solver.model_marked import add_marked
from solver.model_pairs import add_quick, add_squares
from solver.model_part import Part
from solver.model_rows import Rows
from solver.model_sets import add_sets, lawful_sets
from solver.model_week import add_week, add_windows

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from solver.model_part import Entries
    from solver.model_rows import Floats
    from solver.problem import Matrix, Problem


@dataclass(slots=True)
class Model:
    """Hold the model and the way back to the problem.

    Attributes:
        problem: the problem.
        rows: columns and rows; the constant is not in it.
        column: per item row its column, `NONE` when it can never be chosen.
        span: by worker the half-open range of its columns.
        paid: by worker, for those told by rows, what each week's minutes cost: columns, rates.
        dearer: by worker the columns of cuts that price a set up.
    """

    problem: Problem
    rows: Rows
    column: Matrix
    span: dict[int, tuple[int, int]]
    paid: dict[int, dict[int, Entries]] = field(default_factory=dict)
    dearer: dict[int, list[int]] = field(default_factory=dict)

    def chosen(self, values: Floats) -> Matrix:
        """Return the item rows that a solution chooses.

        Args:
            values: of the columns.
        """
        picked = np.zeros(len(self.column), dtype=np.bool_)
        known = self.column != c.NONE
        picked[known] = values[self.column[known]] > 0.5
        rows: Matrix = np.flatnonzero(picked)
        return rows


def build(
    problem: Problem,
    workers: Iterable[int] | None = None,
    tasks: Container[int] | None = None,
    *,
    by_sets: bool = True,
) -> Model:
    """Build the model of a problem or of a part of it.

    Args:
        problem: not `wide`.
        workers: those who may do something; None for all.
        tasks: those to be done; None for all. Forced tasks of `workers` must be among them.
        by_sets: tell workers with few lawful sets exactly, set by set.

    Returns:
        The model, without cuts.
    """
    rows = Rows()
    model = Model(problem, rows, np.full(len(problem.items), c.NONE, dtype=np.int64), {})
    for worker in range(len(problem.workers)) if workers is None else workers:
        first = len(rows.cost)
        _add_worker(model, Part(problem, rows, worker), tasks, by_sets=by_sets)
        model.span[worker] = (first, len(rows.cost))
    _cover(model, tasks)
    return model


def _cover(model: Model, tasks: Container[int] | None) -> None:
    """Let every task be done once, or pay what it costs when nobody does it."""
    problem = model.problem
    doers: list[list[int]] = [[] for _ in problem.tasks]
    for row in np.flatnonzero(model.column != c.NONE):
        doers[int(problem.items[row, c.TASK])].append(int(row))
    for number, (task, some) in enumerate(zip(problem.tasks, doers, strict=True)):
        if tasks is not None and number not in tasks:
            continue
        entries = [(int(model.column[row]), 1) for row in some]
        if task.forced is not None:
            for one, (column, _) in zip(some, entries, strict=True):
                owner = int(np.searchsorted(problem.pointer, one, side="right")) - 1
                mine = 1.0 if owner == task.forced else 0.0
                model.rows.lower[column] = model.rows.upper[column] = mine
        else:
            entries.append((model.rows.column(task.idle_cost, upper=1.0), 1))
            model.rows.row(entries, 1.0, 1.0)


def _add_worker(model: Model, part: Part, tasks: Container[int] | None, *, by_sets: bool) -> None:
    """Add the columns and rows of one worker."""
    free = part.candidates(tasks)
    sets = lawful_sets(part.problem, part.worker, free) if by_sets else None
    if sets is not None:
        columns = [part.rows.column(0, upper=1.0, whole=True) for _ in free]
        add_sets(part.rows, columns, sets)
        model.column[free] = columns
    else:
        _add_rows(part, free)
        for row, column in part.columns.items():
            model.column[row] = column
        model.paid[part.worker] = part.paid


def _add_rows(part: Part, free: list[int]) -> None:
    """Add what is told of a worker by rows."""
    gone, cliques = conflicts(part.problem, part.worker)
    out = set(gone)
    for row in free:
        if row not in out:
            cost = int(part.problem.costs[row])
            part.columns[row] = part.rows.column(cost, upper=1.0, whole=True)
            part.by_week[part.item(row, c.WEEK)].append(row)
    for clique in cliques:
        part.clashes.update(itertools.combinations(clique, 2))
        some = [part.x(row) for row in clique if row in part.columns]
        if len(some) > 1:
            part.rows.at_most_one(some)
    for week in range(part.weeks):
        add_week(part, week)
    add_windows(part)
    add_squares(part)
    add_quick(part)
    add_marked(part)
