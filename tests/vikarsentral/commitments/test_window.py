from datetime import date, timedelta

import pytest

from tests.vikarsentral.village import at
from vikarsentral.commitments.window import midnight, monday, window_around, window_of
from vikarsentral.errors import BadInput


def test_window_has_two_weeks_before_and_one_after():
    window = window_of(date(2027, 1, 11), 4)
    assert window.starts_at == at("2027-01-11T00:00")
    assert window.ends_at == at("2027-02-08T00:00")
    assert window.judged_from == at("2026-12-28T00:00")
    assert window.judged_to == at("2027-02-15T00:00")


def test_weeks_with_clock_changes_are_an_hour_off():
    spring, autumn = window_of(date(2027, 3, 22), 1), window_of(date(2027, 10, 25), 1)
    assert spring.ends_at - spring.starts_at == timedelta(hours=167)
    assert autumn.ends_at - autumn.starts_at == timedelta(hours=169)


def test_all_faults_are_told_at_once():
    with pytest.raises(BadInput) as refused:
        window_of(date(2027, 1, 12), 54)
    assert [fault.where for fault in refused.value.faults] == ["first_on", "weeks"]


@pytest.mark.parametrize("start", ["2027-01-11T00:00", "2027-01-17T23:59"])
def test_window_around_holds_every_four_weeks_that_hold_the_instant(start):
    window = window_around(at(start))
    assert (window.first_on, window.end_on) == (date(2027, 1, 4), date(2027, 2, 1))
    week = at("2027-01-11T00:00")
    assert window.judged_from <= week - timedelta(weeks=3)
    assert window.judged_to >= week + timedelta(weeks=4)


def test_monday_and_midnight_are_oslo():
    assert monday(date(2027, 1, 17)) == date(2027, 1, 11)
    assert midnight(date(2027, 7, 1)).hour == 22
