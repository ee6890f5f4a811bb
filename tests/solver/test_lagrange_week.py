"""A week's pricing tells the overtime of its best set, and what each minute of it costs."""

from dataclasses import replace

import numpy as np

from solver.lagrange import Relaxation
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker

DAY = 1440
WEEK = 7 * DAY


def relaxation():
    """Return one worker who may work three days of eight hours, two of them without overtime."""
    spans = [(day * DAY + 480, day * DAY + 960) for day in range(3)]
    own = [Stretch(*span, 480, 0, over_total=480, task=k) for k, span in enumerate(spans)]
    tasks = [Task(*span, 9000) for span in spans]
    frame = Frame([0, WEEK], (0, 1), window=1)
    worker = Worker(own, full=960, over_default=480, rate_over=10, rate_assigned=1)
    return pack_of(tasks, worker, frame)


def pack_of(tasks, worker, frame):
    return Relaxation(pack(tasks, [worker], frame, 0))


def test_overtime_of_the_best_set_is_told():
    priced = relaxation()
    told = priced.bound(replace(priced.none(), task=priced.idle))
    assert told.over.tolist() == [[480]]
    assert told.taken.sum() == 3
    assert told.bound == 480 * 10 + 960


def test_a_price_on_overtime_is_paid_by_the_minute_and_given_back():
    priced = relaxation()
    over = np.where(priced.across.limited, 20, 0)
    told = priced.bound(replace(priced.none(), task=priced.idle, over=over))
    rows = int(priced.across.limited.sum())
    assert told.over.tolist() == [[0]]
    assert told.taken.sum() == 2
    assert told.bound == 9000 + 960 - rows * 20 * 480
