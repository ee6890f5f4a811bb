"""The checker finds each way an answer can be wrong."""

import pytest

from solver.benchmarks.smptsp_check import faults
from solver.benchmarks.smptsp_file import Instance

DAY = Instance("day", ((0, 5), (5, 9), (4, 6)), ((0, 1), (2,), (0, 2)))


def test_a_task_may_start_when_another_ends():
    assert faults(DAY, (0, 0, 1), 2) == []


@pytest.mark.parametrize(
    ("assignment", "claimed", "word"),
    [
        ((0, 0), 1, "assigned"),
        ((2, 0, 2), 2, "at once"),
        ((1, 0, 1), 2, "may not"),
        ((-1, 0, 1), 3, "may not"),
        ((9, 0, 1), 3, "may not"),
        ((0, 0, 1), 1, "claimed"),
    ],
)
def test_wrong_answers_are_told(assignment, claimed, word):
    assert any(word in sentence for sentence in faults(DAY, assignment, claimed))
