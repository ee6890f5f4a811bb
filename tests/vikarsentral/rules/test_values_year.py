"""The values of the year: ids of their own, sources, and the dates they change."""

from datetime import date

import pytest

from vikarsentral.rules.values import AGREED_LIMITS, VALUES
from vikarsentral.rules.values_year import ALL_VALUES, YEAR_LIMITS, YEAR_VALUES


def test_ids_are_not_those_of_the_problem_file():
    assert set(YEAR_VALUES) & set(VALUES) == set()
    assert set(ALL_VALUES) == set(VALUES) | set(YEAR_VALUES)


@pytest.mark.parametrize("value", YEAR_VALUES.values(), ids=lambda value: value.id)
def test_each_value_has_source_level_and_dates_in_order(value):
    assert value.source
    assert value.level in {"law", "tariff", "product"}
    assert list(value.dated) == sorted(value.dated)
    assert (value.loosest is None) == (not value.bounds)


def test_limits_of_the_year_come_after_those_of_the_file():
    assert YEAR_LIMITS[: len(AGREED_LIMITS)] == AGREED_LIMITS
    assert set(YEAR_LIMITS) - set(AGREED_LIMITS) == {
        *("averaging_weeks", "ordinary_week_roof", "day_total_minutes")
    }


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("police_check_health", date(2017, 1, 1)),
        ("language_waiver", date(2026, 8, 1)),
        ("agency_vikariat_only", date(2023, 4, 1)),
    ],
)
def test_a_yes_counts_from_its_date(key, day):
    on = day.toordinal()
    assert [ALL_VALUES[key].on(each) for each in (on - 1, on)] == [0, 1]
