"""Search with the model: solve, cut off what is wrong, adopt what is lawful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from solver import bound, line
from solver import columns as c
from solver.search_state import start

if TYPE_CHECKING:
    from solver.model import Model
    from solver.model_rows import Floats
    from solver.problem import Matrix, Problem
    from solver.search_state import State

_LARGEST_COST = 1e7
MANY_NODES = 1 << 30


@dataclass(frozen=True, slots=True)
class Round:
    """Hold what one run of the MIP solver gave.

    Attributes:
        bound: proven lower bound on the model, constant left out; None when there is none.
        values: of the columns of the best solution, None without one (floats).
        finished: True when the model was solved to its optimum.
    """

    bound: int | None
    values: Floats | None
    finished: bool


NOT_RUN = Round(None, None, finished=False)


def run(model: Model, seconds: float, gap: float = 0.0, nodes: int = MANY_NODES) -> Round:
    """Solve a model as it stands.

    Args:
        model: with the cuts so far.
        seconds: wall clock; 0 or less for no solve at all.
        gap: relative gap at which to stop.
        nodes: of the search tree, at most.

    Returns:
        What was found and proven.
    """
    rows = model.rows
    if not rows.cost:
        return Round(0, np.zeros(0), True)
    if seconds <= 0:
        return NOT_RUN
    cost = np.array(rows.cost, dtype=np.float64)
    scale = max(1.0, float(np.abs(cost).max()) / _LARGEST_COST)
    result = milp(
        cost / scale,
        integrality=np.array(rows.whole, dtype=np.int64),
        bounds=Bounds(np.array(rows.lower), np.array(rows.upper)),
        constraints=LinearConstraint(rows.matrix(), np.array(rows.low), np.array(rows.high))
        if rows.low
        else None,
        options={"time_limit": max(0.1, seconds), "mip_rel_gap": gap, "node_limit": nodes},
    )
    value = getattr(result, "mip_dual_bound", None)
    if value is None and result.status == 0:
        value = result.fun  # nothing was whole: a linear program solved to its optimum
    money = float(np.abs(cost).sum())
    lower = None if value is None else bound.safe(value * scale, len(cost), scale, money)
    return Round(lower, result.x, result.status == 0)


def adopt(problem: Problem, rows: Matrix) -> State:
    """Make a plan of chosen rows; what is unlawful in it is left out, worker by worker.

    Args:
        problem: the problem.
        rows: item rows, at most one per task.

    Returns:
        A lawful plan.
    """
    state = start(problem)
    wanted: dict[int, list[int]] = {}
    given = state.row_of != c.NONE
    for row in rows:
        task = int(problem.items[row, c.TASK])
        if not given[task]:
            given[task] = True
            wanted.setdefault(int(state.owner[row]), []).append(int(row))
    for worker, mine in wanted.items():
        _adopt(state, worker, mine)
    return state


def _adopt(state: State, worker: int, wanted: list[int]) -> None:
    """Give a worker what is wanted beside what is forced, but for rows that make it unlawful."""
    problem, own = state.problem, state.chosen(worker).tolist()
    loose = sorted(wanted)
    rule, cost = line.evaluate(problem, worker, [*own, *loose])
    while rule != "lawful":
        tries = [[r for r in loose if r != row] for row in loose]
        lawful = [line.evaluate(problem, worker, [*own, *rest])[0] == "lawful" for rest in tries]
        loose = tries[lawful.index(True)] if any(lawful) else loose[:-1]
        rule, cost = line.evaluate(problem, worker, [*own, *loose])
    for row in loose:
        state.put(row, cost)
