"""The whole engine against trying everything."""

import pytest

from solver.benchmarks import smptsp
from solver.benchmarks.smptsp_check import faults
from solver.benchmarks.smptsp_file import Instance
from tests.solver.benchmarks.instances import drawn, fewest


@pytest.mark.parametrize("seed", range(40))
def test_engine_agrees_with_trying_everything(seed):
    instance = drawn(seed)
    best = fewest(instance)
    cover = smptsp.solve(instance, seconds=0.2)
    if best is None:
        assert cover.workers is None
        assert cover.bound > len(instance.workers)
    else:
        assert (cover.workers, cover.bound) == (best, best)
        assert cover.is_proven
        assert faults(instance, cover.assignment, best) == []


def test_two_searches_side_by_side_give_a_valid_cover():
    instance = drawn(3, tasks=30, workers=25)
    cover = smptsp.solve(instance, seconds=1, threads=2, seed=7)
    assert faults(instance, cover.assignment, cover.workers) == []
    assert cover.bound <= cover.workers


def test_no_tasks_need_no_workers():
    assert smptsp.solve(Instance("empty", (), ((),)), seconds=1) == smptsp.Cover((), 0, 0)
