"""Plans of a few candidates: lawful, within those, and the best where all are told."""

import numpy as np
import pytest

from solver import columns as c
from solver import exact, line, search_mip
from solver.model import build
from solver.scale import Prices
from solver.search_likely import LEAST, Likely, with_rows
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import packed

PLAIN = [seed for seed in range(random_problems.cases(40)) if not packed(seed, "tiny").wide]


def filled(problem):
    """Return a plan at hand."""
    plan = start(problem)
    Local(plan, 1).fill()
    return plan


def begun(problem, plan, steps=60):
    """Return prices that have taken some steps."""
    prices = Prices(plan, 1)
    prices.advance(steps)
    return prices


def best_within(problem, plan, rows):
    """Return the rows that are best of some, in terms of the whole problem."""
    narrow, back = with_rows(plan, rows)
    model = build(narrow)
    return back[model.chosen(search_mip.run(model, 20.0).values)]


def whole(problem):
    """Return the value of the best of all plans by the model, judged exactly."""
    model = build(problem)
    done = search_mip.run(model, 20.0)
    return search_mip.adopt(problem, model.chosen(done.values)).objective


@pytest.mark.parametrize("seed", PLAIN[:12])
def test_all_candidates_give_what_the_model_gives(seed):
    problem = packed(seed, "tiny")
    every = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
    state = search_mip.adopt(problem, best_within(problem, start(problem), every))
    assert state.objective == whole(problem) >= exact.best_of_all(problem).objective


@pytest.mark.parametrize("seed", PLAIN[:12])
def test_nobody_but_those_told_and_those_at_hand_is_chosen(seed):
    problem = packed(seed, "tiny")
    plan = filled(problem)
    some = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)[::2]
    held = plan.row_of[plan.row_of != c.NONE]
    assert set(best_within(problem, plan, some)) <= set(some) | set(held)


@pytest.mark.parametrize("seed", PLAIN[:20])
def test_a_narrower_problem_judges_what_is_left_as_the_whole_one_does(seed):
    problem = packed(seed, "tiny")
    plan = filled(problem)
    narrow, back = with_rows(plan, np.zeros(0, np.int64))
    assert (back[narrow.fixed] == problem.fixed).all()
    for worker in range(len(problem.workers)):
        own = np.searchsorted(back, plan.chosen(worker))
        assert line.evaluate(narrow, worker, own.tolist()) == line.evaluate(
            problem, worker, plan.chosen(worker).tolist()
        )


@pytest.mark.parametrize("together", [10**6, 20, 5])
def test_plans_are_lawful_never_dearer_and_of_more_candidates_each_time(together):
    problem = packed(3, "small")
    plan = filled(problem)
    likely = Likely(begun(problem, plan), together=together)
    first = likely.per_task
    for threads in (1, 2):
        new = likely.plan(plan, 20.0, threads)
        assert new.objective <= plan.objective
        for worker in range(len(problem.workers)):
            rule, cost = line.evaluate(problem, worker, new.chosen(worker).tolist())
            assert (rule, cost) == ("lawful", new.cost[worker])
        plan = new
    assert likely.per_task > first
    assert likely.turn == 2


def test_the_first_plan_of_likely_candidates_is_better_than_the_one_at_hand():
    problem = packed(3, "small")
    plan = filled(problem)
    assert Likely(begun(problem, plan)).plan(plan, 20.0).objective < plan.objective


def test_no_time_or_no_prices_give_no_plan():
    problem = packed(3, "small")
    plan = filled(problem)
    assert Likely(begun(problem, plan)).plan(plan, 0.5 * LEAST) is None
    assert Likely(Prices(plan, 1)).plan(plan, 20.0) is None


def test_parts_get_smaller_where_time_was_short():
    problem = packed(3, "small")
    plan = filled(problem)
    likely = Likely(begun(problem, plan), together=1_000)
    assert likely.plan(plan, LEAST).objective <= plan.objective
    assert likely.together <= 1_000


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_parts_not_begun_when_someone_asks_for_an_end_stay_as_they_were(threads):
    problem = packed(3, "small")
    plan = filled(problem)
    likely = Likely(begun(problem, plan), together=20)
    asked = []

    def over():
        asked.append(True)
        return len(asked) > 1

    new = likely.plan(plan, 20.0, threads, over)
    assert len(asked) >= 2
    assert new.objective <= plan.objective
    assert likely.plan(plan, 20.0, threads, lambda: True).holders() == plan.holders()
