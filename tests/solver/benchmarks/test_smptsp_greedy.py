"""Days given one by one are lawful, count what they leave, and learn."""

from itertools import pairwise

import numpy as np
import pytest

from solver.benchmarks import smptsp_greedy
from solver.benchmarks.smptsp_check import faults
from tests.solver.benchmarks.instances import drawn, fewest


def passed(instance, workers, passes, seed=1):
    days = smptsp_greedy.days_of(instance)
    learnt = smptsp_greedy.fresh(days, seed)
    over = smptsp_greedy.run(days, learnt, workers, passes, 1.5, 1.05)
    return over, learnt


@pytest.mark.parametrize("seed", range(10))
def test_days_hold_only_tasks_the_worker_may_do_one_at_a_time(seed):
    instance = drawn(seed, tasks=40, workers=12)
    over, learnt = passed(instance, workers=6, passes=20, seed=seed)
    given = learnt.best.tolist()
    assert given.count(-1) == over
    assert len(set(given) - {-1}) <= 6
    for worker in set(given) - {-1}:
        own = sorted(instance.tasks[t] for t, w in enumerate(given) if w == worker)
        assert all(before[1] <= after[0] for before, after in pairwise(own))
        assert all(t in instance.workers[worker] for t, w in enumerate(given) if w == worker)


def test_a_task_left_over_grows_heavier_than_one_that_never_is():
    instance = drawn(2, tasks=40, workers=12)
    over, learnt = passed(instance, workers=4, passes=30)
    assert over > 0
    assert learnt.weight.max() > 1
    assert learnt.weight.min() == 1
    assert learnt.counts.tolist() == [30, over]


@pytest.mark.parametrize("seed", range(20))
def test_passes_find_the_fewest_workers_of_small_instances(seed):
    instance = drawn(seed)
    best = fewest(instance)
    if best is None:
        assert passed(instance, len(instance.workers), 300)[0] > 0
        return
    over, learnt = passed(instance, best, 3000)
    assert over == 0
    assert faults(instance, learnt.best.tolist(), len(set(learnt.best.tolist()))) == []


def test_the_same_seed_gives_the_same_days():
    instance = drawn(4, tasks=60, workers=20)
    first, second = (passed(instance, 9, 50, seed=3)[1].best for _ in range(2))
    assert np.array_equal(first, second)
