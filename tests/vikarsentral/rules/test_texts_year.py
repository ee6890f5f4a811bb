"""The sentences of the year are whole in three languages and part of the one catalogue."""

from string import Formatter

import pytest

from vikarsentral.rules.texts import LANGUAGES, SENTENCES
from vikarsentral.rules.texts_year import YEAR_COUNTED, YEAR_SENTENCES


def fields(text):
    """Return the names of the numbers a sentence holds."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", YEAR_SENTENCES)
def test_each_sentence_is_whole_in_three_languages_with_the_same_numbers(key):
    texts = YEAR_SENTENCES[key]
    assert tuple(texts) == LANGUAGES
    assert all(text[0].isupper() and text.endswith(".") for text in texts.values())
    assert fields(texts["nb"]) == fields(texts["nn"]) == fields(texts["en"])
    assert SENTENCES[key] == texts


def test_counted_sentences_are_in_the_catalogue():
    assert YEAR_COUNTED - set(YEAR_SENTENCES) == set()
