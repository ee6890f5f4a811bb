"""What is called dead is never lawful."""

import itertools

import numpy as np
import pytest

from solver import columns as c
from solver import lagrange_grid as g
from solver import line
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from tests import random_problems
from tests.solver.packed import packed


@pytest.mark.parametrize("seed", range(random_problems.cases(40)))
def test_a_dead_candidate_is_unlawful_alone(seed):
    problem = packed(seed)
    if problem.wide:
        assert seed >= 0
        return
    grid, _ = g.grid_of(problem)
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    for row in np.flatnonzero(grid.dead):
        assert problem.items[row, c.TASK] != c.NONE
        if problem.tasks[int(problem.items[row, c.TASK])].forced not in (None, int(owner[row])):
            continue
        assert line.evaluate(problem, int(owner[row]), [int(row)])[0] != "lawful"


def mine(problem, worker):
    """Return the worker's candidates without those for what is forced on another."""
    rows = problem.candidates(worker)
    forced = [problem.tasks[int(task)].forced for task in problem.items[rows, c.TASK]]
    return rows[[one in (None, worker) for one in forced]]


@pytest.mark.parametrize("seed", range(random_problems.cases(20)))
def test_no_lawful_set_holds_a_dead_candidate(seed):
    problem = packed(seed, "tiny")
    grid, _ = g.grid_of(problem)
    for worker in range(len(problem.workers)):
        own = mine(problem, worker)
        for size in range(min(5, len(own)) + 1):
            for rows in itertools.combinations(own.tolist(), size):
                if grid.dead[list(rows)].any():
                    assert line.evaluate(problem, worker, rows)[0] != "lawful"


@pytest.mark.parametrize("fixed_average", [False, True])
@pytest.mark.parametrize("average", [False, True])
def test_a_marked_day_beside_one_worked_without_an_average_is_dead(fixed_average, average):
    week = 7 * 1440
    day = (week - 1440 + 480, week - 1440 + 960)  # the first Sunday, and the next
    held = Stretch(*day, 480, 0, red=(0, 1), average=fixed_average)
    offered = (day[0] + week, day[1] + week)
    stretch = Stretch(*offered, 480, 1, red=(1, 2), average=average, task=0)
    frame = Frame([0, week, 2 * week], (0, 2), reds=2, sundays=(0, 1))
    worker = Worker([held, stretch], full=2130, share_cap=2)
    problem = pack([Task(*offered, 1000)], [worker], frame, 0)
    grid, _ = g.grid_of(problem)
    lawful = line.evaluate(problem, 0, [1])[0] == "lawful"
    assert lawful == (average and fixed_average)
    assert grid.dead[1] == (not lawful)
