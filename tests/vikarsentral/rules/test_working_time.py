"""Rest and length of work: just inside, just outside, and over both clock changes."""

import pytest

from tests.builders import (
    agreement,
    all_to_one,
    broken,
    document,
    measured,
    need,
    only_person,
    person,
    problem,
    rota,
    stretches,
)
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.line import line_of
from vikarsentral.rules.working_time import longest_free


def two_duties(then: str, **parts):
    """An evening until 22:00 on Tuesday, and a duty on Wednesday that ends 12:00."""
    return problem(
        needs=[
            need("n1", "2027-01-05 18:00", "2027-01-05 22:00"),
            need("n2", f"2027-01-06 {then}", "2027-01-06 12:00"),
        ],
        **parts,
    )


@pytest.mark.parametrize(("then", "lawful"), [("09:00", True), ("08:59", False)])
def test_aml_10_8_1_eleven_hours_between_work_periods(then, lawful):
    verdict = all_to_one(two_duties(then))
    assert verdict.lawful is lawful
    assert measured(verdict, "daily_rest") == ([] if lawful else [(780, 1080, 300)])


@pytest.mark.parametrize(("then", "lawful"), [("06:00", True), ("05:59", False)])
def test_aml_10_8_3_agreed_rest_down_to_eight_hours(then, lawful):
    made = two_duties(then, agreements=[agreement({"daily_rest": 480})])
    assert all_to_one(made).lawful is lawful


def test_aml_10_8_1_the_stricter_of_two_neighbours_holds():
    made = problem(
        needs=[
            need("n1", "2027-01-05 18:00", "2027-01-05 22:00", unit="u2"),
            need("n2", "2027-01-06 08:00", "2027-01-06 12:00"),
        ],
        agreements=[agreement({"daily_rest": 480}, scope={"units": ["u2"]})],
    )
    assert measured(all_to_one(made), "daily_rest") == [(780, 1080, 300)]


@pytest.mark.parametrize(
    ("first_end", "then_start", "then_end", "over"),
    [
        # 28 March 2027: the clock jumps from 02:00 to 03:00, the night is an hour short
        ("2027-03-27 21:00", "2027-03-28 08:59", "2027-03-28 12:00", 1),
        ("2027-03-27 21:00", "2027-03-28 09:00", "2027-03-28 12:00", 0),
        # 31 October 2027: the clock goes back, the night is an hour long
        ("2027-10-30 21:00", "2027-10-31 07:00", "2027-10-31 12:00", 0),
        ("2027-10-30 21:00", "2027-10-31 06:59", "2027-10-31 12:00", 1),
    ],
)
def test_aml_10_8_1_rest_is_elapsed_time_over_the_clock_change(
    first_end, then_start, then_end, over
):
    march = first_end.startswith("2027-03")
    start, end = ("2027-03-22", "2027-03-29") if march else ("2027-10-25", "2027-11-01")
    made = problem(
        needs=[
            need("n1", first_end.replace("21:00", "17:00"), first_end),
            need("n2", then_start, then_end),
        ],
        start=start,
        end=end,
    )
    assert broken(all_to_one(made)).count("daily_rest") == over


@pytest.mark.parametrize(("end", "lawful"), [("20:30", True), ("20:31", False)])
def test_aml_10_8_1_split_duty_spans_thirteen_hours(end, lawful):
    made = problem(
        needs=[
            need("n1", "2027-01-05 07:30", "2027-01-05 11:30"),
            need("n2", "2027-01-05 17:00", f"2027-01-05 {end}"),
        ]
    )
    assert all_to_one(made).lawful is lawful


def test_a_short_duty_between_two_can_cure_a_gap():
    """R of a gap is of its neighbours: the need stands between the strict and the agreed one."""
    parts = {
        "agreements": [agreement({"daily_rest": 480}, scope={"units": ["u2"]})],
        "people": [
            person(
                rota=[
                    rota("2027-01-05 08:00", "2027-01-05 14:00"),
                    rota("2027-01-06 00:30", "2027-01-06 06:00", "u2"),
                ]
            )
        ],
    }
    alone = problem(**parts)
    line = line_of(alone, only_person(alone), ())
    assert [len(period.stretches) for period in line.periods] == [2]
    cured = problem(needs=[need("n1", "2027-01-05 14:00", "2027-01-05 14:20", unit="u2")], **parts)
    line = line_of(cured, only_person(cured), stretches(cured))
    assert [len(period.stretches) for period in line.periods] == [2, 1]


@pytest.mark.parametrize(("start", "over"), [("11:00", 0), ("10:59", 1)])
def test_aml_10_8_2_thirty_five_hours_free_in_the_week(start, over):
    """Duties every day but one leave exactly 35 hours from Friday night to Sunday."""
    needs = [
        need(f"n{day}", f"2027-01-0{day} 08:00", f"2027-01-0{day} 12:00") for day in range(4, 9)
    ]
    needs[-1] = need("n8", "2027-01-08 20:00", "2027-01-09 00:00")
    needs.append(need("n10", f"2027-01-10 {start}", "2027-01-10 15:00"))
    verdict = all_to_one(problem(needs=needs))
    assert broken(verdict).count("weekly_rest") == over
    if over:
        assert measured(verdict, "weekly_rest") == [(2100, 2099, 1)]


