"""At most one candidate of a clique over the end of a week is in any lawful set."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from solver import columns as c
from solver import lagrange_grid as g
from solver import line
from solver.lagrange import Relaxation
from solver.lagrange_border import borders_of
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from tests import random_problems
from tests.solver.packed import packed

WEEK = 7 * 1440


def cliques(problem):
    borders = borders_of(problem, g.grid_of(problem)[0].dead)
    matrix = borders.matrix
    return [
        (worker, set(matrix.indices[matrix.indptr[at] : matrix.indptr[at + 1]].tolist()))
        for at, worker in enumerate(borders.owner.tolist())
    ]


@pytest.mark.parametrize("seed", range(random_problems.cases(40)))
def test_no_lawful_set_holds_two_of_a_clique(seed):
    problem = packed(seed, "tiny")
    for worker, clique in cliques(problem) if not problem.wide else []:
        assert len(set(problem.items[sorted(clique), c.WEEK])) == 2
        own = problem.candidates(worker).tolist()
        for size in range(2, min(6, len(own)) + 1):
            for rows in itertools.combinations(own, size):
                if len(clique.intersection(rows)) > 1:
                    assert line.evaluate(problem, worker, rows)[0] != "lawful"


def border(gap, *more):
    """Make a problem of one worker who may work up to midnight on Sunday, and on after a gap."""
    times = [(WEEK - 600, WEEK - 60), (WEEK - 60 + gap, WEEK + 400 + gap), *more]
    tasks = [Task(*time, 1000) for time in times]
    items = [
        Stretch(*time, time[1] - time[0], time[0] // WEEK, rest=660, day=540, task=at)
        for at, time in enumerate(times)
    ]
    return pack(tasks, [Worker(items, full=2130)], Frame([0, WEEK, 2 * WEEK], (0, 2)), 0)


@pytest.mark.parametrize(("gap", "found"), [(60, True), (600, True), (660, False)])
def test_a_rest_too_short_over_the_end_of_a_week_is_a_clique(gap, found):
    problem = border(gap)
    assert (line.evaluate(problem, 0, [0, 1])[0] != "lawful") == found
    assert [clique for _, clique in cliques(problem)] == ([{0, 1}] if found else [])


def test_all_that_exclude_each_other_are_one_clique():
    problem = border(60, (WEEK + 100, WEEK + 500))
    assert [clique for _, clique in cliques(problem)] == [{0, 1, 2}]


def test_a_price_on_a_clique_lifts_the_bound():
    problem = border(60)
    relaxation = Relaxation(problem)
    used = replace(relaxation.none(), task=relaxation.idle)
    plain = relaxation.bound(used).bound
    held = relaxation.bound(replace(used, border=np.array([500]))).bound
    assert held == plain + 500
