"""A search may start from a cover that leaves tasks over."""

import pytest

from solver.benchmarks import smptsp_greedy, smptsp_state, smptsp_tabu
from tests.solver.benchmarks.instances import drawn, expected_clash


@pytest.mark.parametrize("seed", range(8))
def test_books_are_right_when_started_from_a_cover_with_tasks_left_over(seed):
    instance = drawn(seed, tasks=40, workers=20)
    days = smptsp_greedy.days_of(instance)
    learnt = smptsp_greedy.fresh(days, seed)
    over = smptsp_greedy.run(days, learnt, 8, 3, 1.0, 1.1)
    layout = smptsp_state.layout_of(instance)
    state = smptsp_state.started_from(layout, learnt.best, 9, seed)
    assert state.counts[0] == over
    assert state.is_open.sum() == 9
    smptsp_tabu.run(layout, state, goal=0, steps=500, swaps=1)
    assert (expected_clash(layout, state) == state.clash).all()
    assert (state.worker_of < 0).sum() == state.counts[0]
