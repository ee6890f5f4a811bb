"""The translations of the year's rows are exactly those of the rows."""

from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.titles_year import YEAR_TITLES
from vikarsentral.rules.year.goal_table import YEAR_GOALS
from vikarsentral.rules.year.table import YEAR_RULES


def test_each_row_has_a_translation_and_there_is_none_without_a_row():
    rows = [row.id for row in (*YEAR_RULES, *YEAR_GOALS, *OPENINGS)]
    assert list(YEAR_TITLES) == rows
    assert all(len(pair) == 2 for pair in YEAR_TITLES.values())
