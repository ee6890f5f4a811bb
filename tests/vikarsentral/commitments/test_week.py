"""A shift counts in the Monday week, in Oslo, that it starts in."""

from datetime import date

import pytest

from vikarsentral.commitments.week import span_of, week_of


@pytest.mark.parametrize(
    ("start", "week"),
    [("2027-01-17T23:59", date(2027, 1, 11)), ("2027-01-18T00:00", date(2027, 1, 18))],
)
def test_sunday_night_belongs_to_the_week_before(village, start, week):
    person = village.person()
    assert week_of(village.shift(person, start)) == (person.id, week)


def test_the_span_ends_on_the_monday_after_the_last_week():
    weeks = [(1, date(2027, 1, 18)), (2, date(2027, 1, 11))]
    assert span_of(weeks) == (date(2027, 1, 11), date(2027, 1, 25))
