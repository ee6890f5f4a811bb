"""Chains keep every worker's line lawful and its price exact, and make no plan dearer."""

import numpy as np
import pytest

from solver.columns import NONE
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search_local import Local
from solver.search_pursue import MOST_WORK, pursue
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import narrow
from tests.solver.test_search_local import assert_exact

DAY = 1440
WIDE = np.array([8, 4, 2], np.int64)


def chained(*who_may):
    """Make tasks of one and the same morning, and say which of them each worker may do."""
    count = max(max(own) for own in who_may) + 1
    tasks = [Task(480, 960, 1000) for _ in range(count)]
    workers = [
        Worker([Stretch(480, 960, 480, 0, task=i, tie=i) for i in own], full=2130)
        for own in who_may
    ]
    return pack(tasks, workers, Frame(week_starts=[0, 7 * DAY], cost_weeks=(0, 1)), 0)


def followed(state, tasks, price=0, wide=WIDE):
    """Follow chains from tasks; return the change in cost."""
    worth = np.full(len(state.row_of), price, np.int64)
    plan = Local(state, 1).plan
    before = state.objective
    spent = np.zeros(2, np.int64)
    change = pursue(state.problem.arrays, plan, worth, np.array(tasks), 0, wide, spent)
    assert state.objective == before + change
    assert_exact(state)
    return change


def given(problem, *rows):
    """Return the plan that holds these rows."""
    state = start(problem)
    for row in rows:
        assert state.take(row)
    return state


@pytest.mark.parametrize(("steps", "change"), [(1, 0), (2, -1000), (3, -1000)])
def test_a_chain_as_long_as_allowed_is_found(steps, change):
    problem = chained([0, 1], [1, 2], [2])
    state = given(problem, 1, 3)  # tasks 1 and 2, which both have to move on
    assert followed(state, [0], wide=np.full(steps, 3, np.int64)) == change
    assert (state.row_of != NONE).sum() == 2 + (change < 0)


def test_a_dear_price_keeps_a_task_where_it_is():
    problem = chained([0, 1], [1])
    assert followed(given(problem, 1), [0], price=1001) == 0
    assert followed(given(problem, 1), [0], price=999) == -1000


def test_what_leads_nowhere_is_put_back():
    problem = chained([0, 1], [1, 2], [2, 3], [3])
    state = given(problem, 1, 3, 5)
    before = state.holders()
    assert followed(state, [0], wide=np.array([2], np.int64)) == 0
    assert state.holders() == before


@pytest.mark.parametrize("seed", range(random_problems.cases(4)))
def test_chains_keep_random_plans_exact(seed):
    problem = narrow(seed + 1)[seed]
    state = start(problem)
    Local(state, seed).fill()
    idle = np.array([task.idle_cost for task in problem.tasks])
    tasks = np.flatnonzero(~state.locked)
    np.random.default_rng(seed).shuffle(tasks)
    for price in (0, int(idle.mean()) // 2):
        assert followed(state, tasks, price) <= 0


def test_following_in_a_hurry_leaves_the_plan_as_it_is():
    problem = chained([0, 1], [1])
    state = given(problem, 1)
    Local(state, 1).pursue(np.zeros(2, np.int64), lambda: True)
    assert state.holders() == (None, 0)
    Local(state, 1).pursue(np.zeros(2, np.int64), lambda: False)
    assert state.holders() == (0, 1)


def test_a_task_that_many_could_do_does_not_hold_the_search_up():
    people, weeks = 60, 53
    tasks = [Task(480, 960, 1000) for _ in range(people + 2)]
    own = [Stretch(480, 960, 480, 0, task=i, tie=i) for i in range(len(tasks))]
    frame = Frame([week * 7 * DAY for week in range(weeks + 1)], cost_weeks=(0, weeks))
    state = start(pack(tasks, [Worker(own, full=2130)] * people, frame, 0))
    for worker in range(people):
        assert state.take(int(state.problem.candidates(worker)[worker]))
    spent, free = np.zeros(2, np.int64), np.array([people, people + 1])
    price, one = np.zeros(len(tasks), np.int64), people * (weeks + 1)
    args = (state.problem.arrays, Local(state, 1).plan, price, free, 0, WIDE, spent)
    assert pursue(*args) == 0
    assert MOST_WORK <= spent[1] < MOST_WORK + 2 * one
    assert spent[0] == 1, "what one task has used up is not spent on the next"
    assert_exact(state)
    seen = []
    Local(state, 1).pursue(price, lambda: bool(seen.append(1)), work=1)
    assert len(seen) == 1
