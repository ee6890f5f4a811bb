"""An earlier plan as what a later solve begins with: nothing in it is believed."""

import copy
import json

import pytest

from solver.lagrange import Relaxation
from tests import random_problems
from vikarsentral.plan.before import Before, given_for, windows_of
from vikarsentral.plan.certificate import certificate_of, make_certificate, verify
from vikarsentral.plan.solving import solve_problem
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check

PLENTY = 600.0


def drawn(seed, size="small"):
    document = random_problems.problem(seed, size)
    return document, read_problem(random_problems.problem_bytes(document))


def made(document, facts):
    plan = solve_problem(facts, seconds=PLENTY, workers=1, rounds=1)
    certificate = make_certificate(facts, seconds=0.4, objective=plan["objective"])
    return Before(7, document, plan, certificate)


def test_packed_and_unpacked_is_the_same():
    document, facts = drawn(1)
    before = made(document, facts)
    assert Before.unpacked(before.packed()) == before
    assert Before.unpacked(b"") is None


def test_on_the_same_problem_the_stored_prices_prove_the_stored_bound():
    document, facts = drawn(2)
    before = made(document, facts)
    translation = translate(facts)
    given = given_for(facts, translation, before)
    held = before.holders | {one.need: one.person for one in facts.published}
    named = [None if one is None else translation.people[one] for one in given.holders]
    assert named == [held.get(need) for need in translation.needs]
    certificate = before.certificate
    assert given.multipliers.task.tolist() == [
        certificate["multipliers"][need] for need in translation.needs
    ]
    assert given.known.all()


@pytest.mark.parametrize("seed", range(random_problems.cases(3)))
def test_what_the_search_proves_by_prices_is_a_certificate_that_verifies(seed):
    _, facts = drawn(seed)
    kept = []
    plan = solve_problem(
        facts, seconds=PLENTY, workers=1, rounds=2, keep=lambda *told: kept.append(told)
    )
    for translation, proof in kept:
        certificate = certificate_of(facts, translation, proof)
        verified = verify(facts, json.loads(json.dumps(certificate)))
        assert verified.faults == ()
        assert verified.bound <= plan["objective"]


def wild(before, document):
    """Return an earlier plan of other needs, people, weeks and no sense at all."""
    certificate = copy.deepcopy(before.certificate)
    first = next(iter(certificate["multipliers"]))
    certificate["multipliers"] |= {first: 1 << 80, "gone": 5}
    certificate["weekend_steps"] = {"nobody": 3, document["people"][0]["id"]: True}
    certificate["red_day_multipliers"] = {
        document["people"][0]["id"]: {"0": 10, "99999": 10, "x": 10, "1": "much"}
    }
    people = [row["id"] for row in document["people"]] + ["nobody"]
    needs = [row["id"] for row in document["needs"]] + ["gone"]
    rows = [{"need": need, "person": people[at % len(people)]} for at, need in enumerate(needs)]
    return Before(7, before.problem, before.plan | {"assignments": rows}, certificate)


@pytest.mark.parametrize("seed", range(random_problems.cases(3)))
def test_a_foreign_plan_is_harmless(seed):
    document, facts = drawn(seed)
    cold = solve_problem(facts, seconds=PLENTY, workers=1, rounds=1)
    before = wild(made(document, facts), document)
    warm = solve_problem(facts, seconds=PLENTY, workers=1, rounds=1, before=before)
    verdict = check(facts, warm)
    assert verdict.lawful
    assert verdict.objective == warm["objective"]
    assert warm["bound"] <= min(cold["objective"], warm["objective"])


def test_prices_across_weeks_come_along_and_prove_what_they_proved():
    document, facts = drawn(2)
    translation = translate(facts)
    people = [row["id"] for row in document["people"]]
    relaxation = Relaxation(translation.problem)
    assert relaxation.across.most.shape == (len(people), windows_of(translation.problem))
    certificate = make_certificate(facts, seconds=0.4, objective=10**9)
    certificate["red_share_multipliers"] = {people[0]: 70}
    certificate["overtime_multipliers"] = {people[-1]: {"1": 30}}
    plan = {"assignments": []}
    used = given_for(facts, translation, Before(7, document, plan, certificate)).multipliers
    assert (used.share[0], used.over[-1, 1]) == (70, 30)
    assert relaxation.bound(used).bound == verify(facts, certificate).bound


def test_red_days_of_other_weeks_are_left_out():
    document, facts = drawn(3)
    before = made(document, facts)
    certificate = before.certificate | {
        "red_day_multipliers": {document["people"][0]["id"]: {"0": 11}}
    }
    translation = translate(facts)
    same = given_for(facts, translation, Before(7, document, before.plan, certificate))
    assert same.multipliers.day[0, 0] == 11
    other = document | {"period": {"start": "2020-01-06T00:00:00+01:00", "end": ""}}
    moved = given_for(facts, translation, Before(7, other, before.plan, certificate))
    assert not moved.multipliers.day.any()
