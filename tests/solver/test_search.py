"""A search always ends with a lawful plan, tells its progress, and stops when asked."""

import pytest

from solver.answer import Limits
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search import Search, solve
from tests import random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile.read import read_problem

FRAME = Frame(week_starts=[0, 10_080], cost_weeks=(0, 1))
QUICK = Limits(seconds=2, workers=1, seed=1)


def large(seed):
    """Translate a random problem that is too large for trying every plan."""
    problem = random_problems.problem(seed, "small", frozenset({"rota", "weekend"}))
    return translate(read_problem(random_problems.problem_bytes(problem))).problem


def test_no_tasks_cost_what_the_workers_cost_and_are_proven():
    worker = Worker([], full=2000, contract=1000, rate_under=3)
    answer = solve(pack([], [worker], FRAME, constant=7), QUICK)
    assert (answer.objective, answer.bound, answer.holders) == (3007, 3007, ())


def test_no_workers_leave_every_task_to_the_cheaper_way_out():
    tasks = [Task(0, 60, 10), Task(0, 60, 10, external_cost=4)]
    answer = solve(pack(tasks, [], FRAME, constant=0), QUICK)
    assert (answer.objective, answer.bound) == (14, 14)
    assert answer.holders == (None, None)
    assert answer.external == (False, True)


def test_a_forced_task_is_held_however_dear():
    one = Stretch(0, 480, 480, 0, task=0, cost=10**6)
    problem = pack([Task(0, 480, 1, forced=0)], [Worker([one], full=2000)], FRAME, constant=0)
    assert solve(problem, QUICK).holders == (0,)


@pytest.mark.parametrize("seed", range(3))
def test_progress_never_goes_back(seed):
    seen = []
    answer = solve(large(seed), QUICK, seen.append)
    values, bounds = [at.objective for at in seen], [at.bound for at in seen]
    assert values == sorted(values, reverse=True)
    assert bounds == sorted(bounds)
    assert all(at.bound <= at.objective for at in seen)
    assert (answer.objective, answer.bound) == (values[-1], bounds[-1])


def test_stopping_at_once_still_gives_a_plan():
    problem = large(1)
    answer = solve(problem, Limits(seconds=60, workers=1, seed=1), stop=lambda: True)
    assert answer.bound <= answer.objective
    assert len(answer.holders) == problem.size[1]


def test_a_bound_above_a_plan_at_hand_is_thrown_away_and_told():
    search = Search(large(2), QUICK, lambda _: None, lambda: True)
    search.begin()
    before = search.bound
    search.prove(search.value + 1, "wrong")
    assert search.bound == before
    assert "bound_refused" in search.notes
