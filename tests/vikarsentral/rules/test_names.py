"""Every rule and every term has a name in three languages."""

from vikarsentral.rules.goals import TERMS
from vikarsentral.rules.names import GOAL_NAMES, RULE_NAMES, SOURCE_WORDS, source_words
from vikarsentral.rules.table import RULES
from vikarsentral.rules.texts import LANGUAGES
from vikarsentral.rules.wording import rule_name


def test_each_rule_has_a_name_in_three_languages():
    assert {rule.id for rule in RULES} <= set(RULE_NAMES)
    for rule, names in RULE_NAMES.items():
        assert tuple(names) == LANGUAGES
        assert rule_name(rule, "nb") == names["nb"]


def test_each_term_has_a_name_in_three_languages():
    assert tuple(GOAL_NAMES) == TERMS
    assert all(tuple(names) == LANGUAGES for names in GOAL_NAMES.values())


def test_a_source_is_told_without_abbreviations():
    assert source_words("samtykke, aml § 10-2", "nn") == "samtykke, arbeidsmiljølova § 10-2"
    for rule in RULES:
        told = source_words(rule.source, "en")
        assert "aml" not in told
        assert not any(nb["nb"] in told for nb in SOURCE_WORDS.values() if nb["nb"] != nb["en"])
