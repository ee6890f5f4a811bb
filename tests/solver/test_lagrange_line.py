"""One person-week: its price is what the exact line says where nothing is relaxed."""

import numpy as np

from solver import columns as c
from solver import line
from solver.lagrange import Multipliers, Relaxation
from solver.lagrange_line import scratch_for
from solver.lagrange_week import ROOTS
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker

DAY = 1440
WEEK = 7 * DAY


def work(start, hours, task=-1, **more):
    minutes = 60 * hours
    facts = {"rest": 660, "day": 540, "free": 2100, "week_cap": 2880} | more
    return Stretch(start=start, end=start + minutes, paid=minutes, week=0, task=task, **facts)


def priced(stretches, gains, **worker):
    """Return the price of one worker's week, and the tasks taken."""
    tasks = [Task(0, 60, open_cost=10**6) for _ in gains]
    facts = {"full": 2130, "rate_extra": 10, "rate_over": 30} | worker
    frame = Frame(week_starts=[0, WEEK], cost_weeks=(0, 1), quick_gap=660, quick_cost=50)
    problem = pack(tasks, [Worker(stretches, **facts)], frame, constant=0)
    relaxation = Relaxation(problem)
    none = relaxation.none()
    used = Multipliers(np.array(gains, dtype=np.int64), none.step)
    proof = relaxation.bound(used)
    taken = problem.items[np.flatnonzero(proof.taken), c.TASK].tolist()
    rule, cost = line.evaluate(problem, 0, np.flatnonzero(proof.taken))
    assert rule == "lawful"
    assert proof.bound == cost + sum(gains) - sum(gains[t] for t in taken)
    return proof.bound - sum(gains), taken


def test_takes_what_gains_more_than_it_costs():
    stretches = [work(8 * 60, 7, 0), work(DAY + 8 * 60, 7, 1)]
    assert priced(stretches, [5000, 4000]) == (4200 - 5000, [0])


def test_minutes_under_the_contract_are_filled_first():
    stretches = [work(8 * 60, 7, 0)]
    assert priced(stretches, [0], contract=420, rate_under=7) == (0, [0])
    assert priced(stretches, [0], contract=420, rate_under=0) == (0, [])


def test_eleven_hours_between_two_shifts():
    late, early = work(15 * 60, 7, 0), work(DAY + 8 * 60, 7, 1)
    assert priced([late, early], [9000, 9000])[1] in ([0], [1])
    assert priced([late, work(DAY + 9 * 60, 7, 1)], [9000, 9000])[1] == [0, 1]


def test_a_fixed_shift_cannot_be_passed_by():
    fixed = work(DAY + 8 * 60, 7)
    late, next_day = work(15 * 60, 7, 0), work(2 * DAY + 8 * 60, 7, 1)
    assert priced([late, fixed, next_day], [99_000, 99_000])[1] == [1]


def test_the_week_keeps_its_long_rest():
    days = [work(day * DAY + 8 * 60, 7, day) for day in range(7)]
    value, taken = priced(days, [50_000] * 7, rate_over=0, rate_extra=0)
    assert len(taken) == 6
    assert value == -300_000


def test_overtime_begins_above_the_full_week():
    days = [work(day * DAY + 8 * 60, 8, day) for day in range(5)]
    value, taken = priced(days, [5800, 5800, 5800, 5800, 5800])
    assert len(taken) == 4
    assert value == 4 * (4800 - 5800)


def test_scratch_holds_the_widest_week():
    stretches = [work(day * DAY + 8 * 60, 7, day) for day in range(6)]
    frame = Frame(week_starts=[0, WEEK], cost_weeks=(0, 1))
    tasks = [Task(0, 60, 1) for _ in stretches]
    problem = pack(tasks, [Worker(stretches, full=2130)], frame, constant=0)
    scratch = scratch_for(Relaxation(problem).grid, labels=5)
    assert scratch.labels.shape[:2] == (ROOTS + 6 + 1, 5 + 1)


