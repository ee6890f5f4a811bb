"""Plans of a few candidates: lawful, within those, and the best where all are told."""

import numpy as np
import pytest

from solver import columns as c
from solver import exact, search_mip
from solver.model import build
from solver.scale import Prices
from solver.search_likely import plans_of_likely, run_within
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import packed

PLAIN = [seed for seed in range(random_problems.cases(40)) if not packed(seed, "tiny").wide]


def whole(problem):
    """Return the value of the best of all plans by the model, judged exactly."""
    model = build(problem)
    done = search_mip.run(model, 20.0)
    return search_mip.adopt(problem, model.chosen(done.values)).objective


@pytest.mark.parametrize("seed", PLAIN[:12])
def test_all_candidates_give_what_the_model_gives(seed):
    problem = packed(seed, "tiny")
    model = build(problem)
    done = run_within(model, np.flatnonzero(problem.items[:, c.TASK] != c.NONE), 20.0)
    state = search_mip.adopt(problem, model.chosen(done.values))
    assert state.objective == whole(problem) >= exact.best_of_all(problem).objective


@pytest.mark.parametrize("seed", PLAIN[:12])
def test_nobody_but_those_told_is_chosen_and_the_model_stays_as_it_was(seed):
    problem = packed(seed, "tiny")
    model = build(problem)
    upper = list(model.rows.upper)
    some = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)[::2]
    done = run_within(model, some, 20.0)
    forced = {task for task, one in enumerate(problem.tasks) if one.forced is not None}
    for row in model.chosen(done.values).tolist():
        assert row in some or int(problem.items[row, c.TASK]) in forced
    assert model.rows.upper == upper


def test_a_plan_of_likely_candidates_is_lawful_and_better_than_the_first():
    problem = packed(3, "small")
    plan = start(problem)
    Local(plan, 1).fill()
    prices = Prices(plan, 1)
    prices.advance(60)
    found = list(plans_of_likely(build(problem), plan, prices, 20.0))
    assert found
    assert min(one.objective for one in found) <= plan.objective
    assert len(prices.likely(5)) == 5


def test_no_time_gives_no_plan():
    problem = packed(3, "small")
    plan = start(problem)
    assert list(plans_of_likely(build(problem), plan, Prices(plan, 1), 0.0)) == []
