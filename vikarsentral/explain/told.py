"""Changes, facts and what follows from them, in whole sentences of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.decided import SHORT, TAKEN
from vikarsentral.explain.exchange import Taker, takers
from vikarsentral.explain.no import Fact, No
from vikarsentral.explain.texts import CHANGES, FACTS, FOLLOWS, LEFT
from vikarsentral.rules.left import Left, left_words
from vikarsentral.rules.names import source_words
from vikarsentral.rules.options import Option, option_words
from vikarsentral.rules.receipt import GOAL_SOURCE, explained_one_by_one
from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import NO_NAMES, Names, in_words, listed, rule_name


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One fact of a no: what it is, its paragraph, who may change it, and what then follows."""

    text: str
    source: str
    who: str
    follows: str


@dataclass(frozen=True, slots=True)
class ToldWay:
    """One way out: the person's id, what must be different and by whom, and the price then.

    `then` tells what becomes of duties that are given away, where that was asked.
    """

    person: str
    changes: tuple[tuple[str, str], ...]
    marginal_ore: int
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldNo:
    """A no in sentences: its facts, and the nearest ways out."""

    facts: tuple[ToldFact, ...]
    ways: tuple[ToldWay, ...]


def taker_text(taker: Taker, language: str) -> str:
    """Tell what becomes of a duty that is given away.

    Args:
        taker: who could take it.
        language: `nb`, `nn` or `en`.
    """
    numbers = {"count": taker.count, "marginal_ore": taker.marginal}
    return _told(TAKEN["some" if taker.count else "none"], numbers, language, NO_NAMES)


def told_no(no: No, language: str, names: Names = NO_NAMES, case: Case | None = None) -> ToldNo:
    """Tell a no.

    Args:
        no: what stops everyone.
        language: `nb`, `nn` or `en`.
        names: what people call units, sectors, areas and competences.
        case: of the no; then it is asked what becomes of duties that the ways give away.
    """
    facts = tuple(
        ToldFact(
            fact_text(one, no, language, names),
            source_words(one.source, spoken(language)),
            one.who.value,
            follows_text(one, language),
        )
        for one in no.facts
    )
    ways = tuple(
        ToldWay(
            one.person,
            tuple((change_text(each, language, names), each.who.value) for each in one.changes),
            one.option.marginal,
            ()
            if case is None
            else tuple(taker_text(each, language) for each in takers(case, one)),
        )
        for one in no.ways
    )
    return ToldNo(facts, ways)


def left_text(left: Left, price_ore: int, language: str) -> str:
    """Tell what the sum says where somebody could have had a need that is left.

    Args:
        left: what the plan does with it, and what that adds.
        price_ore: what the cheapest lawful person adds.
        language: `nb`, `nn` or `en`.
    """
    key = f"{left.outcome}.{'cheaper' if price_ore < left.ore else 'dearer'}"
    numbers = {"price_ore": price_ore, "left_ore": left.ore}
    told = _told(LEFT[key], numbers, language, NO_NAMES)
    return f"{told} {left_words(left, spoken(language))}"


def spoken(language: str) -> Language:
    """Return a language the sentences come in; bokmål for any other.

    Args:
        language: as the page knows it.
    """
    fallback: Language = "nb"
    return next((one for one in LANGUAGES if one == language), fallback)


def change_text(change: Change, language: str, names: Names = NO_NAMES) -> str:
    """Tell what must be different.

    Args:
        change: what.
        language: `nb`, `nn` or `en`.
        names: what people call units, sectors, areas and competences.
    """
    return _told(CHANGES[change.kind], change.numbers, language, names)


def option_text(option: Option | None, language: str, names: Names = NO_NAMES) -> str:
    """Tell what the rules answered about one person; empty where nobody asked them.

    Args:
        option: the answer.
        language: `nb`, `nn` or `en`.
        names: what people call units, sectors, areas and competences.
    """
    return "" if option is None else option_words(option, names)[spoken(language)]


def option_lines(option: Option | None, language: str, names: Names = NO_NAMES) -> list[str]:
    """Tell what the rules answered about one person, each reason by itself.

    Args:
        option: the answer.
        language: `nb`, `nn` or `en`.
        names: what people call units, sectors, areas and competences.
    """
    if option is not None and option.breaches:
        return explained_one_by_one(option.breaches, names)[spoken(language)]
    told = option_text(option, language, names)
    return [told] if told else []


def fact_text(fact: Fact, no: No, language: str, names: Names = NO_NAMES) -> str:
    """Tell what stops people from a need.

    Args:
        fact: one of the no's.
        no: holds how many were considered.
        language: `nb`, `nn` or `en`.
        names: what people call units, sectors, areas and competences.
    """
    counts = {"people": fact.people, "considered": no.considered}
    return _told(FACTS[fact.rule], {**fact.numbers, **counts}, language, names)


def follows_text(fact: Fact, language: str) -> str:
    """Tell what follows if a fact changes.

    Args:
        fact: what stops people.
        language: `nb`, `nn` or `en`.
    """
    change = "some" if fact.opened else "none"
    key = "law" if fact.who is Who.LAW else change
    return _told(FOLLOWS[key], {"opened": fact.opened}, language, NO_NAMES)


def kept_text(receipt: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Tell a receipt as it was kept: in the words of then, or shortly where it has none.

    Args:
        receipt: as a decision keeps it.
        language: `nb`, `nn` or `en`.

    Returns:
        Sentences, and what they rest on.
    """
    chosen = spoken(language)
    if "text" in receipt:
        return receipt["text"][chosen], source_words(receipt["source"], chosen)
    rules = receipt["rules"]
    if not rules:
        return _told(SHORT["price"], receipt["numbers"], language, NO_NAMES), GOAL_SOURCE
    named = [rule_name(one, chosen) for one in rules]
    sources = dict.fromkeys(RULE_BY_ID[one].source for one in rules)
    text = SHORT["stopped"][chosen].format(rules=listed(named, chosen))
    return text, source_words("; ".join(sources), chosen)


def _told(
    texts: Mapping[Language, str], numbers: Mapping[str, object], language: str, names: Names
) -> str:
    chosen = spoken(language)
    words = in_words("", numbers, chosen, names)
    return texts[chosen].format_map(words)
