"""Plan with the candidates that the lines of late prices hold: few of all, and the best of them.

Source: column generation's restricted master as a heuristic (Joncour et al. 2010).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import search_mip

if TYPE_CHECKING:
    from solver.model import Model
    from solver.problem import Matrix
    from solver.scale import Prices
    from solver.search_state import State

PER_TASK, MORE = 1.1, 1.3  # candidates per task at first; times as many each time after
LONGER = 2.0  # times as long as the last plan took must be left for one of more candidates
LEAST = 0.5  # seconds below which none is begun


def plans_of_likely(model: Model, best: State, prices: Prices, seconds: float) -> Iterator[State]:
    """Make plans of likely candidates and of those a plan at hand holds, of more each time.

    Args:
        model: of the whole problem; as it was when this ends.
        best: the plan at hand.
        prices: of the same problem.
        seconds: wall clock.

    Yields:
        Lawful plans.
    """
    end = time.monotonic() + seconds
    most, left, spent = int(PER_TASK * best.problem.size[1]), seconds, 0.0
    while left > max(LEAST, LONGER * spent):
        held = best.row_of[best.row_of != c.NONE]
        done = run_within(model, np.concatenate((prices.likely(most), held)), left)
        if done.values is not None:
            yield search_mip.adopt(best.problem, model.chosen(done.values))
        spent, left = left - (end - time.monotonic()), end - time.monotonic()
        most = int(MORE * most)


def run_within(model: Model, rows: Matrix, seconds: float) -> search_mip.Round:
    """Solve a model with a few of its candidates; what it proves says nothing of the others.

    Args:
        model: as it was when this ends.
        rows: item rows that may be chosen, besides those that must be.
        seconds: wall clock.

    Returns:
        What was found; the bound is of no use.
    """
    upper = model.rows.upper
    kept = np.zeros(len(model.column), dtype=np.bool_)
    kept[rows] = True
    out = model.column[~kept & (model.column != c.NONE)]
    out = out[np.array(model.rows.lower)[out] == 0.0]
    narrow = np.array(upper)
    narrow[out] = 0.0
    model.rows.upper = narrow.tolist()
    try:
        return search_mip.run(model, seconds)
    finally:
        model.rows.upper = upper