def test_aml_10_8_2_the_rest_is_cut_at_the_borders_of_the_week():
    made = problem(
        people=[
            person(
                rota=[
                    rota(f"2027-01-0{day} 08:00", f"2027-01-0{day} 12:00") for day in range(5, 9)
                ]
            )
        ],
        needs=[need("n1", "2027-01-09 18:00", "2027-01-09 22:00")],
    )
    line = line_of(made, only_person(made), stretches(made))
    free_from, free_to = longest_free(line, 2)
    assert free_from == line.calendar.mondays[2] == made.period.start
    assert free_to - free_from == 32 * 60


@pytest.mark.parametrize(("limit", "over"), [(1860, 0), (1861, 1)])
def test_aml_10_8_2_the_week_of_the_short_night_has_an_hour_less(limit, over):
    """From Saturday 16:00 to Monday 00:00 is 32 hours on the clock, 31 elapsed."""
    made = problem(
        start="2027-03-22",
        end="2027-03-29",
        agreements=[agreement({"weekly_rest": limit, "daily_rest": 480})],
        needs=[
            need(f"n{day}", f"2027-03-{day} 12:00", f"2027-03-{day} 16:00")
            for day in range(22, 28)
        ],
    )
    assert broken(all_to_one(made)).count("weekly_rest") == over


@pytest.mark.parametrize(
    ("end", "overtime", "over"),
    [("16:00", False, []), ("16:01", False, [1]), ("20:00", True, []), ("20:01", True, [1])],
)
def test_aml_10_4_nine_hours_and_10_6_8_thirteen_with_overtime(end, overtime, over):
    made = problem(
        people=[person(accepts={"overtime": overtime})],
        needs=[need("n1", "2027-01-05 07:00", f"2027-01-05 {end}")],
    )
    found = measured(all_to_one(made), "day_minutes")
    assert [excess for _, _, excess in found] == over


@pytest.mark.parametrize(("limit", "lawful"), [(600, True), (599, False)])
def test_aml_10_5_1_an_agreed_day_may_be_ten_hours_and_unpaid_breaks_do_not_count(limit, lawful):
    made = problem(
        agreements=[agreement({"day_minutes": limit}, level="INDIVIDUAL")],
        needs=[need("n1", "2027-01-05 07:00", "2027-01-05 17:30", unpaid_break=30)],
    )
    assert ("day_minutes" not in broken(all_to_one(made))) is lawful


def test_a_work_period_breaks_only_what_is_more_than_the_largest_rota_period_inside_it():
    """Two rota periods over the day's ceiling are joined by a need: 1500 paid minutes in all."""
    people = [
        person(
            rota=[
                rota("2027-01-05 06:00", "2027-01-05 16:00"),
                rota("2027-01-06 03:00", "2027-01-06 13:00"),
            ]
        )
    ]
    made = problem(people=people, needs=[need("n1", "2027-01-05 20:00", "2027-01-05 21:00")])
    verdict = all_to_one(made)
    assert [one.excess.over for one in verdict.existing_breaches if one.rule == "day_minutes"] == [
        60,
        60,
    ]
    assert measured(verdict, "day_minutes") == [(540, 1260, 720)]
    assert measured(verdict, "daily_rest") == [(780, 1860, 1080)]


def week_of_work(day_end: str, days: int = 6, **parts):
    return problem(
        needs=[
            need(f"n{day}", f"2027-01-{day:02} 07:00", f"2027-01-{day:02} {day_end}")
            for day in range(4, 4 + days)
        ],
        people=[person(accepts={"overtime": True, "merarbeid_minutes_week": 0})],
        agreements=[agreement({"overtime_week": 1200, "weekly_rest": 1680})],
        **parts,
    )


@pytest.mark.parametrize(("day_end", "over"), [("15:00", []), ("15:01", [6])])
def test_aml_10_6_8_forty_eight_hours_in_a_week(day_end, over):
    found = measured(all_to_one(week_of_work(day_end)), "week_minutes")
    assert [excess for _, _, excess in found] == over


def test_a_faulty_rota_is_told_as_existing_and_does_not_change_the_verdict():
    people = [person(rota=[rota("2027-01-05 06:00", "2027-01-05 22:00")])]
    made = read_problem(document(people=people))
    verdict = check(made, {"assignments": []})
    assert verdict.lawful
    assert {one.rule for one in verdict.existing_breaches} == {
        "daily_rest",
        "day_minutes",
        "overtime",
    }
    assert all(one.needs == () for one in verdict.existing_breaches)
