"""Search with the model: solve, cut off what is wrong, adopt what is lawful."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from solver import bound, line
from solver import columns as c
from solver.model import build
from solver.model_cuts import add_cuts
from solver.search_state import start

if TYPE_CHECKING:
    from solver.model import Model
    from solver.model_rows import Floats
    from solver.problem import Matrix, Problem
    from solver.search_state import State

_LARGEST_COST = 1e7
_MOST_WORKERS = 40
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
        return Round(None, None, False)
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


def improve_part(
    state: State, workers: Matrix, seconds: float, until: float = inf, nodes: int = MANY_NODES
) -> State | None:
    """Plan a few workers and all free tasks anew, everyone else as they are.

    Args:
        state: lawful.
        workers: indexes.
        seconds: wall clock for each of up to three solves.
        until: moment of the monotonic clock after which none is begun.
        nodes: of the search tree of each solve, at most.

    Returns:
        A cheaper lawful plan, or None.
    """
    problem = state.problem
    part = np.zeros(len(problem.workers), dtype=np.bool_)
    part[workers] = True
    held = state.row_of != c.NONE
    ours = np.flatnonzero(~held | part[state.owner[state.row_of]])
    tasks = {int(task) for task in ours}
    model = build(problem, [int(worker) for worker in workers], tasks)
    for _ in range(3):
        left = min(seconds, until - time.monotonic())
        result = run(model, left, 1e-5, nodes) if left > 0 else None
        if result is None or result.values is None:
            return None
        chosen = model.chosen(result.values)
        added, unlawful = add_cuts(model, result.values)
        kept = state.row_of[held & ~part[state.owner[state.row_of]]]
        new = adopt(problem, np.sort(np.concatenate((kept, chosen))))
        if new.objective < state.objective:
            return new
        if not added or not unlawful:
            return None
    return None


def neighbourhood(state: State, columns: int, draw: np.random.Generator) -> Matrix:
    """Draw workers who share tasks with one another, as many as a quick model takes.

    Args:
        state: of the plan.
        columns: candidates in the model at most, unless one worker alone has more.
        draw: random draws.

    Returns:
        Indexes of workers, rising.
    """
    problem = state.problem
    rows = state.task_rows
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    owner = state.owner
    first = int(owner[rows[draw.integers(len(rows))]])
    weight = np.zeros(len(problem.workers))
    for task in problem.items[problem.candidates(first), c.TASK]:
        weight[owner[rows[state.task_pointer[task] : state.task_pointer[task + 1]]]] += 1.0
    score = weight * draw.random(len(weight))
    score[first] = np.inf
    picked: list[int] = []
    ours = state.row_of == c.NONE
    for worker in np.argsort(-score, kind="stable"):
        if score[worker] <= 0 or len(picked) == _MOST_WORKERS:
            break
        wider = ours.copy()
        wider[problem.items[state.chosen(int(worker)), c.TASK]] = True
        trial = [*picked, int(worker)]
        size = sum(int(wider[problem.items[problem.candidates(w), c.TASK]].sum()) for w in trial)
        if picked and size > columns:
            continue
        picked, ours = trial, wider
    return np.array(sorted(picked), dtype=np.int64)
