"""Days week after week, counted on the Oslo calendar."""

from datetime import date, time, timedelta

import pytest

from tests.vikarsentral.administration.rota.conftest import FIRST
from vikarsentral.administration.rota import MOST_DAYS, RotaWish, repeated
from vikarsentral.errors import BadInput


def test_each_second_week_from_the_middle_of_the_first():
    days = repeated(FIRST + timedelta(days=2), [0, 2, 4], 2, FIRST + timedelta(days=16))
    ahead = [(day - FIRST).days for day in days]
    assert ahead == [2, 4, 14, 16]


@pytest.mark.parametrize(
    ("weekdays", "every", "until", "where"),
    [
        ([0], 0, FIRST, "every"),
        ([0], 13, FIRST, "every"),
        ([], 1, FIRST, "weekdays"),
        ([1], 1, FIRST, "weekdays"),
        (range(7), 1, FIRST + timedelta(days=MOST_DAYS), "weekdays"),
        ([0], 1, FIRST - timedelta(days=1), "until"),
        ([0], 1, FIRST + timedelta(weeks=53), "until"),
    ],
)
def test_what_cannot_be_repeated_is_told(weekdays, every, until, where):
    with pytest.raises(BadInput) as refused:
        repeated(FIRST, weekdays, every, until)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_a_night_ends_the_day_after_also_where_the_clock_changes():
    saturday = date(2027, 3, 27)
    (span,) = RotaWish(1, (saturday,), time(21, 45), time(7, 30)).spans()
    assert span[1] - span[0] == timedelta(hours=8, minutes=45)
