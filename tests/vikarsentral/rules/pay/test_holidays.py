"""The tariff's holiday windows on the dates of law.md 7.1."""

from datetime import date

import pytest

from vikarsentral.rules.pay.holidays import is_before_holiday, kind_of_day

HOLIDAYS = {
    2026: "0402 0403 0405 0406 0501 0514 0517 0524 0525 1225 1226 0101",
    2027: "0325 0326 0328 0329 0501 0506 0516 0517 1225 1226 0101",
    2028: "0413 0414 0416 0417 0501 0517 0525 0604 0605 1225 1226 0101",
}
HALF = {2026: "0401 0523 1224 1231", 2027: "0324 0515 1224 1231", 2028: "0412 0603 1224 1231"}
EASTER_SATURDAY = {2026: "0404", 2027: "0327", 2028: "0415"}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_each_day_of_the_year_is_what_the_reference_says(year):
    found = {"holiday": set(), "half_day": set(), "easter_saturday": set()}
    for on in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        if (kind := kind_of_day(on)) is not None:
            found[kind].add(date.fromordinal(on).strftime("%m%d"))
    assert found == {
        "holiday": set(HOLIDAYS[year].split()),
        "half_day": set(HALF[year].split()),
        "easter_saturday": set(EASTER_SATURDAY[year].split()),
    }


def test_the_day_before_a_holiday_is_known_over_new_year():
    assert is_before_holiday(date(2026, 12, 31).toordinal())
    assert not is_before_holiday(date(2027, 1, 1).toordinal())
