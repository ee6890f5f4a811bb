"""Choose one line per worker, no task twice, at the least cost: a model with nothing left out.

Costs are told as what they lie above prices, so they are small whole numbers and what the MIP
solver proves is proven to the øre.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import search_mip
from solver.model import Model
from solver.model_rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.problem import Matrix, Problem


@dataclass(frozen=True, slots=True)
class Lines:
    """Hold some lines of one worker.

    Attributes:
        over: of every line, in parts of an øre, what it lies above the cheapest that the worker
            has.
        costs: of every line, in øre.
        sizes: of every line, its candidates.
        rows: of the candidates, line by line.
    """

    over: Matrix
    costs: Matrix
    sizes: Matrix
    rows: Matrix


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what was chosen.

    Attributes:
        rows: the candidates; None where nothing was found.
        bound: what every choice lies above the prices at least; None where nothing is proven.
        finished: whether no choice is better.
    """

    rows: Matrix | None
    bound: int | None
    finished: bool


def choose(
    problem: Problem,
    lines: Sequence[Lines],
    slack: Matrix,
    most: int,
    work: tuple[float, int],
) -> Choice:
    """Choose one line per worker.

    Args:
        problem: the problem.
        lines: per worker, at least one each.
        slack: per task, what leaving it costs above its price, at most *most*.
        most: from here on it does not matter how much a line lies above.
        work: seconds of wall clock, and nodes of the search tree, at most.

    Returns:
        The best choice found.
    """
    rows = Rows()
    holders: list[list[tuple[int, int]]] = [[] for _ in problem.tasks]
    picked: list[Matrix] = []
    for some in lines:
        first = len(rows.cost)
        overs = some.over.clip(max=most).tolist()
        pieces = np.split(some.rows, np.cumsum(some.sizes)[:-1])
        for over, own in zip(overs, pieces, strict=True):
            column = rows.column(over, upper=1.0, whole=True)
            picked.append(own)
            for task in problem.items[own, c.TASK].tolist():
                holders[task].append((column, 1))
        rows.row([(column, 1) for column in range(first, len(rows.cost))], 1.0, 1.0)
    for task, above, held in zip(problem.tasks, slack.tolist(), holders, strict=True):
        if task.forced is None:
            rows.row([*held, (rows.column(above, upper=1.0), 1)], 1.0, 1.0)
    found = search_mip.run(Model(problem, rows, slack, {}), work[0], nodes=work[1])
    if found.values is None:
        return Choice(None, found.bound, False)
    taken = [picked[k] for k in np.flatnonzero(found.values[: len(picked)] > 0.5)]
    return Choice(np.concatenate([slack[:0], *taken]), found.bound, found.finished)
