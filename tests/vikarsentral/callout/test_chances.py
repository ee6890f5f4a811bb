"""The fewest who reach the wanted chance are asked, and have time that fits what is left."""

from datetime import UTC, datetime, timedelta

import pytest

from vikarsentral.callout import chances
from vikarsentral.tables import CalloutStage

NOW = datetime(2027, 1, 4, 5, 10, tzinfo=UTC)
FRIDAY_EVENING = datetime(2027, 1, 8, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize("stage", CalloutStage)
@pytest.mark.parametrize("hours", [-2, 0, 1, 5, 24, 100])
def test_those_asked_reach_the_wanted_chance_and_one_fewer_would_not(stage, hours):
    starts = NOW + timedelta(hours=hours)
    number = chances.how_many(stage, starts, NOW)
    none_says_yes = 1 - chances.share(stage, starts, NOW)
    assert 1 <= number <= chances.MOST_IN_A_WAVE
    if number < chances.MOST_IN_A_WAVE:
        assert 1 - none_says_yes**number >= chances.WANTED
    if number > 1:
        assert 1 - none_says_yes ** (number - 1) < chances.WANTED


def test_on_an_evening_before_a_day_off_fewer_say_yes():
    monday = FRIDAY_EVENING - timedelta(days=4)
    early = monday - timedelta(days=3)
    assert chances.share(CalloutStage.HOURLY, FRIDAY_EVENING, early) == pytest.approx(
        0.7 * chances.share(CalloutStage.HOURLY, monday, early)
    )


@pytest.mark.parametrize(
    ("left", "minutes"),
    [
        (timedelta(hours=-1), 5),
        (timedelta(minutes=119), 5),
        (timedelta(hours=2), 20),
        (timedelta(hours=12), 120),
        (timedelta(hours=48), 720),
    ],
)
def test_the_window_grows_with_the_time_left(left, minutes):
    starts = NOW + left
    until = chances.window(starts, starts + timedelta(hours=8), NOW)
    assert until - NOW == timedelta(minutes=minutes)


def test_the_window_never_passes_the_end_of_the_shift():
    ends = NOW + timedelta(minutes=3)
    assert chances.window(NOW - timedelta(hours=7), ends, NOW) == ends


@pytest.mark.parametrize(
    ("left", "waves", "minutes"),
    [(80, 1, 30), (80, 4, 20), (80, 16, 5), (80, 40, 5), (-10, 1, 5), (600, 1, 60), (600, 20, 30)],
)
def test_where_few_are_left_they_have_longer(left, waves, minutes):
    starts = NOW + timedelta(minutes=left)
    until = chances.window(starts, starts + timedelta(hours=8), NOW, waves)
    assert until - NOW == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("left", "waves", "minutes"), [(30, 1, 29), (4, 1, 3), (3, 1, 2), (2, 1, 5), (40, 1, 30)]
)
def test_who_said_yes_is_told_before_the_shift_begins(left, waves, minutes):
    starts = NOW + timedelta(minutes=left)
    until = chances.window(starts, starts + timedelta(hours=8), NOW, waves)
    assert until - NOW == timedelta(minutes=minutes)


def test_waves_are_counted_group_by_group():
    starts = NOW + timedelta(minutes=80)
    hourly = chances.how_many(CalloutStage.HOURLY, starts, NOW)
    sizes = {CalloutStage.POOL: 3, CalloutStage.HOURLY: hourly + 1, CalloutStage.OVERTIME: 0}
    assert chances.waves_of(sizes, starts, NOW) == 3 + 2
