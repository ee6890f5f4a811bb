"""A plan under construction: forced tasks first, lawful takes only, copies apart."""

import pytest

from solver.columns import NONE
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search_state import start

FRAME = Frame(week_starts=[0, 10_080], cost_weeks=(0, 1))
MORNING = Stretch(0, 400, 400, 0, task=0, rest=10, cost=5)
NOON = Stretch(300, 600, 300, 0, task=1, rest=10, cost=7)


def packed(*, forced=(None, None)):
    """Return two overlapping tasks and two workers who could each do both."""
    tasks = [Task(0, 400, 100, forced=forced[0]), Task(300, 600, 200, forced=forced[1])]
    workers = [Worker([MORNING, NOON], full=2000) for _ in range(2)]
    return pack(tasks, workers, FRAME, constant=1000)


def test_nothing_is_given_at_first_but_what_is_forced():
    assert start(packed()).objective == 1300
    state = start(packed(forced=(1, None)))
    assert state.holders() == (1, None)
    assert state.objective == 1000 + 5 + 200


def test_only_lawful_takes_are_done():
    problem = packed()
    state = start(problem)
    first, second = (int(row) for row in problem.candidates(0))
    assert state.take(first)
    assert not state.take(second)
    assert state.holders() == (0, None)
    assert state.row_of[1] == NONE
    assert state.take(int(problem.candidates(1)[1]))
    assert state.objective == 1000 + 5 + 7


def test_a_copy_lives_its_own_life():
    problem = packed()
    state = start(problem)
    other = state.copy()
    assert other.take(int(problem.candidates(0)[0]))
    assert state.holders() == (None, None)
    assert other.holders() == (0, None)


def test_forced_tasks_that_clash_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        start(packed(forced=(0, 0)))


def test_rows_are_put_and_dropped_and_a_plan_becomes_another():
    problem = packed()
    state, other = start(problem), start(problem)
    row = int(problem.candidates(0)[0])
    state.put(row, 5)
    assert (state.holders(), state.objective) == ((0, None), 1000 + 5 + 200)
    assert state.taken.nonzero()[0].tolist() == [row]
    other.become(state)
    assert (other.holders(), other.objective) == (state.holders(), state.objective)
    state.drop(row, 0)
    assert state.holders() == (None, None)
    assert other.holders() == (0, None)
    assert state.objective == start(problem).objective
