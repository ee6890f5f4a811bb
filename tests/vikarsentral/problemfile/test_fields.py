"""Single fields: instants with any offset, whole numbers, dates."""

import pytest

from tests.builders import iso
from vikarsentral.problemfile.fields import BadTime, Fields, minutes_of
from vikarsentral.problemfile.text import Faults, NotWhole


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T01:00+01:00", 0),
        ("1970-01-01T00:00:00.000Z", 0),
        ("1969-12-31T23:30:00-01:00", 30),
        ("2027-01-04T07:30:00+01:00", 29984070),
        ("2027-01-04T08:30:00+0200", 29984070),
        ("2027-01-04T06:30:00-00", 29984070),
        ("9999-12-31T23:59:00-23:59", 4223373118),
    ],
)
def test_an_instant_is_an_instant_whatever_its_offset(text, minutes):
    assert minutes_of(text) == minutes


def test_the_hour_that_comes_twice_is_told_apart_by_its_offset():
    assert minutes_of("2027-10-31T02:30:00+01:00") - minutes_of("2027-10-31T02:30:00+02:00") == 60
    assert iso("2027-10-31 02:30") == "2027-10-31T02:30:00+02:00"


@pytest.mark.parametrize(
    "text",
    [
        "2027-01-04T07:30:00",
        "2027-01-04 07:30:00+01:00",
        "2027-01-04",
        "2027-01-04T07:30:30+01:00",
        "2027-01-04T07:30:00.5+01:00",
        "2027-02-29T07:30:00+01:00",
        "2027-01-04T24:00:00+01:00",
        "2027-01-04T07:60:00+01:00",
        "2027-01-04T07:30:00+24:00",
        "2027-01-04T07:30:00+01:60",
        "20270104T073000+0100",
        "2027-W01-1T07:30:00+01:00",
        "2027-01-04T07:30:00+01:00 ",
        "2027-01-04T07:30:00+01:00\n",
        "٢٠٢٧-01-04T07:30:00+01:00",
        "",
    ],
)
def test_what_is_no_whole_minute_with_an_offset_is_refused(text):
    with pytest.raises(BadTime):
        minutes_of(text)


@pytest.mark.parametrize(
    ("value", "fine"),
    [(5, True), (6, True), (4, False), (7, False), (True, False), ("5", False), (None, False)],
)
def test_whole_numbers_keep_to_their_range_and_a_boolean_is_none(value, fine):
    faults = Faults()
    assert Fields(faults).whole(value, ("x",), 5, 6) == (value if fine else 5)
    assert len(faults) == (not fine)


def test_a_number_with_a_fraction_is_no_whole_number():
    faults = Faults()
    Fields(faults).whole(NotWhole("5.0"), ("x",), 5, 6)
    assert len(faults) == 1


@pytest.mark.parametrize("text", ["2027-1-4", "2027-02-30", "04.01.2027", "", None, 20270104])
def test_dates_are_written_in_full(text):
    faults = Faults()
    assert Fields(faults).day(text, ("x",)) is None
    assert len(faults) == 1


def test_ids_of_a_list_differ_and_are_known():
    faults = Faults()
    assert Fields(faults).ids(["a", "b"], ("x",), {"a", "b"}, "en enhet") == ("a", "b")
    assert not faults
    Fields(faults).ids(["a", "a", "c", 1, ""], ("x",), {"a"}, "en enhet")
    assert len(faults) == 4


def test_a_flag_is_true_or_false_and_nothing_else():
    faults = Faults()
    assert Fields(faults).flag(True, ("x",)) is True
    assert not faults
    assert Fields(faults).flag(1, ("x",)) is False
    assert len(faults) == 1
