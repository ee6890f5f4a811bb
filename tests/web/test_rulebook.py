"""The page of the rules shows all of them, with value, bounds and paragraph."""

from datetime import date

import pytest

from vikarsentral.rules.table import GOALS, RULES
from vikarsentral.rules.values import VALUES
from web import rulebook

ON = date(2027, 1, 5)


@pytest.fixture
def reading(one_app):
    """A request in bokmål."""
    with one_app.test_request_context():
        yield


def test_every_rule_and_goal_is_on_the_page(as_user):
    page = as_user("vikar").get("/reglene").text
    for row in (*RULES, *GOALS):
        assert row.text in page


@pytest.mark.usefixtures("reading")
def test_each_value_of_a_rule_has_a_name():
    for line in rulebook.rule_lines(ON):
        assert all(value.name for value in line.values), line.id


@pytest.mark.usefixtures("reading")
def test_daily_rest_tells_value_bound_and_paragraph():
    line = next(one for one in rulebook.rule_lines(ON) if one.id == "daily_rest")
    assert line.source.replace("\N{NO-BREAK SPACE}", " ") == "aml § 10-8 (1), (3)"
    told = line.values[0]
    assert told.value.replace("\N{NO-BREAK SPACE}", " ") == "11 t"
    assert told.level == "lov"
    bounds = [one.replace("\N{NO-BREAK SPACE}", " ") for one in told.bounds]
    assert bounds == ["ned til 8 t med avtale med tillitsvalgte"]


def test_each_unit_of_a_value_has_words():
    assert {value.unit for value in VALUES.values()} <= set(rulebook.WORDS)


@pytest.mark.usefixtures("reading")
def test_limits_of_an_agreement_are_told_by_name():
    told = rulebook.limit_lines({"red_days": "average", "daily_rest": 480})
    assert told[0] == "Røde dager: avtalt snitt"
    assert told[1].replace("\N{NO-BREAK SPACE}", " ") == "Hvile mellom arbeidsperioder: 8 t"
