"""What the solver is told about one person is what the contract says, by the slow reading.

The chain problem file, facts, translation and the solver's exact line must refuse the same sets
of needs and price the rest the same, to the øre.
"""

from random import Random

import pytest

from solver import line
from solver.columns import TASK
from tests import random_problems
from tests.reference import hard, objective
from tests.reference.verdict import held_pins
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile.read import read_problem

CASES = {"tiny": 80, "few": 80, "small": 24, "long": 24}
SETS_PER_PERSON = 4


def slow_cost(problem, person, needs):
    """Price a person's needs: the terms of the person, less the change cost of entries kept."""
    kept = [entry["need"] for entry in problem["published"] if entry["person"] == person["id"]]
    saved = sum(kept.count(need["id"]) for need in needs)
    terms = objective.person_terms(problem, person, needs)
    return sum(terms.values()) - saved * objective.weight(problem, "change_ore")


def judged(problem, seed):
    """Yield (what the solver's line says, what the slow reading says) for random sets."""
    rng = Random(f"sets {seed}")
    told = translate(read_problem(random_problems.problem_bytes(problem)))
    for worker, person in enumerate(problem["people"]):
        rows = {
            int(told.problem.items[row, TASK]): int(row) for row in told.problem.candidates(worker)
        }
        fit = {
            place
            for place, need in enumerate(problem["needs"])
            if not hard.unfit(problem, person, need)
        }
        yield set(rows), fit
        for _ in range(SETS_PER_PERSON):
            share = rng.choice([0.2, 0.5, 0.9])
            places = [place for place in sorted(rows) if rng.random() < share]
            needs = [problem["needs"][place] for place in places]
            rule, cost = line.evaluate(told.problem, worker, [rows[place] for place in places])
            if hard.breaches(problem, person, needs):
                yield rule != "lawful", True
            else:
                yield (rule, cost), ("lawful", slow_cost(problem, person, needs))


@pytest.mark.parametrize("size", sorted(CASES))
def test_line_refuses_and_prices_what_the_contract_says(size):
    for seed in range(random_problems.cases(CASES[size])):
        problem = random_problems.problem(seed, size)
        for place, (ours, slow) in enumerate(judged(problem, seed)):
            assert ours == slow, (size, seed, place)


def test_translation_forces_the_pins_that_hold():
    for seed in range(random_problems.cases(60)):
        problem = random_problems.problem(seed, "tiny", frozenset({"pins", "rota", "gaps"}))
        told = translate(read_problem(random_problems.problem_bytes(problem)))
        held, _ = held_pins(problem)
        forced = {
            need: told.people[task.forced]
            for need, task in zip(told.needs, told.problem.tasks, strict=True)
            if task.forced is not None
        }
        assert forced == held
