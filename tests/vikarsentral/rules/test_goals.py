"""Each term of the objective by hand, on both sides of what it counts."""

import pytest

from tests.builders import (
    agreement,
    all_to_one,
    need,
    person,
    plan,
    problem,
    rota,
    span,
)
from vikarsentral.rules.check import check
from vikarsentral.rules.goals import TERMS

DAY = ("2027-01-05 08:00", "2027-01-05 12:00")


def terms(made, **given):
    """Price a plan that gives every need named, and show the terms that are not 0."""
    found = check(made, plan(given)).terms
    assert tuple(found) == TERMS
    return {name: ore for name, ore in found.items() if ore}


def no_pool(**more):
    return person(kind="part_time", accepts={"merarbeid_minutes_week": 2400}, **more)


@pytest.mark.parametrize(("priority", "per_minute"), [(1, 8000), (2, 5000), (3, 3500)])
def test_open_costs_by_elapsed_minute_and_priority(priority, per_minute):
    made = problem(people=[], needs=[need("n1", *DAY, priority=priority, unpaid_break=30)])
    assert terms(made, n1="open") == {"open": 240 * per_minute}


def test_open_takes_the_weights_that_are_given_and_the_default_for_the_rest():
    made = problem(
        people=[],
        needs=[need("n1", *DAY, priority=1), need("n2", *DAY, priority=3)],
        objective={"open_ore_per_minute": {"3": 1}},
    )
    assert terms(made, n1="open", n2="open") == {"open": 240 * 8000 + 240}


def test_agency_rounds_its_price_down_for_each_need_and_adds_the_surcharge():
    times = ("2027-01-05 08:00", "2027-01-05 08:07")
    priced = {"agency": {"ore_per_hour": 100}}
    made = problem(people=[], needs=[need(f"n{one}", *times, **priced) for one in (1, 2)])
    # 100 × 7 / 60 = 11.67, rounded down for each
    assert terms(made, n1="agency", n2="agency") == {"agency": 2 * (11 + 500 * 7)}


def test_agency_is_priced_by_elapsed_minutes_and_without_a_price_by_the_surcharge_alone():
    made = problem(people=[], needs=[need("n1", *DAY, agency=None, unpaid_break=60)])
    assert terms(made, n1="agency") == {"agency": 500 * 240}


@pytest.mark.parametrize(("objective", "rate"), [({}, 700), ({"merarbeid_ore_per_minute": 9}, 9)])
def test_merarbeid_costs_the_hour_rounded_down_or_the_agreed_price(objective, rate):
    people = [no_pool(stillingsprosent=0, hourly_cost_ore=42059)]
    made = problem(people=people, needs=[need("n1", *DAY)], objective=objective)
    assert terms(made, n1="p1") == {"merarbeid": 240 * rate}


