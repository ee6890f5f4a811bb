"""Every sentence of the pages exists in bokmål, nynorsk and English, with the same facts."""

import re

import pytest

from web import texts

FACT = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_sentence_is_missing(language):
    assert texts.missing(language) == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_translations_name_the_same_facts(language):
    wrong = []
    for part in texts.parts():
        for message in texts.read(part / language / "LC_MESSAGES" / "messages.po"):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            told = [message.string] if isinstance(message.string, str) else message.string
            facts = [set(FACT.findall(text)) - {"num"} for text in (*ids, *told)]
            if message.id and any(one != facts[0] for one in facts):
                wrong.append(message.id)
    assert wrong == []


def test_sentences_are_found_in_code_and_templates():
    used = texts.used()
    assert "Hvem er borte?" in used
    assert "Finn vikar" in used
    assert len(used) > 200


def test_missing_tells_of_a_new_sentence(monkeypatch):
    monkeypatch.setattr(texts, "used", lambda: {"Helt ny setning": ["somewhere.py:1"]})
    assert texts.missing("nn") == ["Helt ny setning"]
