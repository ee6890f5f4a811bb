"""Limit columns for many needs at once, against the agreements asked one by one."""

import numpy as np
import pytest

from tests import builders, random_problems
from vikarsentral.plan import translate_limits
from vikarsentral.plan.translate_limits import LimitRows
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.agreements import limits_of

SEEDS = random_problems.cases(30)


def asked(facts, person, stretch):
    """Return the columns as the rules tell them for one stretch."""
    limits = limits_of(facts, person, stretch)
    over = (limits.overtime_week, limits.overtime_4_weeks, limits.overtime_52_weeks)
    return [
        *(limits.daily_rest, limits.day_minutes, limits.weekly_rest, limits.week_minutes),
        *(over if person.accepts.overtime else (0, 0, 0)),
        int(limits.red_days == "average"),
    ]


@pytest.mark.parametrize("size", ["few", "small", "long"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_each_row_is_what_the_agreements_say(size, seed):
    facts = read_problem(random_problems.problem(6000 + seed, size))
    stretches = [need.stretch for need in facts.needs.values()]
    told = LimitRows(facts, stretches)
    for person in facts.people.values():
        rows = told.of_needs(person, np.arange(len(stretches)))
        assert rows.tolist() == [asked(facts, person, one) for one in stretches]
        for one in person.rota:
            assert list(told.of(person, one)) == asked(facts, person, one)


def test_an_agreement_for_everyone_does_not_leak_to_who_has_more(monkeypatch):
    monkeypatch.setattr(translate_limits, "_MOST_GROUPS", 1)  # forgets at every change of group
    people = [builders.person(f"p{i}") for i in range(4)]
    agreements = [
        builders.agreement({"daily_rest": 540}),
        builders.agreement({"daily_rest": 480}, id="B", scope={"people": ["p1", "p3"]}),
    ]
    facts = builders.problem(
        needs=[builders.need("n1", "2027-01-05 08:00", "2027-01-05 15:00")],
        people=people,
        agreements=agreements,
    )
    told = LimitRows(facts, [facts.needs["n1"].stretch])
    rests = [told.of_needs(one, np.array([0]))[0, 0] for one in facts.people.values()]
    assert rests == [540, 480, 540, 480]


def test_an_agreement_covers_by_the_date_of_the_start():
    needs = [
        builders.need("n1", "2027-01-05 22:00", "2027-01-06 05:00"),
        builders.need("n2", "2027-01-06 00:00", "2027-01-06 05:00"),
    ]
    agreements = [builders.agreement({"day_minutes": 700}, valid_from="2027-01-06")]
    facts = builders.problem(needs=needs, agreements=agreements)
    told = LimitRows(facts, [need.stretch for need in facts.needs.values()])
    rows = told.of_needs(facts.people["p1"], np.array([0, 1]))
    assert rows[:, 1].tolist() == [540, 700]
