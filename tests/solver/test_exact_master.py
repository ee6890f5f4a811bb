"""Prices of a program over lines raise the bound and never above the best plan."""

import pytest

from solver.exact_master import Master
from solver.search_state import start
from tests.solver.lines import prices_of, tried
from tests.solver.test_exact_prices import goal_of


@pytest.mark.parametrize("number", range(6))
def test_the_bound_rises_to_that_of_all_lines(number):
    problem, cells = tried()[number]
    work = prices_of(problem, cells)
    assert work.by_lines()
    master, goal, before = Master(work), goal_of(problem), work.bound
    for worker, own in enumerate(work.lines(start(problem), 0, 50, nearer=True)):
        master.add(worker, own)
    known = len(master.costs)
    for worker, own in enumerate(work.lines(start(problem), 0, 50, nearer=True)):
        master.add(worker, own)
    assert len(master.costs) == known
    master.lift(goal, 10)
    assert before <= work.bound <= goal
