"""Rows of rota count in minutes, and are told on the Oslo clock."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import at
from vikarsentral.importing.told import clock_of, fits, instant_of, iso_of, minute_of, when


def test_minutes_and_instants_are_the_same_time():
    start, end = at("2027-03-28T01:30"), at("2027-03-28T03:30")
    assert minute_of(end) - minute_of(start) == 60
    assert instant_of(minute_of(start)) == start
    assert iso_of(minute_of(start)) == "2027-03-28T00:30:00+00:00"


def test_a_stretch_is_told_with_its_day_and_the_clock_of_its_end():
    start, end = minute_of(at("2027-06-11T21:45")), minute_of(at("2027-06-12T07:30"))
    assert when(start, end) == "11.06.2027 21:45–07:30"
    assert clock_of(end) == "07:30"


@pytest.mark.parametrize(
    ("start", "hours", "is_so"),
    [
        ("2027-01-11T07:30", 7.5, True),
        ("2027-01-11T00:00", 24, True),
        ("2027-01-11T07:30", 24, False),
        ("2027-01-11T07:30", 25, False),
    ],
)
def test_a_day_is_the_longest_that_one_row_tells(start, hours, is_so):
    assert fits(at(start), at(start) + timedelta(hours=hours)) is is_so
