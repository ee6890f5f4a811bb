"""Sentences on changes and facts: whole, plain and alike in three languages."""

from string import Formatter

import pytest

from vikarsentral.explain.levers import LEVERS
from vikarsentral.explain.texts import CHANGES, FACTS, FOLLOWS, LEFT
from vikarsentral.rules.texts import LANGUAGES

ALL = {
    (place, key): texts
    for place, catalogue in enumerate((CHANGES, FACTS, FOLLOWS, LEFT))
    for key, texts in catalogue.items()
}


@pytest.mark.parametrize("key", ALL, ids=str)
def test_each_sentence_is_whole_in_three_languages_with_the_same_fields(key):
    texts = ALL[key]
    assert tuple(texts) == LANGUAGES
    fields = [
        {name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()
    ]
    assert fields[0] == fields[1] == fields[2]
    for text in texts.values():
        assert text.endswith(".")
        assert "  " not in text
        assert text[0].isupper() or text.startswith("{")


def test_each_rule_with_a_lever_has_its_fact():
    assert set(FACTS) == set(LEVERS)
