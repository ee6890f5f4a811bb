"""Sets of a week: every lawful line is made of them, and their costs are never above it."""

import numpy as np
import pytest

from solver import columns as c
from solver.exact_cells import SCALE, cells_of
from tests.solver.lines import lines_of, tried
from tests.solver.packed import packed


def sets_by_rows(problem, cells, worker, week):
    """Return the least cost of every set of a worker's week, by its rows."""
    told = {}
    for course in cells.courses[cells.course_at[worker] : cells.course_at[worker + 1]]:
        group = course[week]
        for s in range(cells.groups[group], cells.groups[group + 1]):
            rows = cells.rows[cells.first[s] : cells.first[s + 1]]
            told[tuple(rows.tolist())] = int(cells.least[s])
    return told


@pytest.mark.parametrize("number", range(12))
def test_every_lawful_line_is_made_of_sets_that_cost_no_more(number):
    problem, cells = tried()[number]
    weeks = len(problem.weeks) - 1
    for worker in range(len(problem.workers)):
        told = [sets_by_rows(problem, cells, worker, week) for week in range(weeks)]
        for rows, cost in lines_of(problem, worker).items():
            parts = [
                tuple(row for row in rows if problem.items[row, c.WEEK] == week)
                for week in range(weeks)
            ]
            least = sum(own[part] for own, part in zip(told, parts, strict=True))
            weekends = int(problem.items[list(rows), c.WEEKEND].sum())
            assert least + SCALE * int(problem.rates[worker, c.SQUARE]) * weekends**2 <= (
                SCALE * cost
            )


def test_prices_that_could_fall_are_left_to_the_model():
    problem = next(p for p in (packed(seed) for seed in range(50)) if not p.wide and p.size[2])
    assert cells_of(problem, lambda: False) is not None
    problem.rates[0, c.ASSIGNED] = problem.rates[0, c.OVER] + 1
    assert cells_of(problem, lambda: False) is None
    assert np.all(problem.rates >= 0)


def test_who_hurries_gets_no_sets():
    problem, _ = tried()[0]
    assert cells_of(problem, lambda: True) is None
