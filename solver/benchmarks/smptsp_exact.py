"""Ask a MIP solver for fewer workers, or for the proof that fewer cannot do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from solver.benchmarks.smptsp_file import Instance

SLACK = 1e-6  # how far a bound in floating point may lie above the true one
OPTIMAL, INFEASIBLE = 0, 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """A lower bound on the workers, and a cover when one was found."""

    bound: int
    assignment: tuple[int, ...] | None


def together(instance: Instance, tasks: Sequence[int]) -> list[list[int]]:
    """List the largest sets of *tasks* that all run at one moment."""
    order = sorted(tasks, key=lambda task: instance.tasks[task])
    sets: list[list[int]] = []
    running: list[int] = []
    grown = False
    for task in order:
        start = instance.tasks[task][0]
        left = [other for other in running if instance.tasks[other][1] > start]
        if grown and len(left) < len(running):
            sets.append(running)
        running = [*left, task]
        grown = True
    return [*sets, running] if running else sets


def fewer(instance: Instance, bound: int, below: int, seconds: float) -> Outcome:
    """Look for a cover by at least *bound* and fewer than *below* workers.

    Args:
        instance: the tasks and workers.
        bound: a proven lower bound on the workers.
        below: the cover must use fewer workers than this.
        seconds: time limit, more than 0.

    Returns:
        The cover when one was found, and a bound that is *below* when none exists.
    """
    pairs = [(t, w) for w, held in enumerate(instance.workers) for t in held]
    column = {pair: at for at, pair in enumerate(pairs)}
    width = len(pairs) + len(instance.workers)
    rows: list[tuple[list[int], list[int], float, float]] = []
    for task in range(len(instance.tasks)):
        own = [column[task, w] for w in range(len(instance.workers)) if (task, w) in column]
        rows.append((own, [1] * len(own), 1, 1))
    for worker, held in enumerate(instance.workers):
        for group in together(instance, held):
            own = [column[task, worker] for task in group]
            rows.append(([*own, len(pairs) + worker], [*[1] * len(own), -1], -inf, 0))
    rows.append((list(range(len(pairs), width)), [1] * (width - len(pairs)), bound, below - 1))
    result = milp(
        np.concatenate([np.zeros(len(pairs)), np.ones(width - len(pairs))]),
        constraints=_constraint(rows, width),
        integrality=np.ones(width),
        bounds=Bounds(0, 1),
        options={"time_limit": seconds},
    )
    if result.status == INFEASIBLE:
        return Outcome(below, None)
    proven = getattr(result, "mip_dual_bound", None)
    if proven is not None and proven == proven:  # not NaN
        bound = max(bound, min(below, ceil(proven - SLACK)))
    if result.x is None:
        return Outcome(bound, None)
    taken = [-1] * len(instance.tasks)
    for at, (task, worker) in enumerate(pairs):
        if result.x[at] > 0.5:
            taken[task] = worker
    return Outcome(bound, tuple(taken))


def _constraint(
    rows: list[tuple[list[int], list[int], float, float]], width: int
) -> LinearConstraint:
    """Return rows of (columns, factors, least, most) as one sparse constraint."""
    at = np.concatenate([np.full(len(row[0]), i) for i, row in enumerate(rows)])
    columns = np.concatenate([row[0] for row in rows])
    factors = np.concatenate([row[1] for row in rows])
    matrix = csr_array((factors, (at, columns)), shape=(len(rows), width))
    return LinearConstraint(matrix, [row[2] for row in rows], [row[3] for row in rows])
