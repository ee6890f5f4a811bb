"""Shorter duties, time between two, and looser limits: quarters, halves and statutory bounds."""

import pytest

from tests.builders import need, person, problem, rota
from vikarsentral.explain.case import Case, Who
from vikarsentral.explain.terms import agreed, agreement, apart, cuts, down, up
from vikarsentral.rules.values import VALUES

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def made(**parts):
    one = problem(people=[person(**parts)], needs=[need("n1", *DAY)])
    return Case(one, one.needs["n1"]), one.people["p1"]


def test_quarters():
    assert [up(minutes) for minutes in (0, 1, 15, 16)] == [0, 15, 15, 30]
    assert [down(minutes) for minutes in (14, 15, 29)] == [0, 15, 15]


def test_a_duty_is_cut_in_quarters_and_by_half_at_most():
    case, _ = made()
    assert [(one.kind, one.later, one.earlier) for one in cuts(case, 50)] == [
        ("later_start", 60, 0),
        ("earlier_end", 0, 60),
    ]
    assert list(cuts(case, 211)) == []


def test_two_periods_are_parted_by_times_or_by_agreement():
    case, who = made(
        rota=[
            rota("2027-01-04 15:00", "2027-01-04 22:30"),
            rota("2027-01-06 00:20", "2027-01-06 05:00"),
        ]
    )
    found = [(one.kind, one.later, one.earlier, one.who) for one in apart(case, who)]
    assert found == [
        ("later_start", 90, 0, Who.LEADER),
        ("agreed.daily_rest", 0, 0, Who.PARTIES),
        ("earlier_end", 0, 105, Who.LEADER),
        ("agreed.daily_rest", 0, 0, Who.PARTIES),
    ]


@pytest.mark.parametrize("limit", [name for name, row in VALUES.items() if row.bounds])
def test_an_agreement_reaches_the_bound_of_its_level_and_no_further(limit):
    case, who = made()
    bounds = VALUES[limit].bounds.values()
    edges = [bound.at_least if bound.at_most is None else bound.at_most for bound in bounds]
    loosest, beyond = (min, -1) if VALUES[limit].loosest == "smallest" else (max, 1)
    edge = loosest(edges)
    (change,) = agreed(case, who, limit, edge, 0)
    assert change.agreement.limits == {limit: edge}
    assert list(agreed(case, who, limit, edge + beyond, 0)) == []


def test_an_agreement_is_for_one_person_around_the_duty():
    case, who = made()
    signed = agreement(case, who, "LOCAL_TV", {"daily_rest": 480})
    assert signed.people == {"p1"}
    assert signed.valid_from < case.need.stretch.first_on < signed.valid_to
