"""A time on the wall in the spring gap or the autumn fold is asked about, never guessed."""

from datetime import UTC, datetime, timedelta

import pytest

from vikarsentral.errors import BadInput
from vikarsentral.rules.oslo import OSLO
from vikarsentral.rules.wall import readings, the_reading


@pytest.mark.parametrize(
    ("wall", "count"),
    [
        ("2027-03-28T01:59", 1),
        ("2027-03-28T02:00", 0),
        ("2027-03-28T02:59", 0),
        ("2027-03-28T03:00", 1),
        ("2027-10-31T01:59", 1),
        ("2027-10-31T02:00", 2),
        ("2027-10-31T02:59", 2),
        ("2027-10-31T03:00", 1),
        ("2027-01-04T07:30", 1),
    ],
)
def test_readings_on_both_sides_of_both_changes(wall, count):
    told = datetime.fromisoformat(wall)
    found = readings(told)
    assert len(found) == count
    assert list(found) == sorted(found)
    for at in found:
        assert at.tzinfo is UTC
        assert at.astimezone(OSLO).replace(tzinfo=None, fold=0) == told


def test_the_fold_of_what_is_given_changes_nothing():
    told = datetime.fromisoformat("2027-10-31T02:30")
    assert readings(told.replace(fold=1)) == readings(told)
    first, second = readings(told)
    assert second - first == timedelta(hours=1)


def test_one_reading_is_given_and_any_other_number_is_asked_about():
    assert the_reading("start", datetime.fromisoformat("2027-01-04T07:30")) == datetime(
        2027, 1, 4, 6, 30, tzinfo=UTC
    )
    with pytest.raises(BadInput) as gap:
        the_reading("start", datetime.fromisoformat("2027-03-28T02:30"))
    assert str(gap.value) == (
        "start: 28.03.2027 kl. 02.30 finnes ikke: klokken stilles fram;"
        " en tid før 02.00 eller fra 03.00, som 03.30"
    )
    with pytest.raises(BadInput) as fold:
        the_reading("start", datetime.fromisoformat("2027-10-31T02:30"))
    assert str(fold.value).endswith("; 2027-10-31T02:30:00+02:00 eller 2027-10-31T02:30:00+01:00")
