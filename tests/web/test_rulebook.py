"""The page of the rules shows the whole printed table in the reader's language."""

from dataclasses import replace
from datetime import date

import pytest

from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.printed import printed_table
from vikarsentral.rules.table import GOALS, RULES
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.goal_table import YEAR_GOALS
from vikarsentral.rules.year.table import YEAR_RULES
from web import common, rulebook

ON = date(2027, 1, 5)


@pytest.fixture
def reading(one_app):
    """A request in bokmål."""
    with one_app.test_request_context():
        yield


def plain(text):
    """Return *text* with ordinary spaces and hyphens."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NON-BREAKING HYPHEN}", "-")


def test_every_rule_goal_and_opening_is_on_the_page(as_user):
    page = as_user("vikar").get("/reglene").text
    for row in (*RULES, *GOALS, *YEAR_RULES, *YEAR_GOALS, *OPENINGS):
        assert row.text in page


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_page_tells_the_table_in_each_language(one_app, language):
    with one_app.test_request_context(headers={"Accept-Language": language}):
        told = rulebook.lines(ON)
        texts = {line.text for some in told.values() for line in some}
    assert texts == {row.text for row in printed_table(ON, language)}


@pytest.mark.usefixtures("reading")
def test_each_value_has_a_name_a_level_and_how_it_is_known():
    values = [
        value for some in rulebook.lines(ON).values() for line in some for value in line.values
    ]
    assert len(values) > 60
    assert all(value.name and value.level and value.certainty for value in values)


@pytest.mark.usefixtures("reading")
def test_daily_rest_tells_value_bound_and_paragraph():
    line = next(one for one in rulebook.rule_lines(ON) if one.id == "daily_rest")
    assert plain(line.source) == "aml § 10-8 (1), (3)"
    told = line.values[0]
    assert (plain(told.value), told.level, told.certainty) == ("11 timer", "lov", "sett i kilden")
    assert told.bounds == ["ned til 8 timer med avtale med tillitsvalgte"]


@pytest.mark.usefixtures("reading")
def test_a_coming_change_tells_its_date():
    before = next(one for one in rulebook.lines(date(2026, 7, 1))["year"] if one.id == "language")
    assert [plain(one) for one in before.values[0].changes] == ["fra 1. august 2026: ja"]


@pytest.mark.usefixtures("reading")
def test_goals_of_a_plan_hold_their_weights():
    (opened,) = [one for one in rulebook.goal_lines(ON) if one.id == "open"]
    assert [value.name for value in opened.values] == ["Må dekkes", "Bør dekkes", "Fint å få"]


@pytest.mark.usefixtures("reading")
def test_limits_of_an_agreement_are_told_by_name():
    told = rulebook.limit_lines({"red_days": "average", "daily_rest": 480, "averaging_weeks": 26})
    assert [plain(one) for one in told] == [
        "Røde dager: avtalt snitt",
        "Hvile mellom arbeidsperioder: 8 timer",
        "Uker i snittet: 26 uker",
    ]


@pytest.fixture
def longer_rest(monkeypatch):
    """A table in which daily rest becomes 18 hours on 6 January 2027."""
    rest = ALL_VALUES["daily_rest"]
    changed = replace(rest, dated=(*rest.dated, (date(2027, 1, 6), 1080)))
    monkeypatch.setattr(common, "ALL_VALUES", {**ALL_VALUES, "daily_rest": changed})


def test_without_a_change_the_page_says_so(as_user):
    page = as_user("tillitsvalgt").get("/reglene/endringer").text
    assert "Ingen verdi endrer seg de neste tolv månedene." in page
    assert "/reglene/endringer" not in as_user("tillitsvalgt").get("/reglene").text


@pytest.mark.usefixtures("longer_rest")
def test_a_change_lists_its_date_and_the_shifts_that_read_differently(as_user):
    browser = as_user("tillitsvalgt")
    assert "/reglene/endringer" in browser.get("/reglene").text
    assert "/reglene/endringer" not in as_user("vikar").get("/reglene").text
    page = plain(browser.get("/reglene/endringer").text)
    assert "Hvile mellom arbeidsperioder, fra 6. januar 2027" in page
    assert "fra 11 timer til 18 timer" in page
    assert "er 1 time og 30 minutter for lang" in page
    assert as_user("vikar").get("/reglene/endringer").status_code == 403
