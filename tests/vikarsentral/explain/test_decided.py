"""Sentences on what was decided are whole and alike in three languages."""

from string import Formatter

import pytest

from vikarsentral.explain.decided import DECIDED
from vikarsentral.rules.texts import LANGUAGES


@pytest.mark.parametrize("key", DECIDED)
def test_each_sentence_is_whole_in_three_languages_with_the_same_fields(key):
    texts = DECIDED[key]
    assert tuple(texts) == LANGUAGES
    fields = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in texts.values()]
    assert fields[0] == fields[1] == fields[2]
    assert all(text.endswith(".") and "  " not in text for text in texts.values())