def two_weeks(stretches, gains, **facts):
    """Return what one worker takes over two weeks, judged lawful by the exact line."""
    tasks = [Task(0, 60, open_cost=10**6) for _ in gains]
    frame = Frame(week_starts=[0, WEEK, 2 * WEEK], cost_weeks=(0, 2), quick_gap=660, **facts)
    problem = pack(tasks, [Worker(stretches, full=2130, over_default=0)], frame, constant=0)
    relaxation = Relaxation(problem)
    proof = relaxation.bound(Multipliers(np.array(gains, dtype=np.int64), relaxation.none().step))
    rows = np.flatnonzero(proof.taken)
    rule, cost = line.evaluate(problem, 0, rows)
    assert rule == "lawful"
    taken = problem.items[rows, c.TASK].tolist()
    assert proof.bound == cost + sum(gains) - sum(gains[t] for t in taken)
    return taken


def test_rest_is_kept_over_the_border_of_two_weeks():
    sunday, monday = work(WEEK - 9 * 60, 8, 0), work(WEEK + 8 * 60, 8, 1)._replace(week=1)
    assert two_weeks([sunday, monday], [9000, 8000]) == [0]
    later = work(WEEK + 10 * 60, 8, 1)._replace(week=1)
    assert two_weeks([sunday, later], [9000, 8000]) == [0, 1]


def sundays(*average):
    """Return a Sunday shift in each of two weeks, under average or not."""
    return [
        work((7 * k + 6) * DAY + 8 * 60, 7, k, red=(k, k + 1), average=one)._replace(week=k)
        for k, one in enumerate(average)
    ]


def test_two_sundays_in_a_row_only_where_both_are_under_average():
    marked = {"reds": 2, "sundays": (0, 1)}
    gains = [9000, 8000]
    for average, taken in (
        ((False, False), [0]),
        ((True, False), [0]),
        ((False, True), [0]),
        ((True, True), [0, 1]),
    ):
        shifts = [one._replace(over_total=0) for one in sundays(*average)]
        worker = {"share": (0, 2), "share_cap": 2}
        assert _taken(shifts, gains, marked, worker) == taken


def _taken(stretches, gains, frame, worker):
    tasks = [Task(0, 60, open_cost=10**6) for _ in gains]
    told = Frame(week_starts=[0, WEEK, 2 * WEEK], cost_weeks=(0, 2), **frame)
    problem = pack(tasks, [Worker(stretches, full=2130, **worker)], told, constant=0)
    relaxation = Relaxation(problem)
    proof = relaxation.bound(Multipliers(np.array(gains, dtype=np.int64), relaxation.none().step))
    rows = np.flatnonzero(proof.taken)
    assert line.evaluate(problem, 0, rows)[0] == "lawful"
    return problem.items[rows, c.TASK].tolist()


def test_overtime_is_summed_over_weeks():
    shifts = [
        work((7 * k + day) * DAY + 8 * 60, 9, 5 * k + day, over_week=600, over_total=700)
        for k in range(2)
        for day in range(5)
    ]
    shifts = [one._replace(week=one.start // WEEK) for one in shifts]
    worker = {"rate_over": 1, "full": 2130, "over_default": 700}
    tasks = [Task(0, 60, open_cost=10**6) for _ in shifts]
    frame = Frame(week_starts=[0, WEEK, 2 * WEEK], cost_weeks=(0, 2))
    problem = pack(tasks, [Worker(shifts, **worker)], frame, constant=0)
    relaxation = Relaxation(problem)
    gains = np.full(10, 9000, dtype=np.int64)
    proof = relaxation.bound(Multipliers(gains, relaxation.none().step))
    rows = np.flatnonzero(proof.taken)
    assert line.evaluate(problem, 0, rows)[0] == "lawful"
    assert len(rows) == 9  # 2700 - 2130 in one week, and 2160 - 2130 in the other
