"""Limits of weeks: what the fixed items alone come to is never shut out."""

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver import lagrange_limits as m
from solver import line
from solver.lagrange import Relaxation
from tests.solver.packed import narrow


def test_the_fixed_items_alone_are_lawful_in_every_week():
    seen = 0
    for problem in narrow(25):
        grid, _ = g.grid_of(problem)
        for own in grid.cells.reshape(-1, grid.span, m.CELL_COLUMNS):
            full = problem.workers[own[0, m.WORKER], c.FULL]
            over = np.maximum(0, np.maximum(own[:, m.PAID] - full, own[:, m.ABOVE]))
            first, end = problem.frame.cost_weeks
            assert (np.cumsum(over[first:end]) <= own[first:end, m.SUM_CAP]).all()
            seen += 1
    assert seen > 25


def test_no_week_costs_more_than_the_fixed_items_alone():
    for problem in narrow(15):
        relaxation = Relaxation(problem)
        empty = problem.constant + sum(
            line.evaluate(problem, worker, [])[1] for worker in range(len(problem.workers))
        )
        assert relaxation.bound(relaxation.none()).bound <= empty


def test_a_marked_day_to_come_is_one_of_a_later_week():
    for problem in narrow(10):
        grid, _ = g.grid_of(problem)
        weeks = problem.items[:, c.WEEK]
        red = problem.items[:, c.RED_LO] < problem.items[:, c.RED_HI]
        for cell in grid.cells:
            lo, hi = problem.pointer[cell[m.WORKER] : cell[m.WORKER] + 2]
            own = np.arange(len(weeks))
            later = red & (weeks > cell[m.WEEK]) & (own >= lo) & (own < hi) & ~grid.dead
            days = problem.items[later, c.RED_LO]
            assert cell[m.NEXT_RED] >= (days.min() if len(days) else 0)
