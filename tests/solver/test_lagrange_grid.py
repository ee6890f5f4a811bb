"""Person-weeks: every candidate lies in one, and what is called dead is never lawful."""

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver import line
from tests.solver.packed import narrow


def test_each_live_candidate_lies_in_one_cell_of_its_week():
    for problem in narrow(10):
        grid, _ = g.grid_of(problem)
        seen = np.zeros(len(problem.items), dtype=int)
        for cell in grid.cells:
            rows = np.arange(cell[g.LO], cell[g.HI])
            assert (problem.items[rows, c.WEEK] == cell[g.WEEK]).all()
            seen[rows] += 1
        live = (problem.items[:, c.TASK] != c.NONE) & ~grid.dead
        assert (seen[live] == 1).all()
        assert seen.max() == 1


def test_weeks_without_candidates_cost_what_the_fixed_items_cost():
    for problem in narrow(10):
        grid, empty = g.grid_of(problem)
        whole = sum(line.evaluate(problem, w, [])[1] for w in range(len(problem.workers)))
        cells = sum(
            int(g.week_cost(problem.workers[w], problem.rates[w], paid, 0, above))
            for w, paid, above in grid.cells[:, [g.WORKER, g.PAID, g.ABOVE]]
        )
        assert empty.sum() + cells <= whole
