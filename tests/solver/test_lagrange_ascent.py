"""The ascent raises the bound and never passes a plan that exists."""

import pytest

from solver.lagrange import Relaxation
from solver.lagrange_ascent import Ascent, guess
from solver.lagrange_told import NOBODY
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems, reference
from tests.reference.exhaustive import optimum
from tests.solver.packed import narrow, packed


def ascent_of(problem, told=None):
    plan = start(problem)
    Local(plan, 1).fill()
    relaxation = Relaxation(problem, told=told)
    return Ascent(relaxation, plan.objective, guess(relaxation, plan.row_of)), plan


@pytest.mark.parametrize("told", [None, NOBODY], ids=["by sets", "by lines"])
@pytest.mark.parametrize("seed", range(random_problems.cases(25)))
def test_bound_stays_below_the_best_plan_there_is(seed, told):
    drawn = random_problems.problem(seed, "tiny")
    problem = packed(seed, "tiny")
    if problem.wide:
        assert reference.check(drawn, {"assignments": [], "agency": [], "open": []})
        return
    ascent, _ = ascent_of(problem, told)
    for _ in range(40):
        ascent.step()
    assert ascent.best.bound <= optimum(drawn).objective


def test_bound_only_rises_and_repeats_itself():
    for problem in narrow(6):
        ascent, plan = ascent_of(problem)
        seen = [ascent.best.bound]
        for _ in range(60):
            ascent.step()
            seen.append(ascent.best.bound)
        assert seen == sorted(seen)
        assert seen[-1] <= plan.objective
        again, _ = ascent_of(problem)
        for _ in range(60):
            again.step()
        assert again.best.bound == seen[-1]
        best = ascent.best
        relaxation = Relaxation(problem, labels=best.labels, whole=best.whole)
        assert relaxation.bound(best.multipliers).bound == seen[-1]


def test_run_ends_when_told_and_when_nothing_moves():
    ascent = next(a for a, plan in map(ascent_of, narrow(9)) if a.best.bound < plan.objective)
    ascent.run(lambda: True)
    assert ascent.steps == 0
    proof = ascent.run(lambda: False)
    assert proof.bound == ascent.best.bound
    assert ascent.steps > 0


def test_lines_over_all_weeks_go_on_from_the_best_prices_and_never_lower_the_bound():
    for problem in narrow(4):
        relaxation = Relaxation(problem)
        ascent = Ascent(relaxation, start(problem).objective, relaxation.none())
        for _ in range(10):
            ascent.step()
        before = ascent.best.bound
        ascent.widen()
        ascent.widen()
        assert ascent.relaxation.whole
        assert ascent.best.bound >= before
        for _ in range(10):
            ascent.step()
        (by_week, earlier), (whole, own) = ascent.proofs
        assert by_week is relaxation
        assert earlier.bound == before
        assert whole.bound(own.multipliers).bound == own.bound
        assert ascent.best.bound == max(before, own.bound)


def test_where_steps_are_dear_lines_over_all_weeks_come_later(monkeypatch):
    later = 0
    for problem in narrow(12):
        steps = []
        for dear in (problem.size[2], problem.size[2] - 1):
            monkeypatch.setattr("solver.lagrange_ascent.DEAR", dear)
            ascent, plan = ascent_of(problem)
            while not ascent.relaxation.whole and ascent.steps < 400:
                ascent.step()
            assert ascent.best.bound <= plan.objective
            steps.append(ascent.steps)
        assert steps[0] <= steps[1]
        later += steps[0] < steps[1]
    assert later
