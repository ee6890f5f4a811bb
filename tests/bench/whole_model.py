"""Plain solvers as peers: `python -m tests.bench.whole_model SOLVER PROBLEM PLAN SECONDS THREADS`.

One model of the whole problem, given to a solver at once, as a textbook would. What the model
cannot tell linearly is cut off when a solution breaks it, and the solver is asked again while
there is time; the best lawful plan met is kept.
"""

from __future__ import annotations

import sys
import time
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from ortools.linear_solver.python import model_builder_helper as ortools

from solver import bound, search_mip
from solver.model import build
from solver.model_cuts import add_cuts
from solver.search_state import start
from tests.bench.greedy import Work, begun

if TYPE_CHECKING:
    from solver.model import Model
    from solver.model_rows import Floats
    from solver.search_state import State

# What each solver is called by OR-Tools, and how threads are told; HiGHS comes with SciPy, since
# OR-Tools' door to it gives no solution when the time is up.
SOLVERS = {
    "CP-SAT": ("sat", "num_workers:{threads} random_seed:1"),
    "HiGHS": ("scipy", ""),
    "SCIP": ("scip", ""),
}
LARGEST = 1e9


def solve(model: Model, name: str, seconds: float, threads: int) -> tuple[Floats | None, float]:
    """Give a model to a solver as it stands.

    Args:
        model: of the whole problem.
        name: one of `SOLVERS`.
        seconds: wall clock.
        threads: for the solver, where it can be told.

    Returns:
        The values of the columns, None when it found none, and the bound it claims (øre).
    """
    called, parameters = SOLVERS[name]
    if called == "scipy":
        told = search_mip.run(model, seconds)
        return told.values, -inf if told.bound is None else told.bound
    rows = model.rows
    upper = np.minimum(np.array(rows.upper, dtype=float), LARGEST)
    helper = ortools.ModelBuilderHelper()
    helper.fill_model_from_sparse_data(
        np.array(rows.lower, dtype=float),
        upper,
        np.array(rows.cost, dtype=float),
        np.array(rows.low, dtype=float),
        np.array(rows.high, dtype=float),
        rows.matrix(),
    )
    for column, whole in enumerate(rows.whole):
        if whole or called == "sat":  # every number of the model is whole, minutes too
            helper.set_var_integrality(column, True)
    solver = ortools.ModelSolverHelper(called)
    solver.set_time_limit_in_seconds(max(0.1, seconds))
    if parameters:
        solver.set_solver_specific_parameters(parameters.format(threads=threads))
    solver.solve(helper)
    if not solver.has_response():
        return None, -inf
    values = np.array(solver.variable_values()) if solver.has_solution() else None
    return values, float(solver.best_objective_bound())


def best(work: Work, name: str, seconds: float, threads: int) -> State:
    """Return the best lawful plan a plain solver finds in the time, reading and building included.

    Args:
        work: a problem, read and translated, and when that began.
        name: one of `SOLVERS`.
        seconds: from the beginning of *work*.
        threads: for the solver.
    """
    problem = work.translation.problem
    found = start(problem)
    model = build(problem, by_sets=False)
    until = work.began + seconds
    while (left := until - time.monotonic()) > 0:
        values, claimed = solve(model, name, left, threads)
        if values is None:
            break
        plan = search_mip.adopt(problem, model.chosen(values))
        if plan.objective < found.objective:
            found = plan
        lower = bound.simple(problem) if claimed == -inf else claimed
        if found.objective <= lower or not add_cuts(model, values)[0]:
            break
    return found


def main(name: str, problem_file: str, plan_file: str, seconds: str, threads: str) -> None:
    """Plan a problem and write the plan.

    Args:
        name: one of `SOLVERS`.
        problem_file: a problem.
        plan_file: is written.
        seconds: for everything but the start of Python.
        threads: for the solver.
    """
    work = begun(problem_file)
    state = best(work, name, float(seconds), int(threads))
    work.keep(state, plan_file)


if __name__ == "__main__":
    main(*sys.argv[1:])
