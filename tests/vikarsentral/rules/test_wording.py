"""Numbers in words, and a catalogue that is whole in three languages."""

from datetime import datetime
from string import Formatter

import pytest

from vikarsentral.rules.oslo import OSLO
from vikarsentral.rules.texts import LANGUAGES, SENTENCES
from vikarsentral.rules.wording import kroner, length, listed, minutes_told, moment, sentence


@pytest.mark.parametrize(
    ("minutes", "nb", "en"),
    [
        (0, "0 minutter", "0 minutes"),
        (1, "1 minutt", "1 minute"),
        (60, "1 time", "1 hour"),
        (121, "2 timer og 1 minutt", "2 hours and 1 minute"),
    ],
)
def test_lengths(minutes, nb, en):
    assert (length(minutes, "nb"), length(minutes, "en")) == (nb, en)


def test_moments_name_the_day_in_each_language():
    at = datetime(2027, 1, 5, 18, tzinfo=OSLO)
    assert moment(at, "nb") == "tirsdag 5. januar 2027 klokken 18.00"
    assert moment(at, "nn") == "tysdag 5. januar 2027 klokka 18.00"
    assert moment(at, "en") == "Tuesday 5 January 2027 at 18:00"


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (0, "0 kroner"),
        (5, "0,05 kroner"),
        (100, "1 krone"),
        (-100, "−1 krone"),
        (150, "1,50 kroner"),
        (-72000, "−720 kroner"),
        (123456789, "1\u00a0234\u00a0567,89 kroner"),
    ],
)
def test_money(ore, text):
    assert kroner(ore, "nb") == text


def test_lists_have_og_before_the_last():
    assert [listed(["a", "b", "c"][:many], "nb") for many in range(4)] == [
        *("", "a", "a og b", "a, b og c")
    ]


@pytest.mark.parametrize("key", SENTENCES)
def test_each_sentence_is_whole_in_three_languages_with_the_same_fields(key):
    texts = SENTENCES[key]
    assert tuple(texts) == LANGUAGES
    fields = {
        language: {name for _, name, _, _ in Formatter().parse(text) if name}
        for language, text in texts.items()
    }
    assert fields["nb"] == fields["nn"] == fields["en"]
    for text in texts.values():
        assert text.endswith(".")
        assert "  " not in text


def test_counts_are_not_written_as_minutes():
    numbers = {"value": 4, "limit": 3, "excess": 1, "days": ["2027-01-10", "2027-01-17"]}
    assert sentence("red_days.sundays", numbers, "nb") == (
        "Jobber 4 søndager på rad: søndag 10. januar 2027 og søndag 17. januar 2027."
        " Det kan være høyst 3."
    )


def test_codes_are_told_by_what_people_call_them():
    numbers = {"missing": ["rn", "gp"], "required": ["rn"]}
    names = {("competence", "rn"): {"nb": "sykepleier", "nn": "sjukepleiar", "en": "nurse"}}
    told = {language: sentence("competence", numbers, language, names) for language in LANGUAGES}
    assert told["nb"].startswith("Mangler sykepleier og gp,")
    assert told["nn"].endswith("Vakta krev sjukepleiar.")
    assert told["en"].endswith("requires nurse.")


@pytest.mark.parametrize(
    ("minutes", "told"), [(1, "1 minutt"), (0, "0 minutter"), (-240, "−240 minutter")]
)
def test_minutes_are_told_as_minutes(minutes, told):
    assert minutes_told(minutes, "nb") == told
