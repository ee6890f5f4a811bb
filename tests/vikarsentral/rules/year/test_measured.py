"""What rules share: nights over clock changes, time in spans, averaging and overtime."""

from tests.vikarsentral.rules.year.one import (
    AUTUMN,
    PLAIN,
    SPRING,
    agreed,
    at,
    daily,
    duty,
    roster,
)
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year import Averaging
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.measured import Measured, covered


def measured(*told, **facts):
    """Return what is measured of a roster."""
    return Measured(Columns(roster(*told, **facts), ALL_VALUES))


def test_a_night_over_the_change_is_an_hour_longer_or_shorter():
    for monday, minutes in ((PLAIN, 540), (SPRING, 480), (AUTUMN, 600)):
        start = at(monday, "20:00", 5)
        whole = duty(start, at(monday, "07:00", 6) - start)
        assert measured(monday, whole).night.tolist() == [minutes]


def test_minutes_in_spans_are_counted_once():
    one = duty(at(PLAIN, "08:00"), 600)
    columns = Columns(roster(PLAIN, one), ALL_VALUES)
    spans = [(one.start - 100, one.start + 10), (one.start + 20, one.start + 30)]
    assert covered(columns, [*spans, (one.end - 5, one.end + 50)]).tolist() == [25]
    assert covered(columns, [(one.end, one.end + 1)]).tolist() == [0]
    assert covered(columns, []).tolist() == [0]


def test_an_averaging_period_is_open_when_every_duty_in_it_is_under_an_agreement():
    worker = {"averaging": (Averaging(PLAIN.toordinal(), 2),)}
    days = daily(PLAIN, [540])
    opened = measured(PLAIN, *days, weeks=3, worker=worker, agreements=agreed(averaging_weeks=2))
    assert opened.averaged.tolist() == [[True, True, False]]
    short = measured(PLAIN, *days, weeks=3, worker=worker, agreements=agreed(averaging_weeks=1))
    assert short.blocks == []
    assert short.averaged.tolist() == [[False, False, False]]


def test_a_period_that_goes_on_after_the_roster_is_not_whole():
    worker = {"averaging": (Averaging(PLAIN.toordinal() - 7, 4),)}
    (block,) = measured(PLAIN, weeks=2, worker=worker).blocks
    assert (block.weeks, block.whole) == (range(2), False)


def test_overtime_is_the_larger_of_week_and_day():
    told = measured(PLAIN, *daily(PLAIN, [600, 600, 600]))
    assert told.above_day.tolist() == [[180]]
    assert told.overtime.tolist() == [[180]]
    assert told.ordinary.tolist() == [[1620]]
