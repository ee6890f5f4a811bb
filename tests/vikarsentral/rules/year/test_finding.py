"""Findings hold limit, value, excess and the duties of the thing judged."""

import numpy as np

from tests.vikarsentral.rules.year.one import PLAIN, daily, roster
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.finding import each_duty, each_week, no_numbers

COLUMNS = Columns(roster(PLAIN, *daily(PLAIN, [60, 120]), weeks=2), ALL_VALUES)


def test_each_duty_over_its_limit_is_told_alone():
    limit, value = np.array([60, 60]), np.array([60, 61])
    (told,) = each_duty(COLUMNS, "age", limit, value, value - limit)
    assert (told.person, told.excess.needs) == ("anna", (COLUMNS.duties[1].id,))
    assert (told.excess.limit, told.excess.value, told.excess.over) == (60, 61, 1)
    assert set(told.excess.numbers) == {"start", "end"}


def test_each_window_over_its_limit_is_told_with_the_duties_that_start_in_it():
    limit, value = np.array([[10, 10]]), np.array([[12, 10]])
    (told,) = each_week(COLUMNS, "week_minutes", limit, value, 1)
    assert told.excess.thing == ("week", 0)
    assert told.excess.over == 2
    assert len(told.excess.needs) == 2
    assert no_numbers(1, 2) == {}
