"""Changes between tables and inside one, with their dates."""

from dataclasses import replace
from datetime import date

from vikarsentral.rules.changes import Change, changes_between, changes_in, frozen
from vikarsentral.rules.values_year import ALL_VALUES

REST = ALL_VALUES["daily_rest"]
NEW = date(2028, 1, 1)


def with_rest(*dated):
    return {**ALL_VALUES, "daily_rest": replace(REST, dated=(*REST.dated, *dated))}


def test_a_table_differs_from_another_from_a_date():
    assert changes_between(ALL_VALUES, ALL_VALUES) == []
    assert changes_between(ALL_VALUES, with_rest((NEW, 720))) == [
        Change("daily_rest", NEW, 660, 720)
    ]


def test_each_date_on_which_the_difference_changes_is_told_once():
    later = date(2029, 1, 1)
    told = changes_between(ALL_VALUES, with_rest((NEW, 720), (later, 660)))
    assert told == [Change("daily_rest", NEW, 660, 720)]
    told = changes_between(ALL_VALUES, with_rest((NEW, 720), (later, 700)))
    assert [(one.since, one.after) for one in told] == [(NEW, 720), (later, 700)]


def test_changes_inside_a_table_are_those_after_a_date():
    waiver = date(2026, 8, 1)
    assert changes_in(ALL_VALUES, date(2026, 7, 31)) == [Change("language_waiver", waiver, 0, 1)]
    assert changes_in(ALL_VALUES, waiver) == []


def test_a_frozen_table_has_no_change_from_the_date_on():
    table = with_rest((NEW, 720))
    on = NEW.toordinal()
    assert frozen(table, NEW)["daily_rest"].on(on) == 660
    assert frozen(table, date(2028, 1, 2))["daily_rest"].on(on) == 720
    assert frozen(table, date(1990, 1, 1))["daily_rest"].on(on) == 660
