"""From a float to a whole number that is surely low enough."""

import math

import pytest

from solver import bound
from solver.bound_exact import no_cheaper
from solver.columns import NONE
from solver.model import build
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.reference.exhaustive import optimum
from tests.solver.packed import narrow
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem


def test_a_whole_bound_stays_where_tolerances_are_small():
    assert bound.safe(1000.0, 50, 1.0, 10_000.0) == 1000
    assert bound.safe(999.9999999, 50, 1.0, 10_000.0) == 1000


def test_a_bound_just_above_a_whole_number_is_not_rounded_up():
    assert bound.safe(1000.0005, 50, 1.0, 10_000.0) == 1000


def test_the_margin_grows_with_the_money_at_stake():
    assert bound.safe(1e12, 50, 1.0, 1e13) < 10**12 - 9_000


def test_the_margin_grows_with_the_scale():
    assert bound.safe(1e9, 1000, 1e6, 1e9) <= 10**9 - 200


def test_no_bound_is_no_bound():
    assert bound.safe(-math.inf, 1, 1.0, 1.0) is None
    assert bound.safe(math.nan, 1, 1.0, 1.0) is None


@pytest.mark.parametrize("seed", range(random_problems.cases(15)))
def test_the_integer_proof_holds_just_below_the_optimum_and_not_at_it(seed):
    drawn = random_problems.problem(700 + seed, "tiny")
    problem = translate(read_problem(drawn)).problem
    model = build(problem)
    best = optimum(drawn).objective - problem.constant
    assert no_cheaper(model, best - 1, 20)
    assert not no_cheaper(model, best, 20)


def test_floor_counts_what_no_one_may_do_even_alone():
    frame = Frame(week_starts=[0, 10080], cost_weeks=(0, 1))
    too_long = Stretch(0, 900, 900, 0, rest=660, day=540, task=0)
    fine = Stretch(2000, 2400, 400, 0, rest=660, day=540, task=1)
    tasks = [
        Task(0, 900, open_cost=7),
        Task(2000, 2400, open_cost=11),
        Task(4000, 4400, open_cost=13),
        Task(4000, 4400, open_cost=17, external_cost=20),
    ]
    problem = pack(tasks, [Worker([too_long, fine], full=2130)], frame, constant=0)
    assert bound.floor(problem) == 7 + 13


def test_floor_is_never_above_a_plan_without_negative_costs():
    for problem in narrow(8):
        state = start(problem)
        Local(state, 1).fill()
        left = [
            task.open_cost
            for task, row in zip(problem.tasks, state.row_of, strict=True)
            if row == NONE and task.external_cost is None
        ]
        assert bound.floor(problem) <= sum(left)
