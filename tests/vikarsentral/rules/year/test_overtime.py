"""§ 10-6: overtime in a week, four weeks and any 52 weeks, on both sides of each edge."""

from datetime import timedelta

import pytest

from tests.vikarsentral.rules.year.one import (
    PLAIN,
    agreed,
    daily,
    flips,
    found,
    over_clock_changes,
    roster,
)
from vikarsentral.rules.facts import Accepts
from vikarsentral.rules.year import Averaging


def weeks_with(monday, overtime, **facts):
    """Return weeks of 40 hours and some minutes of overtime, on the Sunday, each."""
    duties = []
    for number, minutes in enumerate(overtime):
        start = monday + timedelta(days=7 * number)
        duties += daily(start, [480] * 5 + [0, minutes], "01:00")
    return roster(monday, *duties, weeks=len(overtime), **facts)


@over_clock_changes
@pytest.mark.parametrize(("edge", "limits"), [(600, {}), (1200, {"overtime_week": 1200})])
def test_10_6_4_and_5_overtime_in_a_week(monday, edge, limits):
    signed = {"agreements": agreed(**limits, day_minutes=1300)}
    excess = flips(
        "overtime", weeks_with(monday, [edge], **signed), weeks_with(monday, [edge + 1], **signed)
    )
    assert (excess.limit, excess.numbers["window"]) == (edge, "week")


@over_clock_changes
@pytest.mark.parametrize(("edge", "limits"), [(1500, {}), (2000, {"overtime_4_weeks": 2000})])
def test_10_6_4_and_5_overtime_in_four_weeks(monday, edge, limits):
    signed = {"agreements": agreed(**limits, day_minutes=600)}
    last = edge - 1500
    excess = flips(
        "overtime",
        weeks_with(monday, [500, 500, 500, last], **signed),
        weeks_with(monday, [500, 500, 500, last + 1], **signed),
    )
    assert (excess.limit, excess.numbers["window"]) == (edge, "4_weeks")


@over_clock_changes
def test_10_6_4_overtime_in_any_52_weeks_counts_what_is_before(monday):
    oldest = (monday - timedelta(days=51 * 7)).toordinal()
    before = {"overtime_before": {oldest: 11_900}}
    excess = flips(
        "overtime",
        weeks_with(monday, [100], worker=before),
        weeks_with(monday, [101], worker=before),
    )
    assert (excess.limit, excess.numbers["before_period"]) == (12_000, 11_900)


@over_clock_changes
def test_10_6_4_a_week_52_weeks_ago_counts_no_more(monday):
    older = (monday - timedelta(days=52 * 7)).toordinal()
    oldest = (monday - timedelta(days=51 * 7)).toordinal()
    flips(
        "overtime",
        weeks_with(monday, [1], worker={"overtime_before": {older: 12_000}}),
        weeks_with(monday, [1], worker={"overtime_before": {oldest: 12_000}}),
    )


def test_10_6_4_the_window_rolls_on_inside_the_roster():
    minutes = [250] * 49 + [0] * 4
    assert found("overtime", weeks_with(PLAIN, [250] * 48 + [0] * 5)) == []
    told = [one.numbers["window"] for one in found("overtime", weeks_with(PLAIN, minutes))]
    assert told == ["52_weeks"]


@over_clock_changes
def test_10_6_overtime_that_is_not_accepted(monday):
    no = {"worker": {"accepts": Accepts(10_000, False, True)}}
    assert found("overtime", weeks_with(monday, [0], **no)) == []
    windows = [one.numbers["window"] for one in found("overtime", weeks_with(monday, [1], **no))]
    assert windows == ["week", "52_weeks"]


@over_clock_changes
def test_10_6_10_no_overtime_for_someone_exempt(monday):
    exempt = {"worker": {"overtime_exempt": True}}
    flips("overtime_exempt", weeks_with(monday, [0], **exempt), weeks_with(monday, [1], **exempt))
    assert found("overtime_exempt", weeks_with(monday, [60])) == []


def test_10_5_beyond_an_averaged_plan_overtime_is_what_was_ordered():
    from dataclasses import replace

    averaged = {"averaging": (Averaging(PLAIN.toordinal(), 2),), "overtime_exempt": True}
    plain = weeks_with(PLAIN, [540, 0], worker=averaged, agreements=agreed(averaging_weeks=2))
    assert found("overtime_exempt", plain) == []
    ordered = replace(plain, duties=(*plain.duties[:-1], replace(plain.duties[-1], overtime=True)))
    (excess,) = found("overtime_exempt", ordered)
    assert excess.value == 480
