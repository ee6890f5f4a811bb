"""The compact model is a relaxation: whatever it leaves out, its bound is never too high."""

import numpy as np
import pytest

from solver import bound
from solver.model import build
from solver.model_cuts import add_cuts
from solver.search_mip import run
from tests import random_problems
from tests.reference.exhaustive import optimum
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

CASES = random_problems.cases(40)
ROUNDS = 6


@pytest.mark.parametrize(
    ("size", "seed"),
    [("tiny", 100 + seed) for seed in range(CASES)] + [("few", seed) for seed in range(CASES)],
)
def test_no_bound_is_above_the_optimum_with_or_without_cuts(size, seed):
    drawn = random_problems.problem(seed, size)
    best = optimum(drawn).objective
    problem = translate(read_problem(drawn)).problem
    assert bound.simple(problem) <= best
    if problem.wide:
        return
    model = build(problem, by_sets=False)
    for _ in range(ROUNDS):
        found = run(model, 20)
        assert found.bound is not None
        assert found.bound + problem.constant <= best
        if not add_cuts(model, found.values)[0]:
            break


@pytest.mark.parametrize("seed", range(CASES))
def test_a_model_set_by_set_is_exact(seed):
    drawn = random_problems.problem(500 + seed, "tiny")
    problem = translate(read_problem(drawn)).problem
    model = build(problem)
    found = run(model, 20)
    assert found.finished
    best = optimum(drawn).objective - problem.constant
    value = float(np.array(model.rows.cost) @ found.values)
    assert value == pytest.approx(best, rel=1e-9, abs=1e-3)
    assert best - max(1, best // 10**8) <= found.bound <= best
