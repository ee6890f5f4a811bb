"""Everyone at once: the same answers as the rules give one by one."""

import pytest

from tests import random_problems
from tests.builders import need, person, problem
from tests.random_problems import cases as many
from tests.vikarsentral.explain.drawn import cases
from vikarsentral.explain import screen
from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.no import WORKING
from vikarsentral.explain.screen import Screen, everyone, screen_of
from vikarsentral.explain.screen_rank import came_first
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import Roster
from vikarsentral.rules.options import options_in

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")
SIZES = {"tiny": 40, "few": 40, "small": 6, "long": 6}


def one_by_one(case):
    found = options_in(case.problem, case.need, case.held)
    found.sort(key=lambda one: (not one.lawful, one.marginal, came_first(one.person.id)))
    return [(one.person.id, one.rules, one.marginal, _excess(one)) for one in found]


def _excess(option):
    """Take the rules' own measure, of the rules on when people work."""
    broken = [one for one in option.breaches if one.rule in WORKING]
    return {one.rule: max(b.over for b in broken if b.rule == one.rule) for one in broken}


def at_once(case):
    found = Screen(case.problem, case.held).ask(case)
    return [(one.id, one.rules, one.marginal, dict(one.excess)) for one in found]


@pytest.mark.parametrize("size", SIZES)
def test_everyone_at_once_is_everyone_one_by_one(size):
    tried = 0
    for case in cases(range(SIZES[size] * many(1)), size):
        assert at_once(case) == one_by_one(case)
        tried += len(case.problem.people)
    assert tried > 100


def test_who_holds_the_need_is_asked_as_if_they_did_not():
    for seed in range(20 * many(1)):
        raw = random_problems.problem(seed, "few")
        made = read_problem(random_problems.problem_bytes(raw))
        held = {}
        for other, who in Roster.of(random_problems.plan(raw, seed)).assignments:
            held[who] = (*held.get(who, ()), made.needs[other].stretch)
        for wanted in made.needs.values():
            case = Case(made, wanted, held)
            assert at_once(case) == one_by_one(case)


def test_people_changed_in_a_copy_are_asked_anew():
    made = problem(
        people=[person("a", accepts={}), person("b", accepts={})],
        needs=[need("n1", "2027-01-05 22:00", "2027-01-06 06:00")],
    )
    case = Case(made, made.needs["n1"])
    packed = Screen(made, {})
    assert packed.ask(case).lawful == 0
    from dataclasses import replace

    night = Change(
        "night",
        Who.PERSON,
        {},
        person="b",
        edit=lambda one: replace(one, accepts=replace(one.accepts, night=True)),
    )
    found = packed.ask(night.apply(case))
    assert [(one.id, one.lawful) for one in found] == [("b", True), ("a", False)]


def test_the_work_is_packed_once_for_a_plan():
    made = problem(people=[person("a")], needs=[need("n1", *DAY), need("n2", *DAY)])
    held = {"a": (made.needs["n2"].stretch,)}
    assert screen_of(made, {}) is screen_of(made, {})
    assert screen_of(made, held) is screen_of(made, held)
    assert screen_of(made, dict(held)) is not screen_of(made, {})


def test_without_compiled_loops_the_answers_are_the_same(monkeypatch):
    made = problem(people=[person("a"), person("b", sectors=[])], needs=[need("n1", *DAY)])
    case = Case(made, made.needs["n1"])
    quick = list(everyone(case))
    monkeypatch.setattr(screen, "is_ready", lambda: False)
    assert list(everyone(case)) == quick
    assert [one.id for one in quick] == ["a", "b"]


def test_of_equals_the_one_who_came_first_stands_first_though_numbers_grow(monkeypatch):
    ids = ["p100", "p9", "p10", "p8"]
    made = problem(people=[person(one) for one in ids], needs=[need("n1", *DAY)])
    case = Case(made, made.needs["n1"])
    assert [one.id for one in everyone(case)] == ["p8", "p9", "p10", "p100"]
    monkeypatch.setattr(screen, "is_ready", lambda: False)
    assert [one.id for one in everyone(case)] == ["p8", "p9", "p10", "p100"]


def test_nobody_gives_nobody():
    made = problem(people=[], needs=[need("n1", *DAY)])
    found = Screen(made, {}).ask(Case(made, made.needs["n1"]))
    assert (len(found), found.lawful, list(found)) == (0, 0, [])
