"""What Arbeidstilsynet may permit stands in the table by itself, and opens no problem file."""

from datetime import date

import pytest

from tests.builders import person, problem
from vikarsentral.errors import BadInput
from vikarsentral.rules.permits import LEVEL, PERMITS
from vikarsentral.rules.printed import printed_table
from vikarsentral.rules.texts import LANGUAGES
from vikarsentral.rules.values import AML
from vikarsentral.rules.values_year import ALL_VALUES

ON = date(2027, 1, 4)


def permits(on, language="nb"):
    values = [value for row in printed_table(on, language) for value in row.values]
    return {value.id: value.permit for value in values if value.permit is not None}


def test_a_permit_goes_further_than_the_law_and_tells_source_since_when_and_how_it_is_known():
    told = permits(ON)
    assert told.keys() == PERMITS.keys()
    assert {key: one.at_most for key, one in told.items()} == {
        "day_minutes": 13 * 60,
        "averaging_weeks": 26,
        "overtime_week": 25 * 60,
        "overtime_52_weeks": 400 * 60,
    }
    for key, one in told.items():
        assert one.at_most > ALL_VALUES[key].on(ON.toordinal())
        assert (one.since, one.source[:8]) == (AML, "aml § 10")
    assert told["day_minutes"].told == (
        "opp til 13 timer med tillatelse fra Arbeidstilsynet"
        " (arbeidsmiljøloven § 10-5 (3); ikke sett i kilden, må bekreftes av kommunen)"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_permits_are_told_in_each_language(language):
    (most,) = {one.told for key, one in permits(ON, language).items() if key == "overtime_week"}
    assert "aml" not in most
    assert "25 " in most


def test_before_the_law_there_is_none():
    assert permits(date(2005, 12, 31)) == {}
    assert PERMITS["day_minutes"].on(AML) == (AML, 780)


def test_a_problem_file_knows_no_such_level():
    scope = {"valid_from": "2027-01-01", "valid_to": "2027-12-31", "scope": {}}
    permit = {"id": "T", "level": LEVEL, "limits": {"day_minutes": 780}, **scope}
    with pytest.raises(BadInput) as refused:
        problem(people=[person()], needs=[], agreements=[permit])
    assert [fault.where for fault in refused.value.faults] == ["/agreements/0/level"]
