"""Tasks given anew stay lawful, leave no more over, and reach the fewest workers."""

from itertools import pairwise

import numpy as np
import pytest

from solver.benchmarks import smptsp_greedy, smptsp_refit, smptsp_state
from solver.benchmarks.smptsp_refit import Refit
from tests.solver.benchmarks.instances import drawn, fewest


def refit_of(instance, workers, seed=1, passes=1):
    days = smptsp_greedy.days_of(instance)
    learnt = smptsp_greedy.fresh(days, seed)
    smptsp_greedy.run(days, learnt, workers, passes, 1.5, 1.05)
    layout = smptsp_state.layout_of(instance)
    return Refit(instance, layout, learnt.best.copy(), workers, seed)


def nothing_given(instance, workers, seed=1):
    layout = smptsp_state.layout_of(instance)
    given = np.full(len(instance.tasks), -1, np.int32)
    return Refit(instance, layout, given, workers, seed)


def is_lawful(instance, given):
    for worker in set(given) - {-1}:
        own = sorted(instance.tasks[t] for t, w in enumerate(given) if w == worker)
        if not all(before[1] <= after[0] for before, after in pairwise(own)):
            return False
        if not all(t in instance.workers[worker] for t, w in enumerate(given) if w == worker):
            return False
    return True


@pytest.mark.parametrize("seed", range(10))
def test_each_turn_is_lawful_within_the_workers_and_leaves_no_more_over(seed):
    instance = drawn(seed, tasks=40, workers=12)
    refit = refit_of(instance, workers=5, seed=seed)
    before = len(refit.over)
    for _ in range(10):
        after = refit.turn(5.0)
        given = refit.given.tolist()
        assert after == given.count(-1) <= before
        assert is_lawful(instance, given)
        assert len(set(given) - {-1}) <= 5
        before = after


@pytest.mark.parametrize("start", [refit_of, nothing_given])
@pytest.mark.parametrize("seed", range(10))
def test_turns_reach_the_fewest_workers_of_small_instances(seed, start):
    instance = drawn(seed)
    best = fewest(instance)
    workers = len(instance.workers) if best is None else best
    refit = start(instance, workers, seed)
    for _ in range(60):
        refit.turn(5.0)
    assert bool(refit.over) == (best is None)


def test_what_is_whole_is_left_as_it_is():
    instance = drawn(3, tasks=10, workers=9)
    refit = refit_of(instance, workers=9, passes=2000)
    assert not refit.over
    given = refit.given.copy()
    assert refit.turn(1.0) == 0
    assert np.array_equal(given, refit.given)


def test_turns_without_gain_grow_stale():
    instance = drawn(2, tasks=40, workers=12)
    refit = refit_of(instance, workers=2)
    for _ in range(smptsp_refit.STALE):
        refit.turn(1.0)
    while not refit.is_stale:
        refit.turn(1.0)
    assert refit.over
    assert is_lawful(instance, refit.given.tolist())


def test_a_choice_with_too_many_pairs_is_left_and_the_next_is_smaller(monkeypatch):
    instance = drawn(2, tasks=40, workers=12)
    refit = refit_of(instance, workers=4)
    given = refit.given.copy()
    monkeypatch.setattr(smptsp_refit, "PAIRS", 0)
    for _ in range(20):
        refit.turn(1.0)
    assert np.array_equal(given, refit.given)
    assert refit._half < 1.0


def test_the_same_seed_gives_the_same_turns():
    instance = drawn(4, tasks=40, workers=12)
    found = []
    for _ in range(2):
        refit = refit_of(instance, workers=5, seed=3)
        for _ in range(8):
            refit.turn(10.0)
        found.append(refit.given.tolist())
    assert found[0] == found[1]
