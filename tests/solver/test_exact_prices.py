"""Prices only ever raise the bound, and no bound is above the best plan."""

import pytest

from solver import exact
from solver.exact_cells import SCALE
from solver.search_state import start
from tests.solver.lines import lines_of, prices_of, tried


def goal_of(problem):
    """Return what the best plan costs in parts of an øre, the constant left out."""
    best = exact.best_of_all(problem) or start(problem)
    return SCALE * (best.objective - problem.constant)


@pytest.mark.parametrize("number", range(10))
def test_the_bound_rises_and_stays_below_the_best_plan(number):
    problem, cells = tried()[number]
    work = prices_of(problem, cells)
    goal = goal_of(problem)
    work.ascend(goal, 60, 1.0)
    by_week = work.bound
    assert work.by_lines()
    by_line = work.bound
    work.ascend(goal, 20, 1.0)
    assert by_week <= by_line <= work.bound <= goal


@pytest.mark.parametrize("number", range(4))
def test_lines_near_the_cheapest_are_told_by_what_they_lie_above(number):
    problem, cells = tried()[number]
    work = prices_of(problem, cells)
    assert work.by_lines()
    found = work.lines(start(problem), 1 << 50, 2_000, nearer=False)
    for worker, own in enumerate(found):
        assert len(own.over) == len(lines_of(problem, worker)) + 1
        assert own.over.min() == 0
