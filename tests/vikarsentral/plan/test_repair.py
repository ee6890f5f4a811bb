"""Ways to cover a need nobody can take, judged by the checker."""

import pytest

from tests import random_problems
from tests.vikarsentral.plan.test_moves import document, lawful_plan, need, person
from vikarsentral.plan.repair import Handover, repaired
from vikarsentral.problemfile import problem_bytes, read_problem
from vikarsentral.rules.check import Roster, check
from vikarsentral.rules.goals import agency_cost, open_cost

NURSE, HELPER = [{"id": "sykepleier"}], [{"id": "pleieassistent"}]


def facts_of(*needs, people):
    return read_problem(problem_bytes(document(list(needs), people)))


def after(given, way):
    """Return who has what once a way out is carried out."""
    held = dict(given)
    for one in way.handovers:
        assert held.get(one.need) == one.was
        held.pop(one.need, None)
    return held | {one.need: one.person for one in way.handovers if one.person is not None}


def roster(facts, given):
    """Return a plan in which what nobody has goes where it is cheapest."""
    idle = [one for one in facts.needs.values() if one.id not in given]
    bought = [
        one.id
        for one in idle
        if one.agency_ore_per_hour is not None
        and agency_cost(facts, [one]) < open_cost(facts, [one])
    ]
    left = tuple(one.id for one in idle if one.id not in bought)
    return Roster(tuple(given.items()), tuple(bought), left)


def test_one_exchange_covers_it_and_no_way_moves_less():
    facts = facts_of(
        need("hard", 5, requires=["sykepleier"]),
        need("easy", 5),
        people=[person("p1", competences=NURSE), person("p2", competences=HELPER)],
    )
    found = repaired(facts, {"easy": "p1"}, "hard")
    assert found.fewest.handovers == (Handover("hard", "p1", None), Handover("easy", "p2", "p1"))
    assert found.is_fewest_proven
    assert found.cheapest is None
    assert (found.is_proven, found.people) == (True, ("p1", "p2"))


def test_a_chain_of_three():
    people = [
        person("p1", competences=[{"id": "a"}, {"id": "b"}]),
        person("p2", competences=[{"id": "b"}, {"id": "c"}]),
        person("p3", competences=[{"id": "c"}]),
    ]
    facts = facts_of(
        *(need(ref, 5, requires=[ref]) for ref in ("a", "b", "c")),
        people=people,
    )
    found = repaired(facts, {"b": "p1", "c": "p2"}, "a")
    assert [(one.need, one.person, one.was) for one in found.fewest.handovers] == [
        ("a", "p1", None),
        ("b", "p2", "p1"),
        ("c", "p3", "p2"),
    ]
    assert found.is_fewest_proven


def test_when_nothing_helps_then_that_is_told():
    facts = facts_of(
        need("hard", 5, requires=["lege"]), need("easy", 5), people=[person("p1"), person("p2")]
    )
    found = repaired(facts, {"easy": "p1"}, "hard")
    assert (found.fewest, found.cheapest, found.is_fewest_proven) == (None, None, False)


@pytest.mark.parametrize("seed", range(random_problems.cases(12)))
def test_each_way_out_is_lawful_and_its_sum_is_the_checkers(seed):
    written = random_problems.problem(seed, "small")
    facts = read_problem(random_problems.problem_bytes(written))
    now = lawful_plan(facts)
    given = {row["need"]: row["person"] for row in now["assignments"]}
    before = check(facts, roster(facts, given))
    assert before.lawful
    for ref in now["open"][:2]:
        found = repaired(facts, given, ref)
        for way in filter(None, (found.fewest, found.cheapest)):
            held = after(given, way)
            assert ref in held
            verdict = check(facts, roster(facts, held))
            assert verdict.lawful
            assert verdict.objective == before.objective + way.marginal_ore
