"""What is asked about are needs that stand open and could be somebody's."""

import numpy as np

from solver import columns as c
from tests.bench.repair import _holes, _measured, _plan, told_counts
from tests.random_problems import problem, problem_bytes


def test_holes_are_asked_about_and_told(tmp_path):
    file = tmp_path / "problem.json"
    file.write_bytes(problem_bytes(problem(3, "small")))
    state = _plan(file)
    tasks = _holes(state, 3)
    assert 0 < len(tasks) <= 3
    for task in tasks:
        assert state.row_of[task] == c.NONE
        assert np.diff(state.task_pointer)[task] > 0
    told = _measured(state, tasks)
    assert {len(values) for values in told.values()} == {len(tasks)}


def test_counts_are_told_by_people():
    assert told_counts([0, 1, 2, 2, 3]) == "1, 2, 1"
