"""Steps over few candidates: bounds hold for all of them, and rise at least as far."""

import numpy as np
import pytest

from solver.lagrange import Relaxation
from solver.lagrange_sift import Sift
from solver.lagrange_told import NOBODY
from tests import random_problems, reference
from tests.reference.exhaustive import optimum
from tests.solver.packed import narrow, packed
from tests.solver.test_lagrange_ascent import ascent_of

FIRST = 6


@pytest.fixture(autouse=True)
def sifting(monkeypatch):
    """Let small problems be sifted too, soon."""
    monkeypatch.setattr("solver.lagrange_sift.MANY", 0)
    monkeypatch.setattr("solver.lagrange_sift.FIRST", FIRST)


def sift_of(problem, near=False, told=None):
    return Sift(ascent_of(problem, told)[0], near=near)


def steps(sift, most):
    """Take about so many steps."""
    sift.run(lambda: sift.ascent.steps >= most)


@pytest.mark.parametrize("seed", range(random_problems.cases(25)))
def test_bound_stays_below_the_best_plan_there_is(seed):
    drawn = random_problems.problem(seed, "tiny")
    problem = packed(seed, "tiny")
    if problem.wide:
        assert reference.check(drawn, {"assignments": [], "agency": [], "open": []})
        return
    sift = sift_of(problem, near=seed % 2 == 1, told=NOBODY if seed % 3 == 1 else None)
    steps(sift, 200)
    assert sift.ascent.best.bound <= optimum(drawn).objective


def test_what_is_proven_is_proven_of_all_candidates_and_repeats_itself():
    sifted = 0
    for problem in narrow(6):
        sift = sift_of(problem)
        steps(sift, 150)
        ascent = sift.ascent
        best = ascent.best
        again = Relaxation(problem, labels=best.labels, whole=best.whole)
        assert again.bound(best.multipliers).bound == best.bound <= ascent.target
        assert len(ascent.average) == len(problem.items)
        other = sift_of(problem)
        steps(other, 150)
        assert (other.ascent.best.bound, other.ascent.steps) == (best.bound, ascent.steps)
        assert (other.ascent.average == ascent.average).all()
        sifted += ascent.steps > FIRST
    assert sifted


def test_steps_over_few_raise_the_bound_beyond_the_first_steps_and_end_by_themselves():
    rose = 0
    for problem in narrow(6):
        sift = sift_of(problem)
        steps(sift, FIRST)
        before = sift.ascent.best.bound
        sift.run(lambda: False)
        assert before <= sift.ascent.best.bound <= sift.ascent.target
        rose += sift.ascent.best.bound > before
    assert rose > 1


def test_an_end_asked_for_is_heeded_between_steps():
    sift = next(s for s in map(sift_of, narrow(9)) if s.ascent.best.bound < s.ascent.target)
    sift.run(lambda: True)
    assert sift.ascent.steps == 0
    steps(sift, FIRST)
    asked = iter([False] * 4)
    before = sift.ascent.best.bound
    sift.run(lambda: next(asked, True))
    assert sift.ascent.steps <= FIRST + 4
    assert sift.ascent.best.bound >= before


def test_what_stays_looked_at_holds_all_that_is_fixed_and_the_best_lines():
    for problem in narrow(3):
        sift = sift_of(problem)
        steps(sift, FIRST)
        kept = sift._kept()
        assert kept[problem.fixed].all()
        assert kept[np.flatnonzero(sift.ascent.best.taken)].all()
