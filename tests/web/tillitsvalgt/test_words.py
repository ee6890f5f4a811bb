import pytest

from vikarsentral.errors import Fault
from web.tillitsvalgt.words import hours_of, minutes_of, worded


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("8", 480),
        (" 8,5 ", 510),
        ("8.25", 495),
        ("8:30", 510),
        ("0", 0),
        ("8,33", None),
        ("8:60", None),
        ("otte", None),
        ("-1", None),
        ("1e3", None),
        ("٨", None),
        ("", None),
        ("123456", None),
    ],
)
def test_hours_are_read_as_people_write_them(told, minutes):
    assert minutes_of(told) == minutes


@pytest.mark.parametrize("minutes", [0, 1, 480, 510, 18_000])
def test_written_hours_are_read_again(minutes):
    assert minutes_of(hours_of(minutes)) == minutes


def test_fault_without_a_code_is_told_as_it_is():
    assert worded(Fault("a", "b", "c")) == "a: b; c"
