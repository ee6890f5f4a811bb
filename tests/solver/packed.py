"""Packed problems drawn at random, for tests of the solver's parts."""

from itertools import count, islice

from tests import random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem


def packed(seed, size="small"):
    """Draw a problem and translate it."""
    facts = read_problem(random_problems.problem_bytes(random_problems.problem(seed, size)))
    return translate(facts).problem


def narrow(many, size="small"):
    """Draw problems whose costs fit 64 bits, with a candidate in each."""
    drawn = (packed(seed, size) for seed in count())
    return list(islice((p for p in drawn if not p.wide and p.size[2] > 0), many))
