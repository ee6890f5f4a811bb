"""Every sentence read aloud with sample numbers: plain words, no codes, no bare abbreviations."""

import re
from string import Formatter

import pytest

from tests.builders import need, person, problem, rota
from vikarsentral.rules.names import GOAL_NAMES, RULE_NAMES
from vikarsentral.rules.options import option_receipt, options
from vikarsentral.rules.texts import LANGUAGES, SENTENCES
from vikarsentral.rules.wording import sentence

AT, ON = "2027-01-05T18:00:00+01:00", "2027-01-04"
TIMES = dict.fromkeys(("start", "end", "at"), AT)
DATES = dict.fromkeys(("week", "due", "told", "decided", "since"), ON)
LISTS = {
    "days": [ON, "2027-01-10"],
    "missing": ["sykepleier"],
    "required": ["sykepleier"],
    "work": [450, 465],
    "by_week": [60, 0, 125],
    "weekly": [60, 0, 125],
    "times": [[AT, AT], [AT, AT]],
    "sectors": ["helse", "skole"],
    "units": ["Nord", "Sør"],
}
WORDS = {
    **dict.fromkeys(("need", "id", "order"), "behov 12"),
    **dict.fromkeys(("unit", "sector", "from_area", "to_area", "template"), "Nord"),
    "rule": "døgnhvilen",
    "parts": "ny på enheten: 1 × 150 kroner = 150 kroner",
}


def sample(key, number):
    names = {name for _, name, _, _ in Formatter().parse(SENTENCES[key]["nb"]) if name}
    held = {**TIMES, **DATES, **LISTS, **WORDS, "last_month": 7, "last_day": 31}
    return {name: held.get(name, number) for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 125])
def test_each_sentence_reads_as_one(language, number):
    for key in SENTENCES:
        told = sentence(key, sample(key, number), language)
        assert told[0].isupper() or told[0].isdigit(), key
        assert told.endswith("."), key
        assert not re.search(r"[{}_]|  | [.,]|\b[A-ZÆØÅ]{2,}\b|\baml\b", told), told


PLURAL = {
    "nb": r"\b1 (dager|timer|minutter|kroner|deltidsansatte|ganger)\b",
    "nn": r"\b1 (dagar|timar|deltidstilsette|gonger|kroner)\b",
    "en": r"\b1 (days|hours|minutes|part-timers|kroner)\b",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_is_told_as_one(language):
    for key in set(SENTENCES) - {"once.many"}:  # more than one, always
        told = sentence(key, sample(key, 1), language)
        assert not re.search(PLURAL[language], told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_rules_and_terms_are_words(language):
    for name in (*RULE_NAMES.values(), *GOAL_NAMES.values()):
        assert not re.search(r"[_{}]|\b[A-ZÆØÅ]{2,}\b", name[language])


def refused(*shifts):
    facts = problem(
        people=[person(rota=[rota(*shift) for shift in shifts])],
        needs=[need("n1", "2027-01-05 07:30", "2027-01-05 15:00")],
    )
    (option,) = options(facts, facts.needs["n1"])
    return option_receipt(option, facts.needs["n1"])


def test_too_little_rest_tells_the_time_off_between_the_duties():
    receipt = refused(("2027-01-04 14:30", "2027-01-04 22:00"))
    assert receipt.numbers["gap"] == 570
    assert "for mellom to av vaktene er det bare 9 timer og 30 minutter fri" in receipt.text["nb"]
    assert "for mellom to av vaktene er det berre 9 timar og 30 minutt fri" in receipt.text["nn"]
    assert "there is only 9 hours and 30 minutes off" in receipt.text["en"]


def test_duties_without_a_break_between_tell_no_time_off():
    receipt = refused(("2027-01-05 00:00", "2027-01-05 07:30"))
    assert (receipt.rule, "gap" in receipt.numbers) == ("daily_rest", False)
    assert "varer 15 timer. Med 11 timer hvile" in receipt.text["nb"]
