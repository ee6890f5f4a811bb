"""Red days: which they are, and which may be worked (aml § 10-8 (4))."""

from datetime import date

import pytest

from tests.builders import agreement, all_to_one, broken, measured, need, person, problem, rota
from vikarsentral.rules.red_days import red_days, red_days_between

AVERAGE = agreement({"red_days": "average"}, level="INDIVIDUAL")


def test_the_red_days_of_2027_that_are_no_sundays():
    found = [date.fromordinal(on) for on in red_days(2027)]
    assert [f"{on:%m-%d}" for on in found if on.weekday() != 6] == [
        *("01-01", "03-25", "03-26", "03-29", "05-01", "05-06", "05-17", "12-25")
    ]


def test_a_date_that_is_red_twice_counts_once():
    """17 May 2027 is also Whit Monday; 26 December 2027 is a Sunday."""
    days = red_days(2027)
    assert len(days) == len(set(days)) == 52 + 8
    assert days.count(date(2027, 5, 17).toordinal()) == 1


@pytest.mark.parametrize(
    ("year", "easter_sunday"), [(2026, "04-05"), (2027, "03-28"), (2038, "04-25")]
)
def test_easter_is_found_for_each_year(year, easter_sunday):
    sunday = date.fromisoformat(f"{year}-{easter_sunday}").toordinal()
    assert {sunday - 3, sunday - 2, sunday, sunday + 1, sunday + 39, sunday + 50} <= set(
        red_days(year)
    )


def test_red_days_are_found_over_new_year():
    first, end = date(2026, 12, 24).toordinal(), date(2027, 1, 4).toordinal()
    assert [f"{date.fromordinal(on):%m-%d}" for on in red_days_between(first, end)] == [
        *("12-25", "12-26", "12-27", "01-01", "01-03")
    ]


def two_sundays(first_start: str, first_end: str, **parts):
    return problem(
        start="2027-01-04",
        end="2027-01-18",
        needs=[
            need("n1", first_start, first_end),
            need("n2", "2027-01-17 08:00", "2027-01-17 12:00"),
        ],
        **parts,
    )


@pytest.mark.parametrize(
    ("start", "end", "lawful"),
    [
        ("2027-01-10 08:00", "2027-01-10 12:00", False),
        ("2027-01-10 21:59", "2027-01-10 23:00", False),
        ("2027-01-10 22:00", "2027-01-11 06:00", True),  # after 22:00 is not worked
        ("2027-01-09 18:00", "2027-01-10 00:00", True),  # until midnight is not worked
        ("2027-01-09 18:00", "2027-01-10 00:01", False),
    ],
)
def test_aml_10_8_4_the_next_red_day_is_free(start, end, lawful):
    verdict = all_to_one(two_sundays(start, end))
    assert verdict.lawful is lawful
    assert measured(verdict, "red_days") == ([] if lawful else [(1, 2, 1)])


def test_aml_10_8_4_a_pair_names_both_needs_and_days():
    (breach,) = all_to_one(two_sundays("2027-01-10 08:00", "2027-01-10 12:00")).breaches
    assert breach.needs == ("n1", "n2")
    assert breach.excess.numbers["days"] == ["2027-01-10", "2027-01-17"]


def test_aml_10_8_4_a_red_weekday_is_a_neighbour_too():
    """Good Friday and Easter Sunday 2027 are neighbours; Saturday between them is not red."""
    made = problem(
        start="2027-03-22",
        end="2027-03-29",
        needs=[
            need("n1", "2027-03-26 08:00", "2027-03-26 12:00"),
            need("n2", "2027-03-28 08:00", "2027-03-28 12:00"),
        ],
    )
    assert broken(all_to_one(made)) == ["red_days"]


def test_aml_10_8_4_the_average_lets_neighbours_be_worked():
    made = two_sundays("2027-01-10 08:00", "2027-01-10 12:00", agreements=[AVERAGE])
    # two of two red days worked is above half: the share, not the pair
    assert measured(all_to_one(made), "red_days") == [(1, 2, 1)]
    assert all_to_one(made).breaches[0].excess.numbers["red_days"] == 2


def test_aml_10_8_4_every_stretch_of_the_pair_must_be_under_the_average():
    only_u2 = agreement({"red_days": "average"}, scope={"units": ["u2"]})
    made = two_sundays(
        "2027-01-10 08:00",
        "2027-01-10 12:00",
        agreements=[only_u2],
        people=[person(rota=[rota("2026-12-21 08:00", "2026-12-21 12:00")])],
    )
    assert "red_days" in broken(all_to_one(made))


def sundays(count: int):
    return problem(
        start="2027-06-07",
        end="2027-08-02",
        agreements=[AVERAGE],
        needs=[
            need(f"n{place}", f"2027-{month:02}-{day:02} 08:00", f"2027-{month:02}-{day:02} 12:00")
            for place, (month, day) in enumerate(
                [(6, 13), (6, 20), (6, 27), (7, 4), (7, 11)][:count]
            )
        ],
    )


@pytest.mark.parametrize(("count", "runs"), [(3, 0), (4, 1), (5, 2)])
def test_aml_10_8_4_never_four_sundays_in_a_row(count, runs):
    found = measured(all_to_one(sundays(count)), "red_days")
    assert [one for one in found if one == (3, 4, 1)] == [(3, 4, 1)] * runs


@pytest.mark.parametrize(("count", "over"), [(4, []), (5, [(4, 5, 1)])])
def test_aml_10_8_4_at_most_half_of_the_red_days(count, over):
    """Eight Sundays from 7 June to 2 August, so four may be worked."""
    found = all_to_one(sundays(count)).breaches
    share = [one.excess for one in found if "red_days" in one.excess.numbers]
    assert [(one.limit, one.value, one.over) for one in share] == over


def test_aml_10_8_4_the_share_counts_from_the_first_rota_date_and_rounds_up():
    """From 27 December: 27 Dec, 1 and 3 and 10 January are four red days, two may be worked."""
    people = [person(rota=[rota("2026-12-27 08:00", "2026-12-27 12:00")])]
    needs = [
        need("n1", "2027-01-10 08:00", "2027-01-10 12:00"),
    ]
    made = problem(people=people, needs=needs, agreements=[AVERAGE])
    assert all_to_one(made).lawful
    needs.append(need("n2", "2027-01-10 18:00", "2027-01-10 19:00"))
    assert "red_days" not in broken(
        all_to_one(problem(people=people, needs=needs, agreements=[AVERAGE]))
    )
    people = [
        person(
            rota=[
                rota("2026-12-27 08:00", "2026-12-27 12:00"),
                rota("2027-01-01 08:00", "2027-01-01 12:00"),
            ]
        )
    ]
    verdict = all_to_one(problem(people=people, needs=needs, agreements=[AVERAGE]))
    assert measured(verdict, "red_days") == [(2, 3, 1)]


def test_what_the_rota_breaks_alone_is_not_the_plans_fault():
    people = [
        person(
            rota=[
                rota("2027-01-03 08:00", "2027-01-03 12:00"),
                rota("2027-01-10 08:00", "2027-01-10 12:00"),
            ]
        )
    ]
    made = problem(people=people, needs=[need("n1", "2027-01-10 14:00", "2027-01-10 16:00")])
    verdict = all_to_one(made)
    assert verdict.lawful
    # 1 and 3 January are neighbours too, but nobody works 1 January
    assert [one.rule for one in verdict.existing_breaches] == ["red_days"]
