"""Dated values of the rules that a problem file does not know; same rows as `rules.values`.

Source: aml chapter 10, § 14-3, § 14-12; HTA chapter 1; sector laws as each row names.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vikarsentral.rules.values import (
    AGREED_LIMITS,
    AML,
    PRODUCT,
    VALUES,
    Bound,
    Certainty,
    Value,
)

HEALTH_POLICE = date(2017, 1, 1)
LANGUAGE_WAIVER = date(2026, 8, 1)
HEALTH_HIRE = date(2023, 4, 1)
TARIFF = date(2026, 5, 1)


def _law(
    key: str, number: int, unit: str, source: str, certainty: Certainty = "verified"
) -> Value:
    """Make a value in force since the act of 2005."""
    return Value(key, unit, ((AML, number),), source, certainty)


def _since(key: str, on: date, unit: str, source: str) -> Value:
    """Make a yes that counts from a date, and a no before it."""
    return Value(key, unit, ((AML, 0), (on, 1)), source, "verified")


def _tariff(key: str, number: int, certainty: Certainty) -> Value:
    """Make a full week of the tariff."""
    return Value(key, "minutes", ((TARIFF, number),), "HTA kapittel 1 § 4", certainty)


def _product(key: str, number: int, unit: str, source: str) -> Value:
    """Make a number that the product proposes until the parties agree on one."""
    return Value(key, unit, ((PRODUCT, number),), source, "product")


_AVERAGED = "aml § 10-5 (1), (2)"
_RED = "aml § 10-10"
_NIGHT = "aml § 10-11"

YEAR_VALUES: Mapping[str, Value] = {
    value.id: value
    for value in (
        _law("ordinary_week_day", 2400, "minutes", "aml § 10-4 (1)"),
        _law("ordinary_week_rota_38", 2280, "minutes", "aml § 10-4 (4)"),
        _law("ordinary_week_rota_36", 2160, "minutes", "aml § 10-4 (5)"),
        _law("red_hour_counts_minutes", 70, "minutes", "aml § 10-4 (6)", "from memory"),
        _law("night_hour_counts_minutes", 75, "minutes", "aml § 10-4 (6)", "from memory"),
        _tariff("tariff_week_day", 2250, "from memory"),
        _tariff("tariff_week_rota_38", 2130, "verified"),
        _tariff("tariff_week_rota_36", 2016, "verified"),
        Value(
            "averaging_weeks",
            "weeks",
            ((AML, 1),),
            _AVERAGED,
            "verified",
            "largest",
            {"INDIVIDUAL": Bound(at_most=52), "LOCAL_TV": Bound(at_most=52)},
        ),
        Value(
            "ordinary_week_roof",
            "minutes",
            ((AML, 2880),),
            _AVERAGED,
            "verified",
            "largest",
            {"INDIVIDUAL": Bound(at_most=3000), "LOCAL_TV": Bound(at_most=3240)},
        ),
        Value(
            "day_total_minutes",
            "minutes",
            ((AML, 780),),
            "aml § 10-6 (8), (9)",
            "verified",
            "largest",
            {"LOCAL_TV": Bound(at_most=960)},
        ),
        _law("mean_week_minutes", 2880, "minutes", "aml § 10-5, § 10-6 (8)"),
        _law("mean_weeks", 8, "weeks", "aml § 10-5, § 10-6 (8)"),
        _law("overtime_window_weeks", 52, "weeks", "aml § 10-6 (4)", "derived"),
        _law("overtime_exempt_minutes", 0, "minutes", "aml § 10-6 (10)", "from memory"),
        _law("night_exempt_minutes", 0, "minutes", "aml § 10-2 (2)"),
        _law("least_age_years", 18, "years", "aml kapittel 11", "from memory"),
        _law("notice_days", 14, "days", "aml § 10-3"),
        _product("compensating_rest_days", 14, "days", "aml § 10-8 (3)"),
        _law("break_from_minutes", 330, "minutes", "aml § 10-9"),
        _law("break_least_minutes", 1, "minutes", "aml § 10-9", "derived"),
        _law("break_long_from_minutes", 480, "minutes", "aml § 10-9", "from memory"),
        _law("break_long_minutes", 30, "minutes", "aml § 10-9", "from memory"),
        _law("overtime_break_from_minutes", 120, "minutes", "aml § 10-9", "from memory"),
        _law("overtime_break_minutes", 30, "minutes", "aml § 10-9", "from memory"),
        _law("red_from_hour", 18, "hour", _RED),
        _law("red_eve_from_hour", 15, "hour", _RED),
        _law("red_window_weeks", 26, "weeks", "aml § 10-8 (4)"),
        _law("red_work_health", 1, "yes or no", _RED),
        _law("red_work_kindergarten", 0, "yes or no", _RED, "from memory"),
        _law("red_work_school", 0, "yes or no", _RED, "from memory"),
        _law("red_work_cleaning", 0, "yes or no", _RED, "from memory"),
        _law("night_work_health", 1, "yes or no", _NIGHT),
        _law("night_work_kindergarten", 0, "yes or no", _NIGHT, "from memory"),
        _law("night_work_school", 0, "yes or no", _NIGHT, "from memory"),
        _law("night_work_cleaning", 0, "yes or no", _NIGHT, "from memory"),
        _law("night_average_minutes", 480, "minutes", _NIGHT),
        _law("night_average_weeks", 4, "weeks", _NIGHT, "from memory"),
        _product("night_regular_duties", 4, "duties", _NIGHT),
        _law("night_strain_minutes", 480, "minutes", _NIGHT, "from memory"),
        _since(
            "police_check_health",
            HEALTH_POLICE,
            "yes or no",
            "helse- og omsorgstjenesteloven § 5-4",
        ),
        _law("police_check_kindergarten", 1, "yes or no", "barnehageloven § 30"),
        _law("police_check_school", 1, "yes or no", "opplæringslova kapittel 17"),
        _law("tb_clearance_health", 1, "yes or no", "tuberkuloseforskriften § 3-1"),
        _law("tb_clearance_kindergarten", 1, "yes or no", "tuberkuloseforskriften § 3-1"),
        _law("tb_clearance_school", 1, "yes or no", "tuberkuloseforskriften § 3-1"),
        _law("teacher_last_month", 7, "month", "opplæringslova kapittel 17", "verified older"),
        _law("teacher_last_day", 31, "day", "opplæringslova kapittel 17", "verified older"),
        _since("language_waiver", LANGUAGE_WAIVER, "yes or no", "barnehageloven § 27"),
        Value(
            "agency_vikariat_only",
            "yes or no",
            ((AML, 0), (HEALTH_HIRE, 1)),
            "aml § 14-12 (1)",
            "verified",
        ),
        _law("preference_area_employees", 30, "employees", "aml § 14-3", "from memory"),
        _law("hired_years", 3, "years", "aml § 14-12 (4)", "from memory"),
        _product("nights_in_a_row", 3, "duties", "god turnus"),
        _product("units_per_week", 2, "units", "god turnus"),
        _product("evening_from_hour", 17, "hour", "god turnus"),
        _law("small_children_per_adult", 3, "children", "barnehageloven § 26"),
        _law("large_children_per_adult", 6, "children", "barnehageloven § 26"),
    )
}
"""By id; none of these ids is in `rules.values`."""

ALL_VALUES: Mapping[str, Value] = {**VALUES, **YEAR_VALUES}
"""Every dated value of the rule table."""

YEAR_LIMITS = (
    *AGREED_LIMITS,
    *(value.id for value in YEAR_VALUES.values() if value.loosest is not None),
)
"""Names of every limit that an agreement may set for a year of work."""
