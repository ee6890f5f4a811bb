"""Consent, place and travel: both sides of each edge."""

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
    rota,
    span,
    stretches,
)
from vikarsentral.rules.employment import night_minutes, shared_minutes
from vikarsentral.rules.facts import Span


@pytest.mark.parametrize(("start", "minutes"), [("15:00", 0), ("14:59", 1)])
def test_overlap_is_half_open_and_counts_the_minutes_shared(start, minutes):
    made = problem(
        people=[person(rota=[rota("2027-01-05 07:30", "2027-01-05 15:00")])],
        needs=[need("n1", f"2027-01-05 {start}", "2027-01-05 16:00", unit="u1")],
    )
    found = measured(all_to_one(made), "overlap")
    assert found == ([(0, minutes, minutes)] if minutes else [])


def test_every_two_stretches_that_overlap_are_told_and_travel_is_not_told_there():
    made = problem(
        needs=[
            need("n1", "2027-01-05 08:00", "2027-01-05 12:00"),
            need("n2", "2027-01-05 09:00", "2027-01-05 11:00", unit="u2"),
            need("n3", "2027-01-05 10:00", "2027-01-05 13:00", unit="u2"),
        ]
    )
    verdict = all_to_one(made)
    pairs = [one.needs for one in verdict.breaches if one.rule == "overlap"]
    assert pairs == [("n1", "n2"), ("n1", "n3"), ("n2", "n3")]
    assert "travel" not in broken(verdict)


@pytest.mark.parametrize(("start", "over"), [("12:25", []), ("12:24", [(25, 24, 1)])])
def test_travel_between_areas_takes_its_minutes_also_the_way_back(start, over):
    for units in (("u1", "u2"), ("u2", "u1")):
        made = problem(
            needs=[
                need("n1", "2027-01-05 08:00", "2027-01-05 12:00", unit=units[0]),
                need("n2", f"2027-01-05 {start}", "2027-01-05 14:00", unit=units[1]),
            ]
        )
        assert measured(all_to_one(made), "travel") == over


@pytest.mark.parametrize(
    ("travel", "first", "over"),
    [
        ({"nord": {"sor": 25}, "sor": {"nord": 40}}, "u2", 1),  # its own way is written
        ({"nord": {"sor": 25}}, "u2", 0),
        ({}, "u2", 0),  # nothing written, nothing asked
        ({"nord": {"sor": 0}, "sor": {"nord": 40}}, "u1", 0),  # 0 written is not absent
    ],
)
def test_travel_uses_the_way_written_then_the_reverse_then_nothing(travel, first, over):
    then = "u1" if first == "u2" else "u2"
    made = problem(
        travel_minutes=travel,
        needs=[
            need("n1", "2027-01-05 08:00", "2027-01-05 12:00", unit=first),
            need("n2", "2027-01-05 12:30", "2027-01-05 14:00", unit=then),
        ],
    )
    assert broken(all_to_one(made)).count("travel") == over


@pytest.mark.parametrize(("end", "shared"), [("08:00", 0), ("08:01", 1)])
def test_work_keeps_out_of_unavailable_time(end, shared):
    made = problem(
        people=[person(unavailable=[span("2027-01-05 06:00", f"2027-01-05 {end}")])],
        needs=[need("n1", "2027-01-05 08:00", "2027-01-05 12:00")],
    )
    found = measured(all_to_one(made), "available")
    assert found == ([(0, shared, shared)] if shared else [])


def test_unavailable_times_that_overlap_each_other_count_each_minute_once():
    made = problem(needs=[need("n1", "2027-01-05 08:00", "2027-01-05 12:00")])
    (stretch,) = stretches(made)
    start = stretch.start
    spans = (Span(start + 60, start + 120), Span(start - 30, start + 90), Span(start, start + 10))
    assert shared_minutes(stretch, spans) == 120


def test_rota_in_unavailable_time_is_an_existing_breach():
    made = problem(
        people=[
            person(
                rota=[rota("2027-01-05 08:00", "2027-01-05 12:00")],
                unavailable=[span("2027-01-05 00:00", "2027-01-06 00:00")],
            )
        ],
        needs=[need("n1", "2027-01-07 08:00", "2027-01-07 12:00")],
    )
    verdict = all_to_one(made)
    assert verdict.lawful
    assert [one.rule for one in verdict.existing_breaches] == ["available"]


