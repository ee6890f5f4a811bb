"""The MIP: sets of tasks at one moment, and the answer against trying everything."""

import random

import pytest

from solver.benchmarks.smptsp_check import faults
from solver.benchmarks.smptsp_exact import fewer, together
from tests.solver.benchmarks.instances import drawn, fewest


@pytest.mark.parametrize("seed", range(20))
def test_mip_agrees_with_trying_everything(seed):
    instance = drawn(seed)
    best = fewest(instance)
    outcome = fewer(instance, 0, len(instance.workers) + 1, seconds=20)
    if best is None:
        assert (outcome.assignment, outcome.bound) == (None, len(instance.workers) + 1)
        return
    assert outcome.bound == best
    assert faults(instance, outcome.assignment, best) == []
    assert fewer(instance, 0, best, seconds=20).assignment is None
    assert fewer(instance, 0, best, seconds=20).bound == best


def test_sets_at_one_moment_are_the_largest_and_all_of_them():
    draw = random.Random(4)
    for seed in range(30):
        instance = drawn(seed, tasks=9)
        tasks = draw.sample(range(9), 6)
        moments = {
            frozenset(t for t in tasks if instance.tasks[t][0] <= m < instance.tasks[t][1])
            for m in range(30)
        }
        largest = {s for s in moments if s and not any(s < other for other in moments)}
        assert {frozenset(group) for group in together(instance, tasks)} == largest
