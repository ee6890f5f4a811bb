"""Cuts: rows that a solution breaks and every lawful plan keeps.

A set that is unlawful is cut off together with all sets that can be told to be unlawful for
the same reason; a set that costs more than the model thinks is priced up alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import line
from solver.line.walk import FREE_BROKEN, LAWFUL, OVER_BROKEN
from solver.model_conflicts import regular

if TYPE_CHECKING:
    from solver.model import Model
    from solver.model_rows import Floats
    from solver.problem import Matrix, Problem

_FREE, _OVER = line.RULES[FREE_BROKEN], line.RULES[OVER_BROKEN]
_LAWFUL = line.RULES[LAWFUL]


def add_cuts(model: Model, values: Floats) -> tuple[int, list[int]]:
    """Cut off what a solution gets wrong.

    Args:
        model: gets the new rows.
        values: of its columns.

    Returns:
        How many rows were added, and the workers whose sets are unlawful.
    """
    problem = model.problem
    rows = model.chosen(values)
    owner = np.searchsorted(problem.pointer, rows, side="right") - 1
    whole = _whole(model, values)
    added = 0
    unlawful = []
    for worker in model.span:  # also who is given nothing: what is fixed may cost more
        mine = rows[owner == worker]
        rule, cost = line.evaluate(problem, worker, mine)
        if rule != _LAWFUL:
            _forbid(model, worker, mine, rule)
            unlawful.append(worker)
            added += 1
        else:
            added += _price(model, worker, mine, cost, (values, whole))
    return added, unlawful


def _forbid(model: Model, worker: int, mine: Matrix, rule: str) -> None:
    """Cut off an unlawful set and what is unlawful with it."""
    problem = model.problem
    cures = _cures(problem, worker)
    if cures is None:
        keep, against = [int(row) for row in mine], _others(model, worker, mine)
    else:
        keep = _smallest(problem, worker, [int(row) for row in mine], rule)
        last = line.evaluate(problem, worker, keep)[0]
        if last not in (_FREE, _OVER):
            cures = []
        kept = set(keep)
        against = [row for row in cures if row not in kept and model.column[row] != c.NONE]
    model.rows.row(
        [
            *((int(model.column[row]), 1) for row in keep),
            *((int(model.column[row]), -1) for row in against),
        ],
        high=float(len(keep) - 1),
    )


def _others(model: Model, worker: int, mine: Matrix) -> list[int]:
    """Return the candidates of a worker that are not chosen and may be."""
    kept = {int(row) for row in mine}
    return [
        int(row)
        for row in model.problem.candidates(worker)
        if int(row) not in kept and model.column[row] != c.NONE
    ]


def _smallest(problem: Problem, worker: int, keep: list[int], rule: str) -> list[int]:
    """Drop items as long as what is left is unlawful by a rule that growing cannot cure."""
    for row in list(keep):
        rest = [one for one in keep if one != row]
        now, _ = line.evaluate(problem, worker, rest)
        if now != _LAWFUL and (now not in (_FREE, _OVER) or rule in (_FREE, _OVER)):
            keep, rule = rest, now
    return keep


def _cures(problem: Problem, worker: int) -> list[int] | None:
    """Return the candidates that may cure too much overtime or too little free time.

    Overtime by the day moves to the week before when a work period grows back over the
    border; a looser agreed free time counts only once something under it starts in the week.
    Everything else that a regular worker breaks stays broken. None when the worker is not
    regular and anything may cure.
    """
    if not regular(problem, worker):
        return None
    lo, hi = problem.pointer[worker : worker + 2]
    items = problem.items[lo:hi]
    rest = int(items[:, c.REST].max())
    out = items[:, c.FREE] < problem.frame.free_default
    for border in problem.weeks:
        across = items[(items[:, c.START] < border) & (items[:, c.END] > border), c.END]
        tail = int(across.max() - border) if len(across) else 0
        near = (items[:, c.END] > border - rest) & (items[:, c.START] < border + rest + tail)
        out |= near
    out &= items[:, c.TASK] != c.NONE
    return [int(row) + int(lo) for row in np.flatnonzero(out)]


def _price(
    model: Model, worker: int, mine: Matrix, cost: int, told: tuple[Floats, Matrix | None]
) -> int:
    """Price a set up to what it costs; return the number of rows added."""
    first, last = model.span[worker]
    columns = [*range(first, last), *model.dearer.get(worker, ())]
    missing = cost - _told([model.rows.cost[k] for k in columns], columns, told)
    if missing < 1:
        return 0
    # a column of its own keeps the row's factors at one, however large the cost
    column = model.rows.column(missing, upper=1.0)
    model.dearer.setdefault(worker, []).append(column)
    keep = [(int(model.column[row]), 1) for row in mine]
    against = [(int(model.column[row]), -1) for row in _others(model, worker, mine)]
    model.rows.row([*keep, *against, (column, -1)], high=float(len(keep) - 1))
    return 1


def _whole(model: Model, values: Floats) -> Matrix | None:
    """Return the whole numbers nearest to a solution; None where these break a row."""
    rows = model.rows
    whole = np.round(values)
    sums = rows.matrix() @ whole
    keeps = (sums >= np.array(rows.low)).all() and (sums <= np.array(rows.high)).all()
    keeps = keeps and (whole >= np.array(rows.lower)).all()
    keeps = keeps and (whole <= np.array(rows.upper)).all()
    return whole.astype(np.int64) if keeps else None


def _told(rates: list[int], columns: list[int], told: tuple[Floats, Matrix | None]) -> int:
    """Return what some columns cost together, or more where only tolerances keep the rows."""
    values, whole = told
    if whole is not None:
        return sum(rate * int(whole[k]) for rate, k in zip(rates, columns, strict=True))
    parts = np.array(rates, dtype=np.float64) * values[columns]
    return int(np.ceil(float(parts.sum()) + 1e-3 + 1e-6 * float(np.abs(parts).sum())))
