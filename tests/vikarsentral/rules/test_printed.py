"""The printed table: order, values in force on a date, sectors, and changes to come."""

from datetime import date

import pytest

from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.printed import printed_table, weight_ids
from vikarsentral.rules.table import GOALS, RULES
from vikarsentral.rules.year.goal_table import YEAR_GOALS
from vikarsentral.rules.year.table import YEAR_RULES

ON = date(2027, 1, 4)


def test_rules_come_first_then_goals_then_openings():
    told = [row.id for row in printed_table(ON)]
    assert told == [row.id for row in (*RULES, *YEAR_RULES, *GOALS, *YEAR_GOALS, *OPENINGS)]


def value(key, on=ON, **asked):
    """Return a value where it stands first in the table."""
    return next(one for row in printed_table(on, **asked) for one in row.values if one.id == key)


def test_a_value_tells_number_words_level_certainty_and_bounds():
    told = value("daily_rest")
    assert (told.value, told.told, told.level_told) == (660, "11 timer", "lov")
    assert (told.certainty, told.certainty_told) == ("verified", "sett i kilden")
    assert (told.since, told.changes) == (date(2006, 1, 1), ())
    assert [(one.level, one.at_least, one.at_most) for one in told.bounds] == [
        ("LOCAL_TV", 480, None)
    ]


def test_a_value_that_changes_tells_since_when_and_what_comes():
    before = value("language_waiver", date(2026, 7, 31))
    assert (before.told, before.changes) == ("nei", ((date(2026, 8, 1), "ja"),))
    after = value("language_waiver", date(2026, 8, 1))
    assert (after.told, after.since, after.changes) == ("ja", date(2026, 8, 1), ())


@pytest.mark.parametrize("sector", ["health", "kindergarten", "school", "cleaning"])
def test_a_sector_leaves_out_the_values_of_the_others(sector):
    told = {one.id for row in printed_table(ON, sector=sector) for one in row.values}
    assert {key for key in told if key.startswith("red_work")} == {f"red_work_{sector}"}
    assert "daily_rest" in told


def test_the_weight_by_priority_is_three_values():
    assert weight_ids(("open_ore_per_minute", "wish")) == ("open_1", "open_2", "open_3")
