"""What stands beside a sum: dates and times in the receipt, and in words in each language."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.rules.year.one import PLAIN, SPRING, at, daily, duty, held, roster
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year import check_year, finding_receipt
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.told import (
    above_in,
    asked_since,
    dates_of,
    held_dates,
    windows_met,
    work_in,
)

SUNDAY = 6
DUE = "mandag 11. januar 2027"


def receipt(rule, *duties, monday=PLAIN, **facts):
    """Return the one receipt of a rule."""
    (found,) = check_year(roster(monday, *duties, **facts), rules={rule}).findings
    return finding_receipt(found)


def one(unit="ward", **facts):
    """Return a duty of five hours on a Monday morning."""
    return duty(at(PLAIN, "08:00"), 300, unit=unit, **facts)


def test_a_yes_of_the_law_is_dated_from_when_it_is_asked():
    assert asked_since(ALL_VALUES["police_check_health"]) == "2017-01-01"
    assert asked_since(ALL_VALUES["police_check_school"]) is None


def test_dates_of_a_duty_and_of_what_is_held():
    columns = Columns(roster(PLAIN, duty(at(PLAIN, "22:00"), 480)), ALL_VALUES)
    assert dates_of(columns, 0) == {"first_on": "2027-01-11", "last_on": "2027-01-12"}
    assert held_dates(held(None, PLAIN)) == [None, "2027-01-11"]


def test_windows_are_told_whole_over_the_short_night():
    night = duty(at(SPRING, "23:00", SUNDAY - 1), 120)
    columns = Columns(roster(SPRING, night), ALL_VALUES)
    assert windows_met(columns, 0, Measured(columns).nights) == [
        ("2028-03-25T21:00:00+01:00", "2028-03-26T06:00:00+02:00")
    ]


def test_work_of_a_week_and_what_is_above_the_day():
    columns = Columns(roster(PLAIN, *daily(PLAIN, [600, 0, 300]), weeks=2), ALL_VALUES)
    assert work_in(columns, 0, 0) == [600, 300]
    assert work_in(columns, 0, 1) == []
    assert above_in(columns, Measured(columns), 0, 0) == [[600, 540]]


@pytest.mark.parametrize(
    ("rule", "unit", "worker", "told"),
    [
        ("police_check", "ward", {"police_checks": {"health": 1}}, "Attesten ble sett"),
        ("tb_clearance", "ward", {"tb_required": True, "tb_cleared_on": 1}, "Klareringen er"),
        ("language", "nursery", {"language_shown_on": 1}, "Språkkravet ble vist"),
        ("teacher", "school", {"teacher_from": 1}, "Kravet ble oppfylt"),
    ],
)
def test_a_proof_that_came_a_day_late_is_told_with_its_date(rule, unit, worker, told):
    day_after = (PLAIN + timedelta(days=1)).toordinal()
    late = {
        name: {"health": day_after} if name == "police_checks" else day_after
        for name in worker.keys() - {"tb_required"}
    }
    of = receipt(rule, one(unit, teaching=rule == "teacher"), worker={**worker, **late})
    assert f"{told} " in of.text["nb"]
    assert f"tirsdag 12. januar 2027, og vakten begynner {DUE}." in of.text["nb"]
    none = receipt(rule, one(unit, teaching=rule == "teacher"), worker={"tb_required": True})
    assert told not in none.text["nb"]


def test_a_temporary_post_a_waiver_and_a_dispensation_are_told_with_their_dates():
    ended = {"teaching_since": date(2026, 7, 1).toordinal()}
    told = receipt("teacher", one("school", teaching=True), worker=ended).text["en"]
    assert "The temporary post began on Wednesday 1 July 2026" in told
    july = date(2026, 7, 27)
    early = duty(at(july, "08:00"), 300, unit="nursery")
    told = receipt("language", early, monday=july, worker={"language_waived": True}).text["nn"]
    assert "Lova lèt kravet bli fråvike frå laurdag 1. august 2026" in told
    spans = (held(None, date(2027, 1, 10)), held(date(2027, 1, 12)))
    pedagogue = one("nursery", pedagogue=True)
    told = receipt("pedagogue", pedagogue, worker={"pedagogue": spans}).text["nb"]
    assert "registrert til og med søndag 10. januar 2027, og vakten varer til" in told
    assert f"registrert fra tirsdag 12. januar 2027, og vakten begynner {DUE}." in told


def test_the_night_and_the_red_window_are_told_by_their_ends():
    late = duty(at(PLAIN, "20:00"), 120, unit="school")
    told = receipt("night_work", late).text["nb"]
    assert "Natten er fra mandag 11. januar 2027 klokken 21.00 til tirsdag" in told
    red = duty(at(PLAIN, "12:00", SUNDAY), 120, unit="school")
    told = receipt("red_window", red).text["en"]
    assert (
        "The Sunday and holiday time is from Saturday 16 January 2027 at 18:00 to Sunday" in told
    )


def test_a_week_is_told_duty_by_duty_and_eight_weeks_week_by_week():
    week = daily(PLAIN, [600] * 5)
    told = receipt("week_minutes", *week).text["nb"]
    assert "Vakt for vakt er arbeidet 10 timer + 10 timer + 10 timer" in told
    long = [one for weeks in range(8) for one in daily(PLAIN + timedelta(weeks=weeks), [730] * 4)]
    told = receipt("eight_weeks", *long, weeks=8).text["nb"]
    assert "Uke for uke er det 48 timer og 40 minutter + 48 timer" in told
