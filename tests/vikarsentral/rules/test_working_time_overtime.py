"""Overtime by the week, four weeks and 52 weeks, and at none where not accepted."""

import pytest

from tests.builders import (
    agreement,
    all_to_one,
    broken,
    measured,
    need,
    only_person,
    person,
    problem,
    stretches,
)
from vikarsentral.rules.line import line_of


@pytest.mark.parametrize(("extra", "over"), [(0, []), (1, [(600, 601, 1)])])
def test_aml_10_6_4_ten_hours_of_overtime_in_a_week(extra, over):
    """F = 2130, so 2730 paid minutes are ten hours of overtime."""
    needs = [
        need(f"n{day}", f"2027-01-0{day} 07:00", f"2027-01-0{day} 16:00") for day in range(4, 9)
    ]
    needs.append(need("n9", "2027-01-09 08:00", f"2027-01-09 08:{30 + extra}"))
    made = problem(needs=needs, people=[person(accepts={"overtime": True})])
    verdict = all_to_one(made)
    assert [one for one in measured(verdict, "overtime") if one[0] == 600] == over
    assert verdict.terms["overtime"] == (600 + extra) * (42000 * 200 // 6000 + 200)


def test_aml_10_6_overtime_by_the_day_counts_even_in_a_short_week():
    """X: two hours above D make overtime though the week is far below F."""
    made = problem(
        needs=[need("n1", "2027-01-05 07:00", "2027-01-05 18:00")],
        people=[person(accepts={"overtime": True})],
    )
    line = line_of(made, only_person(made), stretches(made))
    assert [line.overtime(week) for week in line.calendar.weeks] == [0, 0, 120, 0]


def test_aml_10_6_overtime_is_none_where_it_is_not_accepted():
    made = problem(
        needs=[need("n1", "2027-01-05 07:00", "2027-01-05 16:01")],
        people=[person(overtime_minutes_52w=0)],
    )
    verdict = all_to_one(made)
    assert set(broken(verdict)) == {"day_minutes", "overtime"}
    # the week, the one window of four judged weeks, and the 52 weeks
    assert measured(verdict, "overtime") == [(0, 1, 1), (0, 1, 1), (0, 1, 1)]


@pytest.mark.parametrize(("before", "over"), [(11940, []), (11941, [(12000, 12001, 1)])])
def test_aml_10_6_4_two_hundred_hours_in_52_weeks(before, over):
    made = problem(
        needs=[need("n1", "2027-01-05 07:00", "2027-01-05 17:00")],
        people=[person(accepts={"overtime": True}, overtime_minutes_52w=before)],
    )
    assert measured(all_to_one(made), "overtime") == over


@pytest.mark.parametrize(("last_end", "over"), [("18:05", []), ("18:06", [1, 1])])
def test_aml_10_6_4_twenty_five_hours_in_four_weeks_wholly_inside_the_judged(last_end, over):
    """Three weeks of four days 125 minutes above D; two windows of four weeks hold them all."""
    needs = [
        need(f"n{day}", f"2027-01-{day:02} 07:00", f"2027-01-{day:02} 18:05")
        for monday in (4, 11, 18)
        for day in range(monday, monday + 4)
    ]
    needs[-1] = need("last", "2027-01-21 07:00", f"2027-01-21 {last_end}")
    made = problem(
        needs=needs,
        people=[person(full_week_minutes=2400, accepts={"overtime": True})],
        end="2027-01-25",
        agreements=[agreement({"week_minutes": 4140})],
    )
    verdict = all_to_one(made)
    assert [excess for limit, _, excess in measured(verdict, "overtime") if limit == 1500] == over


def test_a_work_period_counts_in_the_week_it_starts_and_a_stretch_in_its_own():
    made = problem(
        needs=[
            need("n1", "2027-01-10 15:00", "2027-01-10 23:30"),
            need("n2", "2027-01-11 00:30", "2027-01-11 04:00"),
        ],
        end="2027-01-18",
        people=[person(accepts={"overtime": True, "night": True})],
    )
    line = line_of(made, only_person(made), stretches(made))
    assert (line.paid(2), line.paid(3)) == (510, 210)
    assert (line.overtime(2), line.overtime(3)) == (180, 0)
