"""The best combination is the best there is, and none is ever unlawful."""

from random import Random

import pytest

from tests.random_problems.draw import cases
from tests.random_problems.problems import problem as draw_problem
from tests.vikarsentral.compound.brute import Brute, read
from vikarsentral.compound.find import combinations
from vikarsentral.rules import parts
from vikarsentral.rules.parts import Candidate, Ground, Wanted

SPICES = frozenset(
    {"rota", "travel", "competence", "breaks", "overtime", "agreements", "absent", "night"}
)


def case(seed):
    """Draw a tiny problem, one of its needs, a core, and who could be moved to it."""
    random = Random(f"compound {seed}")
    document = draw_problem(seed, "tiny", SPICES if seed % 2 else None)
    problem = read(document)
    inside = [one for one in problem.needs.values() if one.end <= problem.period.end]
    need = random.choice(inside or [next(iter(problem.needs.values()))])
    core = (need.start, need.end)
    if random.random() < 0.5 and need.elapsed > 240:
        core = (need.start, need.end - 120)
    movers = {
        person.id: (index, one)
        for person in problem.people.values()
        for index, one in enumerate(person.rota)
        if one.unit != need.unit and one.start < need.end and one.end > need.start
    }
    return document, problem, need, core, movers


def ground_of(problem, need, core, movers):
    candidates = [Candidate(problem, person) for person in problem.people.values()]
    candidates += [
        Candidate(problem, problem.people[who], one) for who, (_, one) in movers.items()
    ]
    return Ground(Wanted(need, *core), candidates)


@pytest.mark.parametrize("seed", range(cases(24)))
def test_the_best_found_is_the_best_of_all_ways(seed, monkeypatch):
    monkeypatch.setattr(parts, "GRID", 120)
    document, problem, need, core, movers = case(seed)
    if need.end > problem.period.end:
        return  # a part could begin after the period, which no file holds
    brute = Brute(document, need.id, movers)
    ground = ground_of(problem, need, core, movers)
    found = combinations(ground, most=2)
    assert brute.best(ground.points(), core, 2) == (found[0].rank[:2] if found else None)
    for one in found:
        for part in one.parts:
            who = part.person + ("#" if part.leaves else "")
            assert brute.judged(who, part.start, part.end) == part.cost
