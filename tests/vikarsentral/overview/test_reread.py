"""A changed value lists the live shifts that read differently from its date on, and no other."""

from dataclasses import replace
from datetime import date

from vikarsentral.overview.reread import read_again
from vikarsentral.rules.values_year import ALL_VALUES

SINCE = date(2027, 1, 13)


def changed(key, number):
    value = ALL_VALUES[key]
    return {**ALL_VALUES, key: replace(value, dated=(*value.dated, (SINCE, number)))}


def test_shifts_that_become_unlawful_are_listed_from_the_date(village):
    anna = village.person()
    village.shift(anna, "2027-01-11T07:30", hours=12.5)
    later = village.shift(anna, "2027-01-13T07:30", hours=12.5)
    village.shift(anna, "2027-01-15T07:30")
    found = read_again(village.session, ALL_VALUES, changed("daily_rest", 720), SINCE)
    assert [(one.shift_id, one.rule, one.becomes_lawful) for one in found] == [
        (later.id, "daily_rest", False)
    ]
    assert (found[0].person, found[0].unit) == (anna.name, "Solvang")
    assert "12 timer og 30 minutter" in found[0].text["nb"]


def test_shifts_that_become_lawful_are_listed_too(village):
    anna = village.person()
    long = village.shift(anna, "2027-01-14T07:30", hours=13.5)
    found = read_again(village.session, ALL_VALUES, changed("daily_rest", 600), SINCE)
    assert [(one.shift_id, one.rule, one.becomes_lawful) for one in found] == [
        (long.id, "daily_rest", True)
    ]


def test_nothing_is_listed_when_nothing_reads_differently(village):
    assert read_again(village.session, ALL_VALUES, changed("daily_rest", 720), SINCE) == []
    village.shift(village.person(), "2027-01-14T07:30", hours=7)
    assert read_again(village.session, ALL_VALUES, changed("daily_rest", 720), SINCE) == []
