"""Times of day and days as people write them on a request."""

from datetime import date, time

import pytest

from web.orderfields import clock, days_told


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
