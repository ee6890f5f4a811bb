"""Every rule and every term has a name in three languages."""

from datetime import date

from vikarsentral.rules.goals import TERMS
from vikarsentral.rules.names import (
    GOAL_NAMES,
    RULE_NAMES,
    SOURCE_WORDS,
    source_text,
    source_words,
)
from vikarsentral.rules.pay.values import pay_rows
from vikarsentral.rules.printed import printed_table
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


def sources():
    """Return the source of every row and value that is printed."""
    on = date(2027, 1, 4)
    rows = printed_table(on)
    found = {row.source for row in rows} | {row.source for row in pay_rows(on)}
    return found | {value.source for row in rows for value in row.values}


def test_no_printed_source_is_left_half_translated():
    told = [source_words(source, "en") for source in sources()]
    assert len(told) > 50
    assert "Education Act chapter 17" in told
    assert "Basic Collective Agreement chapter 1 § 4" in told
    assert "good rota practice" in told
    left = ("kapittel", "loven", "lova", "forskrift", "turnus", " og ", "ordning", "partene")
    assert [one for one in told if any(word in one for word in left)] == []
    nynorsk = [source_words(source, "nn") for source in sources()]
    assert [one for one in nynorsk if "loven" in one or "partene" in one or "ingen" in one] == []


def test_a_source_has_one_wording_however_often_it_is_told():
    for source in sources():
        for language in LANGUAGES:
            once = source_words(source, language)
            assert source_words(source_text(source, language), language) == once
    assert source_words("produktets regel", "nn") == "regel i produktet"
    assert source_words("contract 2 (objective)", "nn") == "eigen verdi i produktet"
