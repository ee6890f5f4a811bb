"""What is asked about are open needs and shifts whose holder falls ill."""

import numpy as np

from solver import columns as c
from tests.bench.repair import CHAIN, PART, Measured, _events, _plan, measure, told_counts
from tests.random_problems import problem, problem_bytes


def test_events_are_asked_about_and_the_plan_is_put_back(tmp_path):
    file = tmp_path / "problem.json"
    file.write_bytes(problem_bytes(problem(3, "small")))
    state = _plan(file)
    events = _events(state, 6)
    for task, is_ill in events:
        assert (state.row_of[task] != c.NONE) == is_ill
        assert np.diff(state.task_pointer)[task] > 0
    assert {is_ill for _, is_ill in events} == {True, False}
    before, holders = state.objective, state.holders()
    told = Measured()
    measure(told, state, events)
    assert (state.objective, state.holders()) == (before, holders)
    assert len(told.cpu[CHAIN]) == len(told.cpu[PART]) == len(told.steps) == len(events)
    assert all(told.proven)


def test_counts_are_told_by_people():
    assert told_counts([0, 1, 2, 2, 3]) == "1, 2, 1"
