"""The door of the year: order, choice of rules, changed values, and the shape of a receipt."""

from dataclasses import replace
from datetime import date

import pytest

from tests import random_problems
from tests.vikarsentral.rules.year.one import PLAIN, at, daily, duty, roster
from vikarsentral.problemfile.read import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year import (
    Duty,
    Post,
    Worker,
    YearRoster,
    check_year,
    finding_receipt,
)
from vikarsentral.rules.year.table import JUDGES


def test_findings_come_in_the_order_of_the_table():
    long = duty(at(PLAIN, "08:00"), 1200, unit="floors")
    told = [one.excess.rule for one in check_year(roster(PLAIN, long)).findings]
    assert told == sorted(told, key=list(JUDGES).index)
    assert {"daily_rest", "day_minutes", "night_work"} <= set(told)


def test_only_the_rules_asked_for_are_judged():
    long = roster(PLAIN, duty(at(PLAIN, "08:00"), 1200))
    verdict = check_year(long, rules={"daily_rest"})
    assert [one.excess.rule for one in verdict.findings] == ["daily_rest"]
    assert not verdict.lawful
    assert check_year(long, rules=set()).lawful


def test_a_changed_value_is_judged_from_its_date():
    days = roster(PLAIN, *daily(PLAIN, [700, 0, 700]))
    rest = ALL_VALUES["daily_rest"]
    wednesday = date(2027, 1, 13)
    changed = {**ALL_VALUES, "daily_rest": replace(rest, dated=(*rest.dated, (wednesday, 780)))}
    assert check_year(days, rules={"daily_rest"}).lawful
    (finding,) = check_year(days, rules={"daily_rest"}, values=changed).findings
    assert finding.excess.needs == (days.duties[1].id,)


def test_a_receipt_has_the_shape_of_a_plans_receipt():
    late = duty(at(PLAIN, "08:00"), 300, told_at=at(PLAIN, "08:00"))
    (finding,) = check_year(roster(PLAIN, late), rules={"notice"}).findings
    told = finding_receipt(finding, "2027-01-11T06:00:00+01:00").document()
    assert told["person"] == "anna"
    assert (told["need"], told["rule"], told["source"]) == (late.id, "notice", "aml § 10-3")
    assert {"limit", "value", "excess", "told"} <= set(told["numbers"])
    assert told["text"]["nb"] == (
        "Tiden for vakten fra mandag 11. januar 2027 klokken 08.00 til mandag 11. januar 2027"
        " klokken 13.00 ble sagt mandag 11. januar 2027, 0 dager før. Det skal være minst 14"
        " dager, eller et ja fra personen."
    )


SHARED = ("weekly_rest", "daily_rest", "day_minutes", "week_minutes", "travel")


def as_year(problem):
    """Return the rota of a problem file as a year."""
    calendar = problem.calendar
    workers, duties = [], []
    for person in problem.people.values():
        post = Post("a", person.kind, person.full_week_minutes, person.stillingsprosent)
        workers.append(Worker(person.id, (post,), sectors=person.sectors, accepts=person.accepts))
        duties += [
            Duty(
                f"{person.id}/{one.index:03}",
                person.id,
                one.unit,
                one.start,
                one.end,
                one.unpaid_break,
            )
            for one in person.rota
        ]
    return YearRoster(
        calendar.monday_on(0),
        calendar.monday_on(0) + 7 * len(calendar.weeks),
        problem.units,
        tuple(workers),
        tuple(duties),
        problem.agreements,
        problem.travel_minutes,
    )


@pytest.mark.parametrize("first", range(0, random_problems.cases(80), 20))
def test_the_year_and_the_plan_say_the_same_of_a_rota(first):
    for seed in range(first, first + 20):
        raw = random_problems.problem(
            seed, "small", frozenset({"rota", "broken_rota", "agreements"})
        )
        problem = read_problem(random_problems.problem_bytes(raw))
        plan = {"assignments": [], "agency": [], "open": [need["id"] for need in raw["needs"]]}
        ours = sorted(
            (one.excess.rule, one.person, one.excess.limit, one.excess.value)
            for one in check_year(as_year(problem), rules=SHARED).findings
        )
        theirs = sorted(
            (one.excess.rule, one.person, one.excess.limit, one.excess.value)
            for one in check(problem, plan).existing_breaches
            if one.excess.rule in SHARED
        )
        assert ours == theirs, seed
