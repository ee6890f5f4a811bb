"""The price of a part can be redone from its receipt alone."""

from tests.random_problems.problems import problem as draw_problem
from tests.vikarsentral.compound.brute import read
from tests.vikarsentral.rules.test_steps import redone
from vikarsentral.rules.part_numbers import part_numbers
from vikarsentral.rules.parts import Candidate, Ground, Wanted


def made_parts():
    """Yield lawful parts of random needs: halves and wholes, on top of all else and moved."""
    for seed in range(12):
        problem = read(draw_problem(seed, "few", frozenset({"rota"})))
        for need in list(problem.needs.values())[:3]:
            middle = need.start + (need.end - need.start) // 2
            one = [Candidate(problem, person) for person in problem.people.values()]
            one += [
                Candidate(problem, each.person, own) for each in one for own in each.person.rota
            ]
            held = Ground(Wanted(need, need.start, need.end), one)
            for place in range(len(one)):
                for start, end in ((need.start, need.end), (need.start, middle)):
                    part = held.part(place, start, end)
                    if part is not None:
                        yield need, part


def test_whoever_has_only_the_numbers_of_a_part_comes_to_its_price():
    ways = set()
    for need, part in made_parts():
        numbers = part_numbers(part, need)
        assert numbers["minutes"] == part.end - part.start
        assert numbers["unpaid_break"] == part.unpaid_break
        assert sum(numbers["terms"].values()) == part.cost
        ways.add(part.leaves is None)
        if part.leaves is None:
            sums = {term: redone(step) for term, step in numbers["steps"].items()}
            assert sums == numbers["terms"]
        else:
            assert "steps" not in numbers
    assert ways == {True, False}
