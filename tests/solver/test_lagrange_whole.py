"""Lines over all weeks: never above the cheapest lawful line, whatever the prices are.

Every set of every worker is judged by `solver.line`.
"""

import random
from dataclasses import replace

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.lagrange import LABELS, WHOLE_LABELS, Relaxation
from solver.lagrange_ascent import Ascent, guess
from solver.lagrange_told import NOBODY
from solver.lagrange_whole import MOST_WEEKS, can_be_whole
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search_state import start
from tests import random_problems
from tests.solver.test_lagrange_days import (
    DAY,
    REDS,
    WEEK,
    best_lines,
    lawful_sets,
    optimum,
    reds_of,
)

AGREED = [
    {},
    {"free": 7000, "week_cap": 900},
    {"over_week": 120, "over_window": 240, "over_total": 200},
    {"over_week": 300, "over_window": 150, "week_cap": 700},
]


def stretch(draw, task):
    """Draw work anywhere in three weeks, under one of a few agreements."""
    day = draw.choice([*range(21), *REDS, *REDS])
    begin = day * DAY + draw.choice([-120, 0, 360, 480, 900, 1320])
    begin = max(0, begin)
    end = begin + draw.choice([180, 300, 450, 600, 720])
    return Stretch(
        *(begin, end, end - begin - draw.choice([0, 30]), begin // WEEK),
        rest=draw.choice([180, 480, 660]),
        day=draw.choice([420, 540, 10**6]),
        average=draw.random() < 0.5,
        red=reds_of(begin, end),
        weekend=int(begin // DAY % 7 >= 5),
        cost=draw.choice([0, 0, 150, -50]) if task != c.NONE else 0,
        task=task,
        **draw.choice(AGREED),
    )


def problem_of(draw):
    """Draw one or two workers with limits, prices and work already fixed."""
    some = [stretch(draw, task) for task in range(draw.randint(4, 8))]
    tasks = [Task(one.start, one.end, draw.randrange(500, 5000)) for one in some]
    workers = []
    for _ in range(draw.randint(1, 2)):
        own = [one for one in some if draw.random() < 0.9] or some[:1]
        own = [one._replace(**draw.choice([{}, {}, *AGREED])) for one in own]
        own += [stretch(draw, c.NONE) for _ in range(draw.choice([0, 0, 1, 2]))]
        share = draw.choice([(0, 0), (0, 3), (1, 5)])
        more = {"share": share, "share_cap": draw.randint(0, 2)} if share[1] else {}
        full = draw.choice([300, 600, 900, 2130])
        workers.append(
            Worker(
                own,
                full=full,
                contract=draw.choice([0, full // 2, full]),
                ceiling=draw.choice([0, 780]),
                extra_cap=draw.choice([0, 450, 10**6]),
                over_base=draw.choice([0, 100]),
                over_default=draw.choice([0, 10**6]),
                rate_under=draw.choice([0, 2]),
                rate_extra=draw.choice([0, 2]),
                rate_over=draw.choice([3, 5]),
                rate_assigned=draw.choice([0, 2]),
                square=draw.choice([0, 100, 700]),
                **more,
            )
        )
    frame = Frame(
        *([0, WEEK, 2 * WEEK, 3 * WEEK], (0, 3)),
        window=draw.choice([2, 3]),
        quick_gap=660,
        quick_cost=draw.choice([0, 90]),
        reds=len(REDS),
        sundays=(0, 2, 4),
    )
    return pack(tasks, workers, frame, 17)


@pytest.mark.parametrize("told", [None, NOBODY], ids=["by sets", "by lines"])
@pytest.mark.parametrize("seed", range(random_problems.cases(60)))
def test_no_prices_prove_more_than_the_cheapest_lines(seed, told):
    draw = random.Random(random_problems.first_seed() + seed)
    problem = problem_of(draw)
    sets = lawful_sets(problem)
    best = optimum(problem, sets)
    labels = draw.choice([1, 3, WHOLE_LABELS])
    whole = Relaxation(problem, labels=labels, whole=True, told=told)
    by_weeks = Relaxation(problem, told=told)
    ascent = Ascent(by_weeks, start(problem).objective, guess(by_weeks, start(problem).row_of))
    for _ in range(15):
        ascent.step()
    ascent.widen()
    for _ in range(15):
        ascent.step()
    assert (ascent.relaxation.told is NOBODY) == (told is NOBODY)
    own = ascent.best
    assert own.bound <= best_lines(problem, sets, own.multipliers.task) <= best
    idle = whole.idle
    for task in (idle, idle // 2, idle - [draw.randrange(900) for _ in idle]):
        proof = whole.bound(replace(whole.none(), task=task))
        assert proof.bound <= best_lines(problem, sets, proof.multipliers.task) <= best


def test_what_ties_weeks_is_counted_where_week_by_week_it_is_not():
    spans = [(k * WEEK + 6 * DAY + 480, k * WEEK + 6 * DAY + 930) for k in range(3)]
    own = [
        Stretch(*span, 450, k, red=(k, k + 1), weekend=1, task=k) for k, span in enumerate(spans)
    ]
    frame = Frame([0, WEEK, 2 * WEEK, 3 * WEEK], (0, 3), reds=3, sundays=(0, 1, 2))
    problem = pack(
        [Task(*span, 1000) for span in spans], [Worker(own, full=2130, square=100)], frame, 0
    )
    used = replace(Relaxation(problem).none(), task=np.full(3, 1000))
    # Two of the three, since neighbouring ones exclude each other: 1000 + 100 times 2 squared.
    assert Relaxation(problem, whole=True, told=NOBODY).bound(used).bound == 1400
    assert Relaxation(problem, whole=True).bound(used).bound == 1400
    assert line.evaluate(problem, 0, [0, 2]) == ("lawful", 400)
    assert Relaxation(problem).bound(used).bound < 1400


def test_the_lines_told_are_lawful_and_cost_the_bound_where_nothing_is_left_out():
    spans = [(day * DAY + 480, day * DAY + 930) for day in (0, 1, 8, 9)]
    own = [Stretch(*span, 450, span[0] // WEEK, task=k) for k, span in enumerate(spans)]
    frame = Frame([0, WEEK, 2 * WEEK], (0, 2))
    tasks = [Task(*span, 5000) for span in spans]
    problem = pack(tasks, [Worker(own, full=450, rate_over=20)], frame, 7)
    relaxation = Relaxation(problem, whole=True, told=NOBODY)
    told = relaxation.bound(replace(relaxation.none(), task=relaxation.idle))
    rows = np.flatnonzero(told.taken)
    assert len(rows) == 2
    assert line.evaluate(problem, 0, rows) == ("lawful", 0)
    assert told.bound == 10_007


@pytest.mark.parametrize("told", [None, NOBODY], ids=["by sets", "by lines"])
def test_one_thread_or_two_price_alike(told):
    problem = problem_of(random.Random(5))
    one, two = (Relaxation(problem, threads, whole=True, told=told) for threads in (1, 2))
    used = replace(one.none(), task=one.idle)
    assert one.bound(used).bound == two.bound(used).bound
    assert (one.bound(used).taken == two.bound(used).taken).all()


def test_long_periods_are_priced_week_by_week():
    def of(weeks, reds):
        frame = Frame([k * WEEK for k in range(weeks + 1)], (0, weeks), reds=reds)
        return pack([], [], frame, 0)

    assert can_be_whole(of(MOST_WEEKS, 30))
    assert not can_be_whole(of(MOST_WEEKS + 1, 0))
    assert not can_be_whole(of(4, 31))


def test_whole_lines_take_more_labels():
    assert LABELS < WHOLE_LABELS
