"""Rows by prices: every lawful plan keeps them, and they lift the model to the prices' bound."""

import random
from dataclasses import replace

import numpy as np
import pytest

from solver.lagrange import Relaxation
from solver.model import build
from solver.model_priced import add_priced, add_priced_lines, relaxed_bound
from solver.search_mip import run
from tests import random_problems
from tests.reference.exhaustive import optimum
from tests.solver.packed import narrow, packed
from tests.solver.test_lagrange import drawn


@pytest.mark.parametrize("seed", range(random_problems.cases(60)))
def test_no_plan_is_cut_off_and_no_plan_is_cheaper(seed):
    document = random_problems.problem(seed, "tiny")
    problem = packed(seed, "tiny")
    if problem.wide:
        assert not [n for n in document["needs"] if n["id"] == ""]
        return
    draw = random.Random(seed)
    relaxation = Relaxation(problem)
    model = build(problem, by_sets=False)
    for _ in range(3):
        add_priced(model, relaxation, drawn(relaxation, draw))
    whole = Relaxation(problem, whole=True)
    for _ in range(3):
        add_priced_lines(model, whole, drawn(relaxation, draw))
    best = optimum(document).objective - problem.constant
    lower = relaxed_bound(model, 10.0)
    assert lower is not None
    assert lower <= best
    assert run(model, 10.0).bound <= best


def test_the_rows_lift_the_model_to_the_bound_by_prices():
    lifted = 0
    for problem in narrow(8):
        relaxation = Relaxation(problem)
        used = drawn(relaxation, random.Random(len(problem.items)))
        used = replace(used, over=np.zeros_like(used.over), day=np.zeros_like(used.day))
        used = replace(used, share=np.zeros_like(used.share))
        model = build(problem, by_sets=False)
        plain = relaxed_bound(model, 10.0)
        count = len(model.rows.low)
        rates = relaxation.grid.rates.copy()
        relaxation.grid.rates[:] = rates * (np.arange(rates.shape[1]) != rates.shape[1] - 1)
        floor = relaxation.bound(used).bound - problem.constant
        relaxation.grid.rates[:] = rates
        assert add_priced(model, relaxation, used) == len(relaxation.grid.cells)
        both = relaxed_bound(model, 10.0)
        assert plain is not None
        assert both is not None
        assert both >= max(plain, floor) - 5
        lifted += both > plain
        model.rows.keep(count)
        assert relaxed_bound(model, 10.0) == plain
    assert lifted


def test_rows_of_whole_lines_lift_the_model_to_their_bound():
    lifted = 0
    for problem in narrow(8):
        whole = Relaxation(problem, whole=True)
        used = whole.lawful(drawn(Relaxation(problem), random.Random(len(problem.items))))
        model = build(problem, by_sets=False)
        plain = relaxed_bound(model, 10.0)
        told = len(np.unique(whole.grid.cells[:, 0]))
        assert add_priced_lines(model, whole, used) == told
        both = relaxed_bound(model, 10.0)
        assert plain is not None
        assert both is not None
        assert both >= max(plain, whole.bound(used).bound - problem.constant) - 5
        lifted += both > plain
    assert lifted
