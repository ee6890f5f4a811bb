"""Sentences on what was decided are whole and alike in three languages."""

from string import Formatter

import pytest

from vikarsentral.explain.decided import DECIDED, SHORT, TAKEN
from vikarsentral.rules.texts import LANGUAGES

ALL = {**DECIDED, **TAKEN, **SHORT}


@pytest.mark.parametrize("key", ALL)
def test_each_sentence_is_whole_in_three_languages_with_the_same_fields(key):
    texts = ALL[key]
    assert tuple(texts) == LANGUAGES
    fields = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in texts.values()]
    assert fields[0] == fields[1] == fields[2]
    assert all(text.endswith(".") and "  " not in text for text in texts.values())
