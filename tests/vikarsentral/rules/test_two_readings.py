"""Two readings of the contract agree: the product's, and the slow one of `tests/reference`.

The slow one was written from the contract's words without sight of the product's. Random problems
meet random plans; every breach, existing breach, pin and øre must be the same.
"""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from tests import random_problems, reference
from tests.reference.options import options as reference_options
from tests.reference.verdict import held_pins
from vikarsentral.cli import cli
from vikarsentral.problemfile.read import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.options import options as consider
from vikarsentral.rules.pins import pins_of

# The contract gives these no measure of their own: that they are broken is all it says.
NO_MEASURE = {"pinned", "plan"}
CASES = {"tiny": 120, "few": 120, "small": 30, "long": 30}


def told_rows(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Bring breaches to one order, with the numbers that the contract defines."""
    found = []
    for row in rows:
        names = ("excess",) if row["rule"] in NO_MEASURE else ("limit", "value", "excess")
        numbers = tuple(row["numbers"][name] for name in names)
        found.append((row["rule"], row["person"] or "", tuple(row["needs"]), numbers))
    return sorted(found)


def disagreements(problem: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    """Compare both readings of a plan.

    Returns:
        What differs, by name: (the product's, the slow reading's). Empty when they agree.
    """
    facts = read_problem(random_problems.problem_bytes(problem))
    return compare(facts, problem, plan)


def compare(facts: Problem, problem: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    """Compare both readings of a plan for a problem that has been read."""
    ours, slow = check(facts, plan), reference.check(problem, plan)
    pairs: dict[str, tuple[Any, Any]] = {
        "lawful": (ours.lawful, slow["lawful"]),
        "breaches": (
            told_rows([one.document() for one in ours.breaches]),
            told_rows(slow["breaches"]),
        ),
        "existing_breaches": (
            told_rows([one.document() for one in ours.existing_breaches]),
            told_rows(slow["existing_breaches"]),
        ),
        "terms": (dict(ours.terms), slow["terms"]),
        "objective": (ours.objective, slow["objective"]),
        "counts": (dict(ours.counts), slow["counts"]),
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def blocks(size: str, of: int = 10) -> list[range]:
    """Divide the cases of a size into blocks of seeds."""
    many = random_problems.cases(CASES[size])
    return [range(first, min(many, first + of)) for first in range(0, many, of)]


@pytest.mark.parametrize(
    ("size", "seeds"), [(size, seeds) for size in CASES for seeds in blocks(size)]
)
def test_readings_agree_on_random_plans(size, seeds):
    for seed in seeds:
        problem = random_problems.problem(seed, size)
        if seed % 3 == 0:
            problem = random_problems.without_defaults(problem)
        assert disagreements(problem, random_problems.plan(problem, seed)) == {}, seed


@pytest.mark.parametrize("seeds", blocks("tiny", 40))
def test_readings_agree_on_plans_that_are_wrong_about_the_needs(seeds):
    for seed in seeds:
        problem = random_problems.problem(seed, "tiny")
        plan = random_problems.broken_plan(problem, seed)
        ours = check(read_problem(random_problems.problem_bytes(problem)), plan)
        slow = reference.check(problem, plan)
        assert ours.lawful == slow["lawful"]
        assert {one.rule for one in ours.breaches} == {row["rule"] for row in slow["breaches"]}


@pytest.mark.parametrize("seeds", blocks("tiny", 40))
def test_readings_hold_and_refuse_the_same_pins(seeds):
    for seed in seeds:
        problem = random_problems.problem(seed, "tiny", frozenset({"pins", "rota", "gaps"}))
        pins = pins_of(read_problem(random_problems.problem_bytes(problem)))
        held, refused = held_pins(problem)
        assert dict(pins.held) == held
        ours = [(one.need, one.person, sorted(one.rules)) for one in pins.refused]
        assert ours == [(row["need"], row["person"], row["rules"]) for row in refused]


FOCUS = {
    "red days": frozenset({"weekend", "agreements", "rota", "night"}),
    "weeks": frozenset({"daily", "agreements", "rota"}),
    "chains": frozenset({"daily", "gaps", "travel", "chain", "agreements"}),
}


@pytest.mark.parametrize("focus", sorted(FOCUS))
def test_readings_agree_where_few_random_plans_reach(focus):
    for seed in range(random_problems.cases(20)):
        problem = random_problems.problem(seed, "long", FOCUS[focus])
        assert disagreements(problem, random_problems.plan(problem, seed)) == {}, seed


@pytest.mark.parametrize("seed", range(random_problems.cases(12)))
def test_command_answers_in_the_promised_shape(seed, tmp_path):
    problem = random_problems.problem(seed, "tiny")
    plan = random_problems.plan(problem, seed)
    if seed % 2:
        plan["objective"] = plan["bound"] = reference.check(problem, plan)["objective"]
    (tmp_path / "problem.json").write_bytes(random_problems.problem_bytes(problem))
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    files = [str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]
    answer = CliRunner().invoke(cli, ["check", *files, "--json"], standalone_mode=False)
    told, slow = json.loads(answer.stdout), reference.check(problem, plan)
    assert answer.return_value == (0 if slow["lawful"] and slow["equal"] else 1)
    lists = ("breaches", "existing_breaches")
    for name in lists:
        assert told_rows(told[name]) == told_rows(slow[name])
    assert {key: told[key] for key in slow if key not in lists} == {
        key: slow[key] for key in slow if key not in lists
    }


@pytest.mark.parametrize("seed", range(random_problems.cases(40)))
def test_readings_rank_the_same_people_for_a_need(seed):
    problem = random_problems.problem(seed, ("tiny", "small")[seed % 2])
    facts = read_problem(random_problems.problem_bytes(problem))
    for need in problem["needs"][:3]:
        ours = [
            (one.person.id, one.marginal, set(one.rules))
            for one in consider(facts, facts.needs[need["id"]])
        ]
        assert ours == reference_options(problem, need["id"])
