"""Tell the weeks of a small model set by set, so that a fraction of a set is worth no more.

Rows alone let a worker do a part of a task, up to what free time, overtime and a week's hours
leave; a choice among whole sets does not. A worker's week with few sets gets one column per
set. What ties one week to another stays with the model's rows and cuts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.exact_cells import cell_of, rises
from solver.model import build
from solver.model_conflicts import regular

if TYPE_CHECKING:
    from solver.exact_cells import Cell
    from solver.model import Model
    from solver.problem import Matrix, Problem

LEAST_CANDIDATES, MOST_SETS = 3, 100  # of a week that is told set by set
LARGEST_FACTOR = 10_000_000  # øre in a row; larger ones are more than the MIP solver can weigh


def build_by_weeks(problem: Problem) -> Model:
    """Build the model of a whole problem and tell its weeks set by set.

    Args:
        problem: not `wide`.
    """
    model = build(problem)
    add_weeks(model)
    return model


def add_weeks(model: Model) -> int:
    """Add a choice of one set for every week with few sets of a worker told by rows.

    Args:
        model: of a problem that is not `wide`; gets the columns and rows.

    Returns:
        How many weeks were told so.
    """
    problem = model.problem
    if not rises(problem):
        return 0
    told = 0
    for worker in model.paid:
        own = problem.candidates(worker)
        own = own[model.column[own] != c.NONE]
        steady = regular(problem, worker)
        for week in np.unique(problem.items[own, c.WEEK]).tolist():
            rows = own[problem.items[own, c.WEEK] == week]
            if len(rows) < LEAST_CANDIDATES:
                continue
            cell = cell_of(problem, (worker, week), rows, steady, MOST_SETS)
            if cell is not None:
                _add(model, (worker, week), rows, cell)
                told += 1
    return told


def _add(model: Model, place: tuple[int, int], rows: Matrix, cell: Cell) -> None:
    """Add one week: one set is chosen, holds what is chosen, and is paid at its least cost."""
    worker, week = place
    columns = [model.rows.column(0, upper=1.0) for _ in cell.least]
    model.rows.row([(column, 1) for column in columns], 1.0, 1.0)
    holders: dict[int, list[tuple[int, int]]] = {row: [] for row in rows.tolist()}
    linear = model.problem.costs
    minutes = []
    pieces = np.split(cell.rows, np.cumsum(cell.sizes)[:-1])
    for column, least, own in zip(columns, cell.least.tolist(), pieces, strict=True):
        for row in own.tolist():
            holders[row].append((column, 1))
        minutes.append((column, int(linear[own].sum()) - least))
    for row, held in holders.items():
        model.rows.row([*held, (int(model.column[row]), -1)], 0.0, 0.0)
    paid = model.paid[worker].get(week)
    if paid and max(abs(factor) for _, factor in minutes) <= LARGEST_FACTOR:
        model.rows.row([*paid, *minutes], low=0.0)