@pytest.mark.parametrize(
    ("start", "end", "accepts", "over"),
    [
        ("2027-01-05 18:00", "2027-01-06 00:00", False, []),
        ("2027-01-05 18:00", "2027-01-06 00:01", False, [(180, 181, 1)]),
        ("2027-01-05 18:00", "2027-01-06 00:01", True, []),
        ("2027-01-05 03:00", "2027-01-05 08:00", False, []),
        ("2027-01-05 02:59", "2027-01-05 08:00", False, [(180, 181, 1)]),
    ],
)
def test_aml_10_11_more_than_three_hours_of_night_needs_a_yes(start, end, accepts, over):
    made = problem(people=[person(accepts={"night": accepts})], needs=[need("n1", start, end)])
    assert measured(all_to_one(made), "available") == over


def test_aml_10_11_rota_at_night_needs_no_new_yes():
    made = problem(
        people=[person(accepts={}, rota=[rota("2027-01-05 22:00", "2027-01-06 06:00")])]
    )
    assert all_to_one(made).existing_breaches == ()


@pytest.mark.parametrize(
    ("start", "end", "week", "minutes"),
    [
        ("2027-03-27 21:00", "2027-03-28 06:00", "2027-03-22", 480),
        ("2027-10-30 21:00", "2027-10-31 06:00", "2027-10-25", 600),
        ("2027-01-05 20:00", "2027-01-07 08:00", "2027-01-04", 1080),
    ],
)
def test_night_is_elapsed_time_summed_over_the_nights(start, end, week, minutes):
    until = {"2027-03-22": "2027-03-29", "2027-10-25": "2027-11-01", "2027-01-04": "2027-01-11"}
    made = problem(start=week, end=until[week], needs=[need("n1", start, end)])
    assert night_minutes(stretches(made)[0]) == minutes


@pytest.mark.parametrize(
    ("unit", "units", "missing"),
    [("u1", None, None), ("k1", None, "sector"), ("u1", ["u1"], None), ("u1", ["u2"], "unit")],
)
def test_place_is_the_sectors_and_units_of_the_employment(unit, units, missing):
    made = problem(
        people=[person(units=units)],
        needs=[need("n1", "2027-01-05 08:00", "2027-01-05 12:00", unit=unit)],
    )
    verdict = all_to_one(made)
    assert broken(verdict) == (["place"] if missing else [])
    if missing:
        assert verdict.breaches[0].excess.numbers[f"{missing}_missing"] is True


def test_place_does_not_judge_rota():
    made = problem(
        people=[person(units=[], rota=[rota("2027-01-05 08:00", "2027-01-05 12:00", "k1")])]
    )
    assert all_to_one(made).existing_breaches == ()


@pytest.mark.parametrize(
    ("kind", "agreed", "over"),
    [
        ("part_time", 240, []),
        ("part_time", 239, [(239, 240, 1)]),
        ("hourly", 0, []),
        ("staff", 0, [(0, 240, 240)]),
    ],
)
def test_merarbeid_stays_within_what_is_agreed_to_and_hourly_people_have_none(kind, agreed, over):
    """Half of 2130 is 1065 contract minutes; rota of 1065 and a need of 240."""
    made = problem(
        people=[
            person(
                kind=kind,
                stillingsprosent=5000,
                accepts={"merarbeid_minutes_week": agreed},
                rota=[
                    rota("2027-01-04 07:00", "2027-01-04 15:00"),
                    rota("2027-01-05 07:00", "2027-01-05 15:00"),
                    rota("2027-01-06 07:00", "2027-01-06 08:45"),
                ],
            )
        ],
        needs=[need("n1", "2027-01-08 08:00", "2027-01-08 12:00")],
    )
    assert only_person(made).contract_week_minutes == 1065
    assert measured(all_to_one(made), "merarbeid") == over


def test_the_contract_minutes_are_rounded_down():
    made = problem(people=[person(stillingsprosent=8333)])
    assert only_person(made).contract_week_minutes == 1774


def test_an_agreement_does_not_change_travel():
    made = problem(
        agreements=[agreement({"daily_rest": 480})],
        needs=[
            need("n1", "2027-01-05 08:00", "2027-01-05 12:00", unit="u1"),
            need("n2", "2027-01-05 12:10", "2027-01-05 14:00", unit="u2"),
        ],
    )
    assert broken(all_to_one(made)) == ["travel"]
