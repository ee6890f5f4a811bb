"""The solver against every plan there is: tiny problems, judged by the slow reading.

The optimum comes from trying all plans with `tests/reference`, which knows neither the product's
rules nor the solver. On larger problems, where no one can try all plans, every plan must still
keep every hard rule and cost what it says.
"""

import pytest

from solver.answer import Limits
from solver.search import Search
from tests import random_problems, reference
from tests.reference.exhaustive import optimum
from tests.reference.verdict import held_pins
from vikarsentral.plan.solving import solve_problem
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile.read import read_problem

TINY = random_problems.cases(60)
FEW = random_problems.cases(30)
SMALL = random_problems.cases(6)


def solved(problem, seconds):
    """Solve with one thread and a fixed seed."""
    facts = read_problem(random_problems.problem_bytes(problem))
    return solve_problem(facts, seconds=seconds, workers=1, seed=1)


def is_true(problem, plan):
    """Return the slow reading's verdict on what a plan says of itself."""
    verdict = reference.check(problem, plan)
    assert verdict["lawful"], verdict["breaches"]
    assert verdict["terms"] == plan["terms"]
    assert verdict["objective"] == plan["objective"]
    assert plan["bound"] <= plan["objective"]
    assert verdict["sha_ok"]
    refused = [{**row, "rules": sorted(row["rules"])} for row in plan["refused_pins"]]
    assert refused == held_pins(problem)[1]
    assert (plan["status"] == "proven") == (plan["bound"] == plan["objective"])
    return verdict


@pytest.mark.parametrize(
    ("size", "seed"),
    [("tiny", seed) for seed in range(TINY)] + [("few", seed) for seed in range(FEW)],
)
def test_solver_finds_and_proves_the_optimum(size, seed):
    problem = random_problems.problem(seed, size)
    best = optimum(problem)
    plan = solved(problem, seconds=20)
    is_true(problem, plan)
    assert plan["bound"] <= best.objective, "a bound above a plan that exists"
    assert plan["objective"] == best.objective
    assert plan["status"] == "proven"


@pytest.mark.parametrize(
    ("size", "seed"),
    [("small", seed) for seed in range(SMALL)] + [("long", seed) for seed in range(SMALL)],
)
def test_every_plan_keeps_every_hard_rule(size, seed):
    problem = random_problems.problem(seed, size)
    is_true(problem, solved(problem, seconds=2))


def without_trying_all(problem, seconds):
    """Search as for a problem too large to try every plan: first plan, model, local search."""
    told = translate(read_problem(random_problems.problem_bytes(problem)))
    search = Search(
        told.problem, Limits(seconds=seconds, workers=1, seed=1), lambda _: None, lambda: False
    )
    search.begin()
    search.with_model()
    return told, search.answer()


@pytest.mark.parametrize("seed", range(random_problems.cases(24)))
def test_bound_of_the_model_is_never_above_the_optimum(seed):
    problem = random_problems.problem(seed, "tiny")
    best = optimum(problem)
    told, answer = without_trying_all(problem, seconds=1)
    rows = [
        {"need": need, "person": told.people[holder]}
        for need, holder in zip(told.needs, answer.holders, strict=True)
        if holder is not None
    ]
    outside = zip(told.needs, answer.holders, answer.external, strict=True)
    agency = [need for need, _, external in outside if external]
    taken = {row["need"] for row in rows} | set(agency)
    left = [need for need in told.needs if need not in taken]
    verdict = reference.check(problem, random_problems.plan_file(problem, rows, agency, left))
    assert verdict["lawful"]
    assert verdict["objective"] == answer.objective
    assert answer.bound <= best.objective <= answer.objective
    assert "bound_refused" not in answer.notes
