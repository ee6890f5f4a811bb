"""From a float to a whole number that is surely low enough."""

import math

import pytest

from solver import bound
from solver.bound_exact import no_cheaper
from solver.model import build
from tests import random_problems
from tests.reference.exhaustive import optimum
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
