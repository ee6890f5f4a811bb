"""The bound: tasks that clash pairwise, never more than are needed."""

from itertools import combinations

import pytest

from solver.benchmarks.smptsp_bound import busiest_moment, clashing_tasks
from solver.benchmarks.smptsp_file import Instance
from tests.solver.benchmarks.instances import drawn, fewest


@pytest.mark.parametrize("seed", range(30))
def test_tasks_found_clash_pairwise_and_never_exceed_the_answer(seed):
    instance = drawn(seed, tasks=8, workers=7)
    found = clashing_tasks(instance, steps=200)
    for one, other in combinations(found, 2):
        (a, b), (c, d) = instance.tasks[one], instance.tasks[other]
        both = any(one in held and other in held for held in instance.workers)
        assert (a < d and c < b) or not both
    best = fewest(instance)
    assert best is None or len(found) <= best


def test_tasks_that_share_no_worker_count_even_when_apart_in_time():
    instance = Instance("apart", ((0, 1), (5, 6), (9, 10)), ((0,), (1,), (2,)))
    assert clashing_tasks(instance, steps=50) == [0, 1, 2]
    assert len(busiest_moment(instance)) == 1


def test_nothing_to_do_needs_nobody():
    assert clashing_tasks(Instance("empty", (), ((),))) == []
