"""Times of day and days as people write them on a request."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from web.orderfields import clock, days_told, times


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("07:30", time(7, 30)),
        (" 7.30 ", time(7, 30)),
        ("24:00", None),
        ("", None),
        ("halv åtte", None),
        ("07:30:10", None),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(told, read):
    assert clock(told) == read


def test_days_come_in_order_each_once_and_one_that_is_none_stops_all():
    first, second = date(2027, 1, 5), date(2027, 1, 6)
    assert days_told(["2027-01-06", "2027-01-05", "2027-01-06"]) == [first, second]
    assert days_told(["2027-01-06", "x"]) == []
    assert days_told([]) == []


def test_times_of_the_autumn_night_are_instants_that_compare(one_app):
    form = {"starts": "02:15", "omgang-starts": "2", "ends": "02:45", "omgang-ends": "1"}
    view = SimpleNamespace(starts_at=datetime(2027, 10, 31, 12, tzinfo=UTC))
    with one_app.test_request_context(method="POST", data=form):
        starts_at, ends_at = times(view)
    assert starts_at == datetime(2027, 10, 31, 1, 15, tzinfo=UTC)
    assert ends_at < starts_at
