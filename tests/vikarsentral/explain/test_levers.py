"""Levers: every rule that stops a person has one, and none goes beyond its level's bounds."""

from tests.builders import need, person, problem
from vikarsentral.explain.case import Case
from vikarsentral.explain.levers import LEVERS, levers
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.table import RULES

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def made_case():
    made = problem(people=[person(accepts={"overtime": True})], needs=[need("n1", *DAY)])
    return Case(made, made.needs["n1"])


def kinds(excess):
    case = made_case()
    return [one.kind for one in levers(case, case.problem.people["p1"], excess)]


def test_every_rule_that_stops_a_person_has_a_lever():
    assert {rule.id for rule in RULES if rule.judge is not None} <= set(LEVERS)
    assert "pinned" in LEVERS


def test_rules_on_whole_plans_have_none():
    assert kinds(Excess("once", "n1", 1, 0, 1)) == []


def test_the_shortest_rest_that_may_be_agreed_is_the_last_one_offered():
    at_floor = Excess("daily_rest", "x", 780, 960, 180, ("n1",), {"rest": 660})
    below = Excess("daily_rest", "x", 780, 961, 181, ("n1",), {"rest": 660})
    assert "agreed.daily_rest" in kinds(at_floor)
    assert "agreed.daily_rest" not in kinds(below)


def test_the_longest_day_that_may_be_agreed_is_the_last_one_offered():
    assert "agreed.day_minutes" in kinds(Excess("day_minutes", "x", 540, 750, 210, ("n1",)))
    assert "agreed.day_minutes" not in kinds(Excess("day_minutes", "x", 540, 751, 211, ("n1",)))


def test_a_duty_is_never_cut_by_more_than_half():
    assert "earlier_end" in kinds(Excess("merarbeid", "x", 0, 210, 210, ("n1",)))
    assert "earlier_end" not in kinds(Excess("merarbeid", "x", 0, 211, 211, ("n1",)))
