"""Random cases: a drawn problem, a drawn plan, and each need as people are considered for it."""

from tests import random_problems
from vikarsentral.explain.case import Case
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import Roster


def cases(seeds, size="few"):
    """Yield one case per need of each drawn problem, on top of a drawn plan."""
    for seed in seeds:
        raw = random_problems.problem(seed, size)
        made = read_problem(random_problems.problem_bytes(raw))
        given = Roster.of(random_problems.plan(raw, seed)).assignments if seed % 2 else ()
        for need in made.needs.values():
            held = {}
            for other, person in given:
                if other != need.id:
                    held[person] = (*held.get(person, ()), made.needs[other].stretch)
            yield Case(made, need, held)
