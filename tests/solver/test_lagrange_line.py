"""One person-week: its price is what the exact line says where nothing is relaxed."""

import numpy as np

from solver import columns as c
from solver import line
from solver.lagrange import Multipliers, Relaxation
from solver.lagrange_line import scratch_for
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
    used = Multipliers(np.array(gains, dtype=np.int64), none.day, none.step)
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
    assert scratch.labels.shape[:2] == (9, 5)
