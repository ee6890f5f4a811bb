"""Limits of a person-week: every choice of the strictest is a case, and holds its own sets."""

from itertools import combinations

import numpy as np

from solver import columns as c
from solver import lagrange_case as v
from solver.lagrange import Relaxation
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker

DAY = 1440
WEEK = 7 * DAY


def cases(limits, fixed=()):
    """Return the problem and the cases of one worker's week, by what each stretch names."""
    own = [
        Stretch(day * DAY + 480, day * DAY + 900, 420, 0, task=day, **named)
        for day, named in enumerate(limits)
    ]
    own += [
        Stretch(day * DAY + 480, day * DAY + 900, 420, 0, **named)
        for day, named in enumerate(fixed, len(limits))
    ]
    tasks = [Task(0, 60, 100) for _ in limits]
    frame = Frame([0, WEEK], (0, 1), window=1)
    problem = pack(tasks, [Worker(own, full=2130, over_base=50)], frame, 0)
    relaxation = Relaxation(problem, whole=True)
    found, at = v.cases_of(problem, relaxation.grid, np.ones(1, np.int64))
    assert at.tolist() == [0, len(found)]
    return problem, found


def test_one_agreement_is_one_case():
    _, found = cases([{"free": 2100, "week_cap": 2880}] * 3)
    assert len(found) == 1
    assert found[0, [v.CAP, v.FREE_NEED]].tolist() == [2880, 2100]


def test_every_set_is_in_the_case_of_its_own_strictest_limits():
    named = [
        {"free": 2100, "over_week": 600},
        {"free": 1680, "over_week": 900, "over_window": 1000},
        {"free": 1680, "week_cap": 2000, "over_week": 300},
    ]
    problem, found = cases(named)
    rows = problem.candidates(0)
    for size in (1, 2, 3):
        for some in combinations(rows, size):
            items = problem.items[list(some)]
            want = [items[:, c.FREE].max(), *items[:, c.WEEK_CAP : c.OVER_TOTAL + 1].min(axis=0)]
            own = [case for case in found if case[: v.NAMED].tolist() == want]
            assert len(own) == 1
            assert not any(v.is_stricter(problem.items, row, own[0]) for row in some)
    assert len({tuple(case) for case in found}) == len(found)


def test_fixed_work_is_in_every_case():
    _, found = cases([{"free": 1000}, {"free": 3000}], fixed=[{"free": 2000, "week_cap": 2500}])
    assert sorted(found[:, v.FREE].tolist()) == [2000, 3000]
    assert set(found[:, v.CAP].tolist()) == {2500}


def test_overtime_in_all_counts_what_was_before():
    _, found = cases([{"over_total": 400, "over_window": 10**6}])
    assert found[0, v.MOST] == 350
    _, found = cases([{"over_total": 400, "over_window": 120}])
    assert found[0, v.MOST] == 120


def test_too_many_cases_are_one_that_holds_every_set():
    named = [{"free": 100 * day, "week_cap": 1000 + 100 * day} for day in range(7)]
    problem, found = cases(named)
    assert len(found) == 1
    assert not any(v.is_stricter(problem.items, row, found[0]) for row in problem.candidates(0))
    assert found[0, v.FREE_NEED] == 0
    assert found[0, v.CAP] == 1600
