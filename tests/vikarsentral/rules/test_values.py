"""Dated values: the one in force on a date, and the bounds of agreements."""

from datetime import date

from vikarsentral.rules import values
from vikarsentral.rules.values import AGREED_LIMITS, VALUES, Value, default_weight, value_on


def test_the_value_in_force_changes_on_its_date(monkeypatch):
    changed = Value(
        "daily_rest",
        "minutes",
        ((date(2006, 1, 1), 660), (date(2030, 1, 1), 720)),
        "aml § 10-8 (1)",
        "verified",
    )
    monkeypatch.setattr(values, "VALUES", {"daily_rest": changed})
    value_on.cache_clear()
    try:
        days = [date(1990, 1, 1), date(2029, 12, 31), date(2030, 1, 1), date(2031, 5, 5)]
        found = [value_on("daily_rest", day.toordinal()) for day in days]
    finally:
        value_on.cache_clear()
    assert found == [660, 660, 720, 720]


def test_the_limits_that_may_be_agreed_are_the_contracts():
    assert (
        *("daily_rest", "weekly_rest", "day_minutes", "week_minutes"),
        *("overtime_week", "overtime_4_weeks", "overtime_52_weeks"),
    ) == AGREED_LIMITS
    assert all(VALUES[name].bounds for name in AGREED_LIMITS)


def test_each_value_has_source_and_is_oldest_first():
    for key, value in VALUES.items():
        assert value.id == key
        assert value.source
        assert list(value.dated) == sorted(value.dated)


def test_default_weights_are_the_contracts():
    assert [default_weight(f"open_{priority}") for priority in (1, 2, 3)] == [8000, 5000, 3500]
    assert default_weight("change_ore") == 25000
