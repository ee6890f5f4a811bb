"""A solve that begins with what an earlier one left: never worse, whatever it is given."""

from dataclasses import replace

import numpy as np
import pytest

from solver import columns as c
from solver.answer import Limits, never
from solver.given import Given, first_of, resumed
from solver.lagrange import Multipliers, Relaxation
from solver.lagrange_ascent import Ascent, guess
from solver.search import solve
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

STEPS, PLENTY = 20, 600.0


def packed(seed, size="small"):
    document = random_problems.problem(seed, size)
    return translate(read_problem(random_problems.problem_bytes(document))).problem


def filled(problem):
    state = start(problem)
    Local(state, 1).fill()
    return state


def climbed(relaxation, first, target, steps):
    ascent = Ascent(relaxation, target, first)
    for _ in range(steps):
        ascent.step()
    return ascent.best


def drawn(problem, seed):
    """Return a holder per task and multipliers that have nothing to do with the problem."""
    draw = np.random.default_rng(seed)
    zero = Relaxation(problem).none()
    holders = tuple(int(one) for one in draw.integers(-1, 9, len(problem.tasks)))
    wild = Multipliers(
        draw.integers(-(10**9), 10**9, zero.task.shape),
        draw.integers(-(10**6), 10**9, zero.day.shape),
        draw.integers(-5, 50, zero.step.shape),
    )
    return Given(tuple(None if one < 0 else one for one in holders), wild)


@pytest.mark.parametrize("seed", range(random_problems.cases(4)))
def test_stored_multipliers_when_equal_steps_then_the_bound_is_no_worse(seed):
    problem = packed(seed)
    plan = filled(problem)
    relaxation = Relaxation(problem)
    cold = climbed(relaxation, guess(relaxation, plan.row_of), plan.objective, STEPS)
    given = Given(plan.holders(), cold.multipliers)
    first = first_of(relaxation, plan.row_of, given)
    assert relaxation.bound(first).bound >= cold.bound
    assert climbed(relaxation, first, plan.objective, STEPS).bound >= cold.bound


@pytest.mark.parametrize("seed", range(random_problems.cases(4)))
def test_foreign_multipliers_prove_no_less_than_the_guess(seed):
    problem = packed(seed)
    plan = filled(problem)
    relaxation = Relaxation(problem)
    guessed = relaxation.bound(guess(relaxation, plan.row_of)).bound
    first = first_of(relaxation, plan.row_of, drawn(problem, seed))
    assert relaxation.bound(first).bound >= guessed


def test_needs_that_nothing_is_known_of_are_guessed():
    problem = packed(1)
    relaxation = Relaxation(problem)
    plan = filled(problem)
    guessed = guess(relaxation, plan.row_of)
    known = np.zeros(len(problem.tasks), dtype=np.bool_)
    first = first_of(relaxation, plan.row_of, Given((), relaxation.none(), known))
    assert first.task.tolist() == guessed.task.tolist()


@pytest.mark.parametrize("seed", range(random_problems.cases(4)))
def test_resumed_plan_is_the_earlier_one_when_nothing_has_changed(seed):
    problem = packed(seed)
    plan = filled(problem)
    again = resumed(problem, plan.holders(), never)
    assert again.holders() == plan.holders()
    assert again.objective == plan.objective


@pytest.mark.parametrize("seed", range(random_problems.cases(4)))
def test_resumed_plan_when_the_earlier_one_is_foreign_then_it_is_lawful(seed):
    problem = packed(seed)
    state = resumed(problem, drawn(problem, seed).holders, never)
    again = start(problem)
    for row in state.row_of[state.row_of != c.NONE]:
        if again.row_of[problem.items[row, c.TASK]] == c.NONE:
            assert again.take(int(row))
    assert again.objective == state.objective


def test_resumed_plan_when_asked_to_end_then_only_what_is_forced():
    problem = packed(2)
    assert resumed(problem, filled(problem).holders(), lambda: True).holders() == (
        start(problem).holders()
    )


@pytest.mark.parametrize("seed", range(random_problems.cases(2)))
def test_solve_from_its_own_answer_is_no_worse_by_plan_or_proof(seed):
    problem = packed(seed)
    limits = Limits(PLENTY, 1, 1, 2)
    cold = solve(problem, limits)
    given = Given(cold.holders, cold.proof.multipliers if cold.proof else None)
    warm = solve(problem, limits, given=given)
    assert warm.objective <= cold.objective
    assert warm.bound <= cold.objective
    if cold.proof is not None:
        assert warm.proof is not None
        assert warm.proof.bound >= cold.proof.bound


def test_prices_are_near_when_they_are_of_whole_lines_and_of_every_task():
    problem = packed(3, "small")
    relaxation = Relaxation(problem)
    none = relaxation.none()
    priced = replace(none, task=np.ones_like(none.task))
    holders = (None,) * len(problem.tasks)
    every = np.ones(len(problem.tasks), np.bool_)
    some = every.copy()
    some[0] = False
    assert Given(holders, priced).is_near
    assert Given(holders, priced, every).is_near
    assert not Given(holders, priced, some).is_near
    assert not Given(holders, none, every).is_near
    assert not Given(holders).is_near
    weekly = replace(priced, step=np.ones_like(none.step))
    assert not Given(holders, weekly, every).is_near
