"""From week to week: a line keeps its way, and what was near stays near."""

import numpy as np

from solver import columns as c
from solver import line
from solver.lagrange import Multipliers, Relaxation
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker

DAY = 1440
WEEK = 7 * DAY
WEEKS = 5


def line_of(wanted):
    """Price one worker with a shift a day for weeks on end, of which some are wanted."""
    shifts = [
        Stretch(day * DAY + 480, day * DAY + 900, 420, day // 7, rest=660, day=540, free=2100,
                week_cap=2880, task=day)
        for day in range(7 * WEEKS)
    ]  # fmt: skip
    frame = Frame(week_starts=[k * WEEK for k in range(WEEKS + 1)], cost_weeks=(0, WEEKS))
    tasks = [Task(one.start, one.end, open_cost=10**6) for one in shifts]
    problem = pack(tasks, [Worker(shifts, full=2880)], frame, constant=0)
    relaxation = Relaxation(problem, labels=8)
    gains = np.zeros(len(tasks), np.int64)
    gains[wanted] = 1000 + np.arange(len(wanted))
    proof = relaxation.bound(Multipliers(gains, relaxation.none().step))
    rows = np.flatnonzero(proof.taken)
    rule, cost = line.evaluate(problem, 0, rows)
    assert rule == "lawful"
    taken = problem.items[rows, c.TASK].tolist()
    assert proof.bound == cost + int(gains.sum() - gains[taken].sum())
    return taken


def test_a_line_is_told_over_all_weeks():
    wanted = [0, 1, 8, 16, 23, 24, 34]
    assert line_of(wanted) == wanted


def test_weeks_with_nothing_are_passed():
    assert line_of([2, 33]) == [2, 33]
    assert line_of([]) == []


def test_every_week_keeps_its_long_rest():
    taken = line_of(list(range(7 * WEEKS)))
    assert len(taken) == 6 * WEEKS
    assert all(sum(1 for day in taken if day // 7 == k) == 6 for k in range(WEEKS))
