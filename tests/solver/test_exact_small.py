"""Small problems by whole lines: the optimum, as trying every plan finds it."""

from solver import exact
from solver.exact_small import whole_lines
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import narrow


def drawn():
    """Draw problems, more where the machine has time."""
    return narrow(random_problems.cases(40))


def proved(problem):
    """Prove a problem from a first plan."""
    first = start(problem)
    Local(first, 1).fill()
    found = whole_lines(problem, first, lambda: False, lambda: 20.0)
    if found is not None:
        found.run(first, 8)
    return first, found


def test_the_bound_is_never_above_the_optimum_and_most_are_proven():
    tried = [(exact.best_of_all(problem), *proved(problem)) for problem in drawn()]
    told = [one for one in tried if one[0] is not None and one[2] is not None]
    for best, first, found in told:
        assert found.bound <= best.objective <= found.state.objective <= first.objective
    proven = sum(found.bound == best.objective for best, _, found in told)
    assert 2 * len(told) >= len(tried)
    assert proven >= 0.9 * len(told)


def test_the_same_problem_gives_the_same_plan():
    for problem in drawn()[:4]:
        told = [proved(problem)[1] for _ in range(2)]
        plans = [None if one is None else (one.bound, one.state.holders()) for one in told]
        assert plans[0] == plans[1]
