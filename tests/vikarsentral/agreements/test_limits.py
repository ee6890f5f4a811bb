"""Every limit is held to the bound of its level, on both sides of the edge."""

import pytest

from vikarsentral.agreements import AgreementKind, AgreementLevel, allowed, limit_faults

WORK = AgreementKind.WORKING_TIME
TV, ALONE = AgreementLevel.LOCAL_TV, AgreementLevel.INDIVIDUAL


def codes(level, **limits):
    return [(one.where, one.code) for one in limit_faults(WORK, level, limits)]


@pytest.mark.parametrize(
    ("level", "name", "edge", "beyond"),
    [
        (TV, "daily_rest", 480, 479),
        (TV, "weekly_rest", 1680, 1679),
        (TV, "day_minutes", 750, 751),
        (TV, "week_minutes", 4140, 4141),
        (TV, "overtime_week", 1200, 1201),
        (TV, "overtime_4_weeks", 3000, 3001),
        (TV, "overtime_52_weeks", 18000, 18001),
        (ALONE, "day_minutes", 600, 601),
        (ALONE, "week_minutes", 3600, 3601),
        (TV, "daily_rest", 1440, 1441),
        (TV, "weekly_rest", 10080, 10081),
    ],
)
def test_aml_10_5_10_6_10_8_bounds_hold_to_the_minute(level, name, edge, beyond):
    assert codes(level, **{name: edge}) == []
    assert codes(level, **{name: beyond}) == [(f"limits.{name}", "outside_bound")]


@pytest.mark.parametrize("name", ["daily_rest", "weekly_rest", "overtime_week", "travel"])
def test_one_employee_alone_cannot_agree_on_rest_or_overtime(name):
    assert codes(ALONE, **{name: 600}) == [(f"limits.{name}", "unknown_limit")]


@pytest.mark.parametrize("value", ["480", 480.0, True, None, -1])
def test_a_limit_is_whole_minutes(value):
    assert codes(TV, daily_rest=value) == [("limits.daily_rest", "outside_bound")]


def test_aml_10_8_4_red_days_are_each_or_average():
    assert codes(ALONE, red_days="average") == codes(TV, red_days="each") == []
    assert codes(TV, red_days="never") == [("limits.red_days", "not_a_choice")]


def test_every_row_is_told_at_once_with_what_is_allowed():
    found = limit_faults(WORK, TV, {"daily_rest": 1, "sauna": 2})
    assert [one.where for one in found] == ["limits.daily_rest", "limits.sauna"]
    assert "480 to 1440 minutes" in str(found[0])
    assert "daily_rest" in found[1].allowed


def test_agreement_without_a_limit_is_none():
    assert codes(TV) == [("limits", "no_limit")]


def test_aml_14_12_agreement_on_hire_sets_no_limits():
    assert limit_faults(AgreementKind.HIRE, TV, {}) == []
    assert [one.code for one in limit_faults(AgreementKind.HIRE, TV, {"daily_rest": 480})] == [
        "unknown_limit"
    ]


def test_form_is_told_bounds_and_the_laws_own_value():
    row = allowed(TV)["daily_rest"]
    assert (row.at_least, row.at_most, row.unagreed) == (480, 1440, 660)
    assert "10-8" in row.source
