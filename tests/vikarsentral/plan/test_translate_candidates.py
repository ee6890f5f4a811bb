"""Who may be asked, as arrays, against the rules asked one by one."""

from random import Random

import numpy as np
import pytest

from tests import builders, random_problems
from vikarsentral.plan.translate_candidates import Candidates, meets, numbered
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.person import static_refusals
from vikarsentral.rules.stretch import Span

SEEDS = random_problems.cases(30)


@pytest.mark.parametrize("size", ["tiny", "small", "long"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_rules_asked_one_by_one_give_the_same_people(size, seed):
    facts = read_problem(random_problems.problem(4000 + seed, size))
    needs = list(facts.needs.values())
    candidates = Candidates(facts, needs)
    for person in facts.people.values():
        told = candidates.of(person).tolist()
        assert told == [i for i, n in enumerate(needs) if not static_refusals(facts, person, n)]


@pytest.mark.parametrize("seed", range(20))
def test_times_meet_as_one_by_one(seed):
    draw = Random(seed)
    spans = [(at, at + draw.randint(1, 40)) for at in draw.choices(range(200), k=seed)]
    start = np.array(draw.choices(range(220), k=300))
    end = start + np.array(draw.choices(range(1, 30), k=300))
    told = meets(start, end, [Span(*one) for one in spans])
    for first, last, met in zip(start, end, told, strict=True):
        assert met == any(low < last and first < high for low, high in spans)


def test_a_competence_that_ends_counts_to_its_last_day():
    needs = [
        builders.need(f"n{day}", f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 15:00")
        for day in (5, 6, 7)
    ]
    held = [{"id": "x", "valid_from": "2027-01-06", "valid_to": "2027-01-06"}]
    facts = builders.problem(
        needs=[{**one, "requires": ["x"]} for one in needs],
        people=[builders.person(competences=held)],
    )
    candidates = Candidates(facts, list(facts.needs.values()))
    assert candidates.of(facts.people["p1"]).tolist() == [1]


def test_keys_are_numbered_as_they_are_met():
    each, keys = numbered(["b", "a", "b", "c"])
    assert (each.tolist(), keys) == ([0, 1, 0, 2], ["b", "a", "c"])
