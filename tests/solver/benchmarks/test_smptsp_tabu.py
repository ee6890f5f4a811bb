"""The search keeps its books right, and repeats itself with the same seed."""

import numpy as np
import pytest

from solver.benchmarks import smptsp_state, smptsp_tabu
from solver.benchmarks.smptsp_check import faults
from tests.solver.benchmarks.instances import drawn, expected_clash


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("swaps", [0, 5])
def test_books_are_right_after_many_steps(seed, swaps):
    instance = drawn(seed, tasks=40, workers=20)
    layout = smptsp_state.layout_of(instance)
    state = smptsp_state.fresh_state(layout, seed)
    smptsp_tabu.run(layout, state, goal=0, steps=3000, swaps=swaps)
    assert (expected_clash(layout, state) == state.clash).all()
    assert (state.worker_of < 0).sum() == state.counts[0]
    assert sorted(state.queue[: state.counts[0]]) == np.flatnonzero(state.worker_of < 0).tolist()


def test_a_full_cover_is_valid_and_the_same_seed_repeats_it():
    instance = drawn(5, tasks=40, workers=30)
    layout = smptsp_state.layout_of(instance)
    covers = []
    for _ in range(2):
        state = smptsp_state.fresh_state(layout, seed=3)
        used = smptsp_tabu.run(layout, state, goal=0, steps=5000, swaps=2)
        assert faults(instance, state.best.tolist(), used) == []
        covers.append(state.best.tolist())
    assert covers[0] == covers[1]
