"""The rules stand in one table, each with its source, and their numbers stand nowhere else."""

import ast
import inspect
import re
from typing import get_args

import pytest

from tests.house.tree import OURS, modules, name, parsed
from vikarsentral.rules.goals import TERMS
from vikarsentral.rules.table import GOALS, RULES
from vikarsentral.rules.values import Certainty, Source
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.table import YEAR_RULES

# The table of values, the made-up municipality's agreement, examples in the API's document.
MAY_HOLD_THEM = {
    *("vikarsentral/rules/values.py", "vikarsentral/rules/values_year.py"),
    "vikarsentral/rules/permits.py",
    *("vikarsentral/demo/agreed.py", "web/api/examples.py"),
}
# Minutes of the law and the agreements that mean nothing else in a program.
OF_THE_LAW = {660, 1680, 4140, 780}


def test_the_table_holds_every_hard_rule_of_the_contract():
    assert [rule.id for rule in RULES] == [
        *("once", "plan", "agency", "overlap", "competence", "place", "available", "travel"),
        *("daily_rest", "weekly_rest", "day_minutes", "week_minutes", "overtime", "merarbeid"),
        *("red_days", "pinned"),
    ]


def test_the_table_holds_every_term_of_the_objective():
    assert [goal.id for goal in GOALS] == list(TERMS)
    assert list(TERMS) == [
        *("open", "agency", "merarbeid", "overtime", "hourly", "unused", "unknown_unit"),
        *("quick_return", "weekend_share", "wish", "change"),
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_names_its_source(rule):
    assert rule.source
    assert rule.text.endswith(".")
    assert set(rule.values) <= set(ALL_VALUES)
    if rule.judge is not None:
        told = inspect.getdoc(rule.judge) or ""
        assert "Source:" in told
        for paragraph in re.findall(r"§ 10-\d+", rule.source):
            assert paragraph in told + (inspect.getdoc(inspect.getmodule(rule.judge)) or "")


@pytest.mark.parametrize("rule", YEAR_RULES, ids=lambda rule: rule.id)
def test_each_rule_of_a_year_names_its_source_where_it_is_judged(rule):
    told = inspect.getdoc(rule.judge) or ""
    assert "Source:" in told
    for paragraph in re.findall(r"§ 1[04]-\d+", rule.source):
        assert paragraph in told + (inspect.getdoc(inspect.getmodule(rule.judge)) or "")


def test_every_row_says_how_sure_its_numbers_are_and_who_sets_them():
    for value in ALL_VALUES.values():
        assert value.certainty in get_args(Certainty)
        assert value.level in get_args(Source)


@pytest.mark.parametrize("path", modules(*OURS), ids=name)
def test_no_number_of_the_law_stands_outside_the_table_of_values(path):
    found = [
        (node.lineno, node.value)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant)
        and type(node.value) is int
        and node.value in OF_THE_LAW
        and name(path) not in MAY_HOLD_THEM
    ]
    assert found == []