def test_overtime_costs_factor_and_surcharge_each_minute():
    made = problem(
        people=[person(kind="staff", full_week_minutes=200, hourly_cost_ore=40011)],
        needs=[need("n1", *DAY)],
        objective={"overtime_factor_percent": 150, "overtime_surcharge_ore_per_minute": 7},
    )
    assert terms(made, n1="p1") == {"overtime": 40 * (40011 * 150 // 6000 + 7)}


def test_hourly_costs_assigned_paid_minutes_less_overtime():
    made = problem(
        people=[
            person(
                kind="hourly",
                full_week_minutes=300,
                hourly_cost_ore=40010,
                stillingsprosent=0,
                rota=[rota("2027-01-04 08:00", "2027-01-04 10:00")],
            )
        ],
        needs=[need("n1", *DAY, unpaid_break=10)],
    )
    # 120 + 230 paid minutes against F = 300 are 50 minutes of overtime
    over = 50 * (40010 * 200 // 6000 + 200)
    assert terms(made, n1="p1") == {"hourly": (230 - 50) * 666, "overtime": over}


def test_unused_counts_each_week_of_the_period_for_the_pool_alone():
    parts = {"start": "2027-01-04", "end": "2027-01-18", "needs": [need("n1", *DAY)]}
    assert terms(problem(**parts), n1="p1") == {"unused": (2 * 2130 - 240) * 300}
    for kind in ("part_time", "staff", "hourly"):
        made = problem(people=[person(kind=kind)], **parts)
        assert "unused" not in terms(made, n1="open")


def test_unused_counts_a_week_of_absence_too_and_not_the_history():
    made = problem(
        people=[
            person(
                unavailable=[span("2027-01-04 00:00", "2027-01-11 00:00")],
                rota=[rota("2026-12-22 08:00", "2026-12-22 12:00")],
            )
        ]
    )
    assert terms(made) == {"unused": 2130 * 300}


def test_unknown_unit_spares_known_faces():
    people = [no_pool(id="p1", known_units=["u2"], full_week_minutes=2130)]
    needs = [
        need("n1", *DAY),
        need("n2", "2027-01-06 08:00", "2027-01-06 12:00", known_people=["p1"]),
        need("n3", "2027-01-07 08:00", "2027-01-07 12:00", unit="u2"),
    ]
    made = problem(people=people, needs=needs)
    assert terms(made, n1="p1", n2="p1", n3="p1") == {"unknown_unit": 15000}


@pytest.mark.parametrize(
    ("start", "quick"), [("06:00", 1), ("05:59", 0), ("08:59", 1), ("09:00", 0)]
)
def test_quick_return_is_from_the_agreed_rest_up_to_eleven_hours(start, quick):
    made = problem(
        people=[no_pool()],
        agreements=[agreement({"daily_rest": 480})],
        needs=[
            need("n1", "2027-01-05 18:00", "2027-01-05 22:00"),
            need("n2", f"2027-01-06 {start}", "2027-01-06 10:00"),
        ],
    )
    assert terms(made, n1="p1", n2="p1") == ({"quick_return": 10000} if quick else {})


def test_quick_return_needs_an_assigned_need_in_the_pair():
    made = problem(
        people=[
            no_pool(
                rota=[
                    rota("2027-01-05 18:00", "2027-01-05 22:00"),
                    rota("2027-01-06 07:00", "2027-01-06 10:00"),
                ]
            )
        ],
        agreements=[agreement({"daily_rest": 480})],
        needs=[need("n1", "2027-01-06 19:00", "2027-01-06 20:00")],
    )
    assert terms(made, n1="open") == {"open": 60 * 5000}
    assert terms(made, n1="p1") == {"quick_return": 10000}


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [
        ("2027-01-08 16:00", "2027-01-09 00:00", 0),
        ("2027-01-08 16:00", "2027-01-09 00:01", 1),
        ("2027-01-10 23:59", "2027-01-11 04:00", 1),
        ("2027-01-11 00:00", "2027-01-11 04:00", 0),
    ],
)
def test_weekend_share_counts_what_touches_saturday_or_sunday(start, end, touches):
    made = problem(people=[no_pool()], needs=[need("n1", start, end)], end="2027-01-18")
    assert terms(made, n1="p1") == ({"weekend_share": 4000} if touches else {})


def test_weekend_share_grows_with_the_square():
    needs = [
        need(f"n{day}", f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 09:00")
        for day in (9, 16, 23)
    ]
    made = problem(people=[no_pool()], needs=needs, end="2027-01-25")
    assert terms(made, n9="p1", n16="p1", n23="p1") == {"weekend_share": 9 * 4000}


@pytest.mark.parametrize(("until", "ore"), [("08:00", 0), ("08:01", -5)])
def test_wish_counts_per_need_that_overlaps_it(until, ore):
    made = problem(
        people=[no_pool(wishes=[span("2027-01-05 06:00", f"2027-01-05 {until}", ore=-5)])],
        needs=[need("n1", *DAY)],
    )
    assert terms(made, n1="p1") == ({"wish": ore} if ore else {})


def test_change_counts_each_published_entry_that_is_no_longer_so():
    made = problem(
        people=[no_pool(), no_pool(id="p2")],
        needs=[need("n1", *DAY), need("n2", "2027-01-06 08:00", "2027-01-06 12:00")],
        published=[{"need": "n1", "person": "p1"}, {"need": "n2", "person": "p2"}],
    )
    assert "change" not in terms(made, n1="p1", n2="p2")
    assert terms(made, n1="p2", n2="p1") == {"change": 50000}
    assert terms(made, n1="p1", n2="open")["change"] == 25000


def test_the_objective_is_the_sum_of_the_terms():
    verdict = all_to_one(problem(needs=[need("n1", *DAY)]))
    assert verdict.objective == sum(verdict.terms.values()) == (2130 - 240) * 300
