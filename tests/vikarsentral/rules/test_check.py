"""The verdict as a whole: the three lists, unknown names, pins, and the worked examples."""

import json
from itertools import combinations, product
from pathlib import Path

import pytest

from tests.builders import broken, need, person, plan, problem, rota
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.goals import agency_cost
from vikarsentral.rules.person import person_breaches, person_terms, static_refusals

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text())
TUESDAY = ("2027-01-05 08:00", "2027-01-05 12:00")
WEDNESDAY = ("2027-01-06 08:00", "2027-01-06 12:00")


def two_needs(**parts):
    return problem(needs=[need("n1", *TUESDAY), need("n2", *WEDNESDAY)], **parts)


def rows(verdict):
    return [(one.rule, one.person, one.needs, one.excess.value) for one in verdict.breaches]


def test_every_need_stands_exactly_once():
    made = two_needs(people=[person(), person("p2")])
    twice = plan({"n1": "p1", "n2": "open"})
    twice["agency"] = ["n1"]
    assert rows(check(made, twice)) == [("once", None, ("n1",), 2)]
    assert rows(check(made, plan({"n1": "p1"}))) == [("once", None, ("n2",), 0)]
    assert check(made, plan({"n1": "p1", "n2": "p2"})).lawful


def test_only_known_ids_and_an_unknown_assignment_costs_nothing():
    made = two_needs()
    verdict = check(made, plan({"n1": "nobody", "n2": "p1", "nx": "p1", "ny": "open"}))
    assert [(one.rule, one.person) for one in verdict.breaches] == [("plan", None)] * 3
    assert {one.excess.numbers["id"] for one in verdict.breaches} == {"nobody", "nx", "ny"}
    assert verdict.objective == (2130 - 240) * 300
    assert verdict.counts == {"assigned": 3, "agency": 0, "open": 1}


def test_a_need_that_may_not_go_to_an_agency_does_not():
    made = problem(needs=[need("n1", *TUESDAY, agency=None)])
    assert rows(check(made, plan({"n1": "agency"}))) == [("agency", None, ("n1",), 1)]
    assert check(made, plan({"n1": "open"})).lawful


def test_a_need_given_twice_to_one_person_is_worked_once():
    made = problem(needs=[need("n1", *TUESDAY)])
    doubled = plan({"n1": "p1"})
    doubled["assignments"] *= 2
    assert broken(check(made, doubled)) == ["once"]


def test_numbers_hold_limit_value_and_excess_first():
    made = problem(needs=[need("n1", *TUESDAY, unit="k1")])
    (breach,) = check(made, plan({"n1": "p1"})).breaches
    document = breach.document()
    assert list(document) == ["rule", "person", "needs", "numbers"]
    assert list(document["numbers"])[:3] == ["limit", "value", "excess"]


def test_a_held_pin_may_not_be_left_out():
    made = problem(people=[person(), person("p2")], needs=[need("n1", *TUESDAY, pinned="p2")])
    assert rows(check(made, plan({"n1": "p1"}))) == [("pinned", "p2", ("n1",), 1)]
    assert check(made, plan({"n1": "p2"})).lawful


def test_a_refused_pin_is_reported_not_obeyed():
    made = problem(
        people=[person(rota=[rota(*TUESDAY)])], needs=[need("n1", *TUESDAY, pinned="p1")]
    )
    verdict = check(made, plan({"n1": "open"}))
    assert verdict.lawful
    assert [(one.need, one.person, one.rules) for one in verdict.pins.refused] == [
        ("n1", "p1", ("overlap",))
    ]


def worth(made, who):
    """Price every lawful set of needs for one person, sets as tuples of ids."""
    able = [one for one in made.needs.values() if not static_refusals(made, who, one)]
    found = {}
    for many in range(len(able) + 1):
        for held in combinations(able, many):
            stretches = [one.stretch for one in held]
            if not person_breaches(made, who, stretches):
                terms = person_terms(made, who, stretches)
                found[frozenset(one.id for one in held)] = sum(terms.values())
    return found


def lawful_optimum(made):
    """Find the best lawful plan by trying all: what nobody takes goes to the agency."""
    best = {frozenset(): (0, {})}
    for who in made.people.values():
        better = {}
        for (taken, (cost, given)), (held, own) in product(best.items(), worth(made, who).items()):
            if taken & held:
                continue
            total = (cost + own, given | dict.fromkeys(held, who.id))
            if taken | held not in better or total[0] < better[taken | held][0]:
                better[taken | held] = total
        best = better
    plans = []
    for taken, (cost, given) in best.items():
        left = [one for one in made.needs.values() if one.id not in taken]
        given_all = {one.id: given.get(one.id, "agency") for one in made.needs.values()}
        plans.append((cost + agency_cost(made, left), sorted(given_all.items())))
    return min(plans)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_worked_examples_have_their_stated_optimum(name):
    made = read_problem(EXAMPLES / name)
    best, choice = lawful_optimum(made)
    assert best == EXPECTED[name]["objective"]
    verdict = check(made, plan(dict(choice)))
    assert verdict.lawful
    assert verdict.objective == best
    assert {term: ore for term, ore in verdict.terms.items() if ore} == EXPECTED[name]["terms"]
