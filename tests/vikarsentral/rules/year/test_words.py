"""Each thing a rule of the year finds has a sentence."""

import pytest

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.texts_year import YEAR_SENTENCES
from vikarsentral.rules.year.table import YEAR_RULES
from vikarsentral.rules.year.words import year_sentence_key


def key(rule, **numbers):
    """Return the sentence of an excess."""
    return year_sentence_key(Excess(rule, "thing", 0, 1, 1, (), numbers))


@pytest.mark.parametrize("rule", [rule.id for rule in YEAR_RULES])
def test_every_rule_has_a_sentence(rule):
    assert key(rule, lacks="replaces", weeks=1) in YEAR_SENTENCES


def test_what_is_lacking_and_the_length_of_the_mean_choose_the_sentence():
    for lacks in ("replaces", "agreement", "health", "discussed"):
        assert key("agency_basis", lacks=lacks) == f"agency_basis.{lacks}"
    assert key("ordinary_average", weeks=2) == "ordinary_average.weeks"
