"""Parts share no person and no need; what is lawful in each is lawful together."""

import json

import pytest

from solver.answer import Limits
from tests import random_problems
from vikarsentral.plan.before import Before
from vikarsentral.plan.certificate import verify
from vikarsentral.plan.parts import judged, split
from vikarsentral.plan.solving import solve_problem
from vikarsentral.plan.tasks import LISTS, joined
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check

PLENTY = 600.0
PARTS = 3


def drawn(seed, size="small"):
    document = random_problems.problem(seed, size)
    return document, read_problem(random_problems.problem_bytes(document))


def cut(document, facts, workers=1, seed=1):
    return split(document, facts, PARTS, Limits(PLENTY, workers, seed, 1))


def improved(made, part):
    """Plan a part from what the whole gave it, as its job does."""
    facts = read_problem(part.problem)
    begin = Before(0, json.loads(part.problem), part.plan, made.certificate, is_first=True)
    return solve_problem(facts, seconds=PLENTY, workers=1, rounds=1, before=begin)


@pytest.mark.parametrize("seed", range(random_problems.cases(6)))
def test_joined_parts_are_lawful_and_never_below_the_bound_of_the_whole(seed):
    document, facts = drawn(seed)
    made = cut(document, facts)
    if made is None:  # nobody can take anything
        return
    plans = []
    for part in made.parts:
        inside = json.loads(part.problem)
        assert judged(read_problem(part.problem), part.plan, None, Limits(1.0)) is not None
        plans.append(improved(made, part))
        people = {row["id"] for row in inside["people"]}
        assert {row["person"] for row in plans[-1]["assignments"]} <= people
    whole = joined(plans)
    verdict = check(facts, whole)
    assert verdict.lawful
    verified = verify(facts, made.certificate)
    assert verified.ok
    assert verified.bound <= min(verdict.objective, made.plan["objective"])
    assert made.plan["bound"] >= verified.bound


def test_every_need_and_person_is_in_one_part():
    document, facts = drawn(11)
    made = cut(document, facts)
    told = [json.loads(part.problem) for part in made.parts]
    assert len(told) == PARTS
    for kind in ("people", "needs"):
        inside = [row["id"] for one in told for row in one[kind]]
        assert sorted(inside) == sorted(row["id"] for row in document[kind])
    whole = joined(part.plan for part in made.parts)
    for name in LISTS:
        assert sorted(map(str, whole[name])) == sorted(map(str, made.plan[name]))


@pytest.mark.parametrize("seed", [11, 12])
def test_the_same_parts_with_one_thread_and_two(seed):
    document, facts = drawn(seed)
    one, two = cut(document, facts), cut(document, facts, workers=2)
    assert (one.parts, one.certificate) == (two.parts, two.certificate)


def test_a_pin_that_holds_goes_with_its_person_and_one_that_does_not_is_dropped():
    document, _ = drawn(11)
    people, needs = document["people"], document["needs"]
    for at, need in enumerate(needs):
        need["pinned"] = people[at % len(people)]["id"]
    facts = read_problem(random_problems.problem_bytes(document))
    made = cut(document, facts)
    refused = {row["need"] for row in made.plan["refused_pins"]}
    assert refused
    assert len(refused) < len(needs)
    for part in made.parts:
        inside = json.loads(part.problem)
        for need in inside["needs"]:
            assert (need["pinned"] is None) == (need["id"] in refused)
        assert judged(read_problem(part.problem), part.plan, None, Limits(1.0)) is not None


def test_an_unlawful_plan_is_no_plan():
    document, _ = drawn(11)
    document["needs"] = [{**row, "pinned": None} for row in document["needs"]]
    facts = read_problem(random_problems.problem_bytes(document))
    nothing = {"assignments": [], "agency": [], "open": []}
    assert judged(facts, nothing, None, Limits(1.0)) is None
    left = {**nothing, "open": [row["id"] for row in document["needs"]]}
    plan = judged(facts, left, None, Limits(1.0))
    assert plan["bound"] <= plan["objective"] == check(facts, left).objective


def test_nobody_to_share_out_means_no_parts():
    document, _ = drawn(11)
    empty = {**document, "people": [], "needs": [], "published": []}
    facts = read_problem(random_problems.problem_bytes(empty))
    assert split(empty, facts, 2, Limits(PLENTY, 1, 1, 1)) is None
