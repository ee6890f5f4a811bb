"""Planning again: the added needs make a problem file, and the section measures it."""

from tests.bench import replan
from tests.bench.generate import generate
from vikarsentral.problemfile import problem_bytes, read_problem


def test_a_twentieth_more_needs_are_added_and_read():
    document = generate("small", 1)
    facts = read_problem(problem_bytes(replan.more(document)))
    added = len(facts.needs) - len(document["needs"])
    assert 1 <= added <= len(document["needs"]) // 20
