"""Numbers of the printed table in words, in three languages."""

import pytest

from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.printed_words import (
    bound_words,
    certainty_words,
    level_words,
    pay_words,
    signer_words,
    unit_words,
)
from vikarsentral.rules.values import Bound
from vikarsentral.rules.values_year import ALL_VALUES


@pytest.mark.parametrize(
    ("unit", "number", "told"),
    [
        ("minutes", 660, ("11 timer", "11 timar", "11 hours")),
        ("hour", 6, ("klokken 06.00", "klokka 06.00", "06:00")),
        ("yes or no", 0, ("nei", "nei", "no")),
        ("per cent", 50, ("50 %", "50 %", "50 %")),
        ("days", 1, ("1 dag", "1 dag", "1 day")),
        ("weeks", 26, ("26 uker", "26 veker", "26 weeks")),
        ("øre", 5000, ("50 kroner", "50 kroner", "50 kroner")),
        ("øre/minute", 500, ("300 kroner i timen", "300 kroner i timen", "300 kroner an hour")),
        ("month", 7, ("7", "7", "7")),
    ],
)
def test_a_number_with_its_unit(unit, number, told):
    assert tuple(unit_words(unit, number, language) for language in ("nb", "nn", "en")) == told


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_certainty_level_and_signer_has_words(language):
    for value in ALL_VALUES.values():
        assert certainty_words(value.certainty, language)
        assert level_words(value.level, language)
    assert all(signer_words(opening.level, language) for opening in OPENINGS)


def test_a_proposal_holds_until_the_parties_agree():
    told = [certainty_words("product", language) for language in ("nb", "nn", "en")]
    assert told == [
        "produktets forslag inntil partene er enige",
        "forslag frå produktet inntil partane er samde",
        "the product's proposal until the parties agree",
    ]


def test_bounds_tell_which_way_and_who():
    value = ALL_VALUES["daily_rest"]
    down = bound_words(value, Bound(at_least=480), "LOCAL_TV", "nb")
    up = bound_words(ALL_VALUES["day_minutes"], Bound(at_most=600), "INDIVIDUAL", "en")
    assert down == "ned til 8 timer med avtale med tillitsvalgte"
    assert up == "up to 10 hours by agreement with the employee"
    worked_out = Bound(at_most=3600, certainty="derived")
    told = bound_words(ALL_VALUES["week_minutes"], worked_out, "INDIVIDUAL", "nn")
    assert told == "opp til 60 timar med avtale med den tilsette (rekna ut frå kjelda)"


@pytest.mark.parametrize(
    ("unit", "number", "nb", "en"),
    [
        ("hundredths", 2200, "22 %", "22 %"),
        ("hundredths", 1410, "14,1 %", "14.1 %"),
        ("thirds", 4, "4/3", "4/3"),
        ("factor", 11_200, "1,12", "1.12"),
        ("øre/hour", 5600, "56 kroner i timen", "56 kroner an hour"),
        ("hour", 17, "klokken 17.00", "17:00"),
        ("minutes/year", 101_250, "1687 timer og 30 minutter", "1687 hours and 30 minutes"),
        ("choice", 1, "1", "1"),
    ],
)
def test_numbers_of_the_pay_table_are_told_with_their_unit(unit, number, nb, en):
    assert (pay_words(unit, number, "nb"), pay_words(unit, number, "en")) == (nb, en)
