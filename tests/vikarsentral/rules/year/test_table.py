"""The rows of a year name their paragraph, and each judge says where its rule stands."""

import inspect

import pytest

from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.rules.values_year import ALL_VALUES, YEAR_VALUES
from vikarsentral.rules.year.goal_table import YEAR_GOALS
from vikarsentral.rules.year.table import JUDGES, YEAR_RULE_BY_ID, YEAR_RULES


@pytest.mark.parametrize("rule", YEAR_RULES, ids=lambda rule: rule.id)
def test_each_row_names_source_values_and_text(rule):
    assert rule.source
    assert rule.text.endswith(".")
    assert set(rule.values) <= set(ALL_VALUES)
    assert "Source:" in (inspect.getdoc(rule.judge) or "")


def test_rules_of_the_file_keep_their_ids_and_come_first():
    of_the_file = [rule for rule in JUDGES if rule not in YEAR_RULE_BY_ID]
    assert set(of_the_file) <= set(RULE_BY_ID)
    assert list(JUDGES) == [*of_the_file, *(rule.id for rule in YEAR_RULES)]
    assert set(RULE_BY_ID) - set(JUDGES) == {"once", "plan", "agency", "pinned"}


def test_every_value_of_the_year_belongs_to_a_row():
    named = {key for row in (*YEAR_RULES, *YEAR_GOALS) for key in row.values}
    # the length of the rolling year and of the red window belong to rules of the file
    assert set(YEAR_VALUES) - named == {
        *("day_total_minutes", "overtime_window_weeks", "red_window_weeks"),
    }
