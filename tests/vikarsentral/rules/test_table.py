"""The table names every rule and goal of the contract, in its order."""

from vikarsentral.rules.goals import TERMS
from vikarsentral.rules.names import RULE_NAMES
from vikarsentral.rules.table import GOALS, RULE_BY_ID, RULE_ORDER, RULES
from vikarsentral.rules.values_year import ALL_VALUES


def test_every_hard_rule_of_the_contract_has_a_row():
    assert [rule.id for rule in RULES] == [
        *("once", "plan", "agency", "overlap", "competence", "place", "available", "travel"),
        *("daily_rest", "weekly_rest", "day_minutes", "week_minutes", "overtime", "merarbeid"),
        *("red_days", "pinned"),
    ]
    assert list(RULE_BY_ID) == list(RULE_ORDER) == list(RULE_NAMES)


def test_every_term_has_a_row():
    assert tuple(goal.id for goal in GOALS) == TERMS


def test_rows_name_values_that_exist_and_have_source_and_text():
    for rule in RULES:
        assert set(rule.values) <= set(ALL_VALUES)
        assert rule.source
        assert rule.text.endswith(".")


def test_only_rules_of_the_whole_plan_have_no_function_of_their_own():
    whole = {rule.id for rule in RULES if rule.judge is None}
    assert whole == {"once", "plan", "agency", "pinned"}
