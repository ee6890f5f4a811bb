"""Changes, facts and what follows from them, in whole sentences of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.explain.case import Change, Who
from vikarsentral.explain.no import Fact, No
from vikarsentral.explain.texts import CHANGES, FACTS, FOLLOWS, WHO
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import NO_NAMES, Names, in_words


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
    """Tell who may change a fact and what then follows.

    Args:
        fact: what stops people.
        language: `nb`, `nn` or `en`.
    """
    change = "some" if fact.opened else "none"
    key = "law" if fact.who is Who.LAW else change
    told = _told(FOLLOWS[key], {"opened": fact.opened}, language, NO_NAMES)
    return f"{who_text(fact.who, language)} {told}"


def who_text(who: Who, language: str) -> str:
    """Tell who may change a fact.

    Args:
        who: of the four.
        language: `nb`, `nn` or `en`.
    """
    return WHO[who.value][spoken(language)]


def _told(
    texts: Mapping[Language, str], numbers: Mapping[str, object], language: str, names: Names
) -> str:
    chosen = spoken(language)
    words = in_words("", numbers, chosen, names)
    return texts[chosen].format_map(words)
