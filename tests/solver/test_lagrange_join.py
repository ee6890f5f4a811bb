"""Weeks joined: limits across them hold, the cheapest way is found, and its rows are told."""

from dataclasses import replace

import numpy as np
import pytest

from solver import columns as c
from solver.lagrange import Relaxation
from solver.lagrange_join import LONGEST, MOST_ENDS, MOST_JOINED, room_for
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker

DAY = 1440
WEEK = 7 * DAY
FULL = 420


def priced(stretches, gains, **frame):
    """Return the bound's excess over the gains and the tasks taken, for one worker."""
    weeks = [0, WEEK, 2 * WEEK, 3 * WEEK]
    tasks = [Task(0, 60, 10**6) for _ in gains]
    worker = Worker(stretches, full=FULL, rate_over=10, over_default=10**6)
    facts = {"cost_weeks": (0, 3), "window": 3} | frame
    problem = pack(tasks, [worker], Frame(weeks, **facts), 0)
    relaxation = Relaxation(problem, whole=True)
    used = replace(relaxation.none(), task=np.array(gains, np.int64))
    told = relaxation.bound(used)
    return told.bound - sum(gains), problem.items[np.flatnonzero(told.taken), c.TASK].tolist()


def days(**named):
    """Return two shifts in each of three weeks, of which the second is overtime."""
    starts = [week * WEEK + day * DAY + 480 for week in range(3) for day in (0, 1)]
    return [
        Stretch(start, start + FULL, FULL, start // WEEK, task=k, **named)
        for k, start in enumerate(starts)
    ]


@pytest.mark.parametrize("name", ["over_window", "over_total"])
def test_overtime_in_all_keeps_its_limit(name):
    gains = [9000, 5000, 9000, 7000, 9000, 6000]
    assert priced(days(**{name: 2 * FULL}), gains)[1] == [0, 2, 3, 4, 5]
    assert priced(days(**{name: 3 * FULL}), gains)[1] == [0, 1, 2, 3, 4, 5]


def test_the_strictest_limit_of_what_is_chosen_holds():
    strict = days()
    strict[3] = strict[3]._replace(over_window=0)
    assert priced(strict, [9000, 5000, 9000, 5100, 9000, 5000])[1] == [0, 1, 2, 4, 5]
    assert priced(strict, [100, 5000, 100, 5000, 9000, 5000])[1] == [1, 3, 4]


def test_four_sundays_in_a_row_are_not_all_worked_under_an_average():
    own = [
        Stretch(
            *(day * DAY + 480, day * DAY + 900, 420, day // 7),
            average=True,
            red=(k, k + 1),
            task=k,
        )
        for k, day in enumerate((5, 6, 13, 20))
    ]
    facts = {"reds": 4, "sundays": (0, 1, 2, 3)}
    assert priced(own, [9000, 8000, 7000, 9000], **facts)[1] == [0, 2, 3]


def test_working_arrays_have_room_for_every_week_and_what_is_joined():
    room = room_for(4, np.zeros((2, 7), np.int64), 3)
    assert room.ends.shape[:2] == (4, MOST_ENDS)
    assert room.joined.shape[:2] == (5, MOST_JOINED)
    assert room.rows.shape == (4, 2 * MOST_ENDS, LONGEST)
    assert room.marked.shape == (3, 3)
