"""Rows name the pay by what the minutes are; each can be redone with pen and paper."""

from tests.vikarsentral.exporting.payroll.conftest import NOW
from vikarsentral.exporting.payroll import PAY_TYPES
from vikarsentral.exporting.payroll.rows import priced_shifts, rows_of
from vikarsentral.rules.pay import rounded

HOUR_ORE = 29_545


def rows(easter, about):
    return rows_of(easter.session, priced_shifts(easter.session, about, now=NOW))


def of(found, number, kind):
    return [row for row in found if row.employee_no == number and row.kind == kind]


def test_every_kind_has_a_pay_type_and_every_amount_is_minutes_times_rate(easter, about):
    for row in rows(easter, about):
        assert row.kind in PAY_TYPES
        assert row.amount_ore == rounded(row.minutes * row.rate_ore, 60)


def test_hta_5_3_wednesday_from_twelve_thursday_and_friday_are_holidays(easter, about):
    holiday = of(rows(easter, about), "10010", "holiday")
    assert {f"{row.starts_at:%d}" for row in holiday} == {"24", "25", "26"}
    assert sum(row.minutes for row in holiday) == 156 + 2 * 426
    assert {row.rate_ore for row in holiday} == {rounded(HOUR_ORE * 4, 3)}


def test_fixed_is_what_the_monthly_pay_covers_and_no_more(easter, about):
    found = rows(easter, about)
    assert sum(row.minutes for row in of(found, "10010", "fixed")) == 5 * 426
    assert sum(row.minutes for row in of(found, "10011", "fixed")) == 449
    assert sum(row.minutes for row in of(found, "10011", "merarbeid")) == 420 + 420 - 449
    assert of(found, "10012", "fixed") == []


def test_night_of_the_clock_change_is_paid_for_eight_hours(easter, about):
    night = [
        row
        for row in of(rows(easter, about), "10012", "hourly")
        if f"{row.starts_at:%d}" in ("27", "28")
    ]
    assert sum(row.minutes for row in night) == 9 * 60
