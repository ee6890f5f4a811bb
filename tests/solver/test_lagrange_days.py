"""Marked days that two calendar weeks reach: the price of a day is paid from one of them only.

A red Monday is worked by the night that begins on the Sunday before, which lies in another
person-week than the Monday's own needs. Every set is judged by `solver.line`.
"""

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.lagrange import Relaxation
from solver.lagrange_ascent import Ascent, guess
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search_state import start
from tests import random_problems
from tests.solver.test_lagrange import drawn

DAY = 1440
WEEK = 7 * DAY
OPEN = 22 * 60  # minutes of a marked day in which work counts
REDS = (6, 7, 13, 14, 20)  # days: each Sunday, and two Mondays after one


def reds_of(begin, end):
    """Return the range of marked days that work overlaps."""
    met = [i for i, day in enumerate(REDS) if begin < day * DAY + OPEN and day * DAY < end]
    return (met[0], met[-1] + 1) if met else (0, 0)


def stretch(draw, task):
    """Draw work near a marked day, of an evening or a night more often than not."""
    begin = draw.choice([*REDS, 7, 7, 7, 14]) * DAY
    begin += draw.choice([-120, -120, -60, 0, 360, 480, 900, 1320, 1350])
    end = begin + draw.choice([180, 240, 270, 450])
    return Stretch(
        *(begin, end, end - begin, begin // WEEK),
        rest=draw.choice([180, 300, 660]),
        over_window=draw.choice([10**6, 10**6, 600]),
        average=draw.random() < 0.5,
        red=reds_of(begin, end),
        task=task,
    )


def problem_of(draw):
    """Draw one or two workers, each able to do tasks on both sides of a week's border."""
    some = [stretch(draw, task) for task in range(draw.randint(3, 7))]
    tasks = [Task(one.start, one.end, draw.randrange(500, 3000)) for one in some]
    workers = []
    for _ in range(draw.randint(1, 2)):
        own = [one for one in some if draw.random() < 0.9] or some[:1]
        is_average = draw.random() < 0.3
        own = [one._replace(average=one.average and is_average) for one in own]
        if draw.random() < 0.3:
            own.append(stretch(draw, c.NONE)._replace(average=is_average))
        share = draw.choice([(0, 0), (0, 3), (1, 5)])
        more = {"share": share, "share_cap": draw.randint(0, 2)} if share[1] else {}
        workers.append(Worker(own, full=2130, rate_extra=draw.choice([0, 2]), **more))
    weeks = [0, WEEK, 2 * WEEK, 3 * WEEK]
    frame = Frame(weeks, (0, 3), window=2, reds=len(REDS), sundays=(0, 2, 4))
    return pack(tasks, workers, frame, 0)


def lawful_sets(problem):
    """Return per worker every lawful set, with its cost and its tasks."""
    out = []
    for worker in range(len(problem.workers)):
        rows = problem.candidates(worker).tolist()
        sets = [s for size in range(len(rows) + 1) for s in combinations(rows, size)]
        told = [(line.evaluate(problem, worker, list(rows)), rows) for rows in sets]
        out.append(
            [
                (cost, [problem.items[row, c.TASK] for row in rows])
                for (rule, cost), rows in told
                if rule == "lawful"
            ]
        )
    return out


def best_lines(problem, sets, task):
    """Return what all plans cost at least when each task gains its multiplier."""
    lines = [min(cost - int(task[tasks].sum()) for cost, tasks in own) for own in sets]
    return problem.constant + int(task.sum()) + sum(lines)


def optimum(problem, sets):
    """Return the cost of the cheapest plan of one or two workers."""
    idle = np.array([task.idle_cost for task in problem.tasks])
    other = sets[1] if len(sets) > 1 else [(0, [])]
    return problem.constant + min(
        one + two + int(idle.sum() - idle[mine].sum() - idle[theirs].sum())
        for one, mine in sets[0]
        for two, theirs in other
        if not set(mine) & set(theirs)
    )


@pytest.mark.parametrize("seed", range(random_problems.cases(60)))
def test_no_prices_of_days_prove_more_than_the_best_plan(seed):
    draw = random.Random(random_problems.first_seed() + seed)
    problem = problem_of(draw)
    sets = lawful_sets(problem)
    relaxation = Relaxation(problem)
    ascent = Ascent(relaxation, start(problem).objective, guess(relaxation, start(problem).row_of))
    for _ in range(25):
        ascent.step()
    own = ascent.best
    assert own.bound <= best_lines(problem, sets, own.multipliers.task) <= optimum(problem, sets)
    for _ in range(6):
        for used in (drawn(relaxation, draw), one_price(relaxation, draw)):
            assert relaxation.bound(used).bound <= best_lines(problem, sets, used.task)


def one_price(relaxation, draw):
    """Draw one price of marked days or of a week's end, where all tasks gain the most."""
    none = relaxation.none()
    worker, ore = draw.randrange(len(none.share)), draw.randrange(3000)
    kind = draw.random()
    if kind < 0.2:
        none.share[worker] = ore
    elif kind < 0.5 and relaxation.grid.mixed[worker].any():
        none.mixed[worker, draw.choice(np.flatnonzero(relaxation.grid.mixed[worker]).tolist())] = (
            ore
        )
    elif kind < 0.7 and len(none.border):
        none.border[draw.randrange(len(none.border))] = ore
    else:
        none.day[
            worker, draw.choice(np.flatnonzero(relaxation.grid.reds[worker]).tolist() or [0])
        ] = ore
    return relaxation.lawful(replace(none, task=relaxation.idle))


def sunday_night_and_monday():
    """Make a Sunday night and a Monday of one marked day, and the next, which it excludes."""
    spans = [(WEEK - 120, WEEK + 150), (WEEK + 270, WEEK + 540), (2 * WEEK - 960, 2 * WEEK - 690)]
    places = [(0, (0, 1)), (1, (0, 1)), (1, (1, 2))]
    own = [
        Stretch(*span, 270, week, rest=660, red=red, task=task)
        for task, (span, (week, red)) in enumerate(zip(spans, places, strict=True))
    ]
    frame = Frame([0, WEEK, 2 * WEEK], (0, 2), reds=2, sundays=(1,))
    worker = Worker(own, full=2130, share=(0, 2), share_cap=1)
    return pack([Task(*span, 1000) for span in spans], [worker], frame, 0)


@pytest.mark.parametrize("of", [{"day": np.array([[1000, 0]])}, {"share": np.array([1000])}])
def test_a_monday_that_two_weeks_work_is_priced_once(of):
    problem = sunday_night_and_monday()
    relaxation = Relaxation(problem)
    assert optimum(problem, lawful_sets(problem)) == 1000
    used = replace(relaxation.none(), task=np.full(3, 1000), **of)
    assert relaxation.lawful(used).day.tolist() == used.day.tolist()
    assert relaxation.bound(used).bound == 1000


def test_only_the_earlier_week_leaves_a_day_to_the_later():
    problem = sunday_night_and_monday()
    grid = Relaxation(problem).grid
    named = (grid.items[:, c.RED_HI] - grid.items[:, c.RED_LO]).tolist()
    assert named == [0, 1, 1]
    assert (problem.items[:, c.RED_HI] > problem.items[:, c.RED_LO]).all()
