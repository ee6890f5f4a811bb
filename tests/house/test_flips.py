"""Every rule flips: a test stands on both sides of its edge and is named by its paragraph."""

import ast
import re
from functools import cache

import pytest

from tests.house.tree import ROOT, parsed
from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.rules.year.table import JUDGES, YEAR_RULE_BY_ID

TESTS = ROOT / "tests" / "vikarsentral" / "rules" / "year"
BY_DATE_ALONE = {
    *("breaks", "teacher", "language", "agency_basis", "preference", "hired_years", "overlap"),
}
"""Rules in which no minute of a night is counted: templates, orders, dates of a law."""


def strings(node):
    """Return every text that stands somewhere in a piece of code."""
    return {
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


@cache
def flipping():
    """Return each test that stands on both sides of an edge: its words, whether over clocks."""
    found = []
    for path in sorted(TESTS.glob("test_*.py")):
        for test in parsed(path).body:
            if not (isinstance(test, ast.FunctionDef) and test.name.startswith("test_")):
                continue
            called = {
                one.func.id
                for one in ast.walk(test)
                if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
            }
            if "flips" in called:
                marks = {one.id for one in test.decorator_list if isinstance(one, ast.Name)}
                words = strings(test)
                named = f"{test.name} {' '.join(words)}".replace("-", "_")
                found.append((words, named, "over_clock_changes" in marks))
    return tuple(found)


@pytest.mark.parametrize("rule", JUDGES)
def test_each_rule_has_both_sides_of_an_edge(rule):
    tests = [(named, over) for words, named, over in flipping() if rule in words]
    assert tests
    assert rule in BY_DATE_ALONE or any(over for _, over in tests), "over both clock changes"


@pytest.mark.parametrize("rule", JUDGES)
def test_its_test_is_named_by_the_paragraph(rule):
    row = YEAR_RULE_BY_ID.get(rule) or RULE_BY_ID[rule]
    paragraphs = re.findall(r"(?:§+|kapittel) (\d+(?:-\d+)?)", row.source)
    if not paragraphs:
        return
    names = [f"_{one.replace('-', '_')}" for one in paragraphs]
    tests = [named for words, named, _ in flipping() if rule in words]
    assert any(re.search(rf"{name}(?!\d)", f"_{told}") for told in tests for name in names), names
