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


def marked(problem, rows):
    """Return which marked days a set works, and which it works without an average."""
    some, strict = set(), set()
    for row in rows:
        days = range(problem.items[row, c.RED_LO], problem.items[row, c.RED_HI])
        some.update(days)
        strict.update(days if problem.items[row, c.AVERAGE] == 0 else ())
    return some, strict


@pytest.mark.parametrize("seed", range(random_problems.cases(40)))
def test_days_that_exclude_each_other_are_in_no_lawful_set(seed):
    problem = packed(seed, "tiny")
    grid, _ = g.grid_of(problem)
    count = grid.reds.shape[1]
    for worker in range(len(problem.workers)):
        own = mine(problem, worker)
        for size in range(2, min(4, len(own)) + 1):
            for rows in itertools.combinations(own.tolist(), size):
                some, strict = marked(problem, rows)
                for day in np.flatnonzero(grid.mixed[worker]).tolist():
                    one, two = (strict, some) if day < count else (some, strict)
                    if day % count in one and day % count + 1 in two:
                        assert line.evaluate(problem, worker, rows)[0] != "lawful"


@pytest.mark.parametrize(("first", "second"), [(False, True), (True, False), (True, True)])
def test_days_with_and_without_an_average_are_marked(first, second):
    week = 7 * 1440
    times = [(week - 960, week - 480), (2 * week - 960, 2 * week - 480)]
    offers = [(0, first), (1, second), (1, True), (0, True)]
    items = [
        Stretch(*times[at], 480, at, red=(at, at + 1), average=average, task=task)
        for task, (at, average) in enumerate(offers)
    ]
    tasks = [Task(*times[at], 1000) for at, _ in offers]
    frame = Frame([0, week, 2 * week], (0, 2), reds=2, sundays=(0, 1))
    problem = pack(tasks, [Worker(items, full=2130, share_cap=2)], frame, 0)
    grid, _ = g.grid_of(problem)
    assert grid.mixed[0].tolist() == [not first, False, not second, False]
