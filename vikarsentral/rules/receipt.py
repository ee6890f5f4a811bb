"""Receipts: why a person was or was not chosen, with the numbers that redo the sum.

Source: contract 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from vikarsentral.rules.check import Breach
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.grounds import grounds
from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import NO_NAMES, Names, in_all_languages

ReceiptVerdict = Literal["asked", "possible", "not_allowed", "not_chosen"]
GOAL_SOURCE = "vekter avtalt av partene"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One person considered for one need.

    Attributes:
        need: the need's id; empty where no single need is meant.
        person: the person's id; None where no person is meant.
        verdict: `asked`, `possible`, `not_allowed` or `not_chosen`.
        rule: the first rule that stops the person; None where none does.
        source: the rule's paragraph, or what the ranking rests on.
        numbers: what a person needs to redo the sum.
        text: whole sentences by language.
        data_at: when the data were true, as the caller writes it.
    """

    need: str
    person: str | None
    verdict: ReceiptVerdict
    rule: str | None
    source: str
    numbers: Mapping[str, Any]
    text: Mapping[str, str]
    data_at: str | None = None

    def document(self) -> dict[str, Any]:
        """Return the receipt as the contract writes it."""
        return {
            "need": self.need,
            "person": self.person,
            "verdict": self.verdict,
            "rule": self.rule,
            "source": self.source,
            "numbers": dict(self.numbers),
            "text": dict(self.text),
            "data_at": self.data_at,
        }


def sentence_key(excess: Excess) -> str:
    """Find the sentence that explains an excess.

    Args:
        excess: what was measured.

    Returns:
        The key in the catalogue.
    """
    rule, numbers = excess.rule, excess.numbers
    if rule == "once":
        return "once.many" if excess.value else "once.none"
    if rule == "plan":
        return f"plan.{numbers['unknown']}"
    if rule == "place":
        return "place.sector" if numbers["sector_missing"] else "place.unit"
    if rule == "available":
        return "available.time" if "unavailable" in numbers else "available.night"
    if rule == "daily_rest":
        return "daily_rest.gap" if "gap" in numbers else rule
    if rule == "overtime":
        asked = numbers["window"] == "week" and not numbers["accepted"]
        if numbers.get("averaged"):
            return "overtime.ordered_no" if asked else "overtime.ordered"
        return "overtime.no" if asked else f"overtime.{numbers['window']}"
    if rule == "red_days":
        thing = excess.thing
        return f"red_days.{thing[0]}" if isinstance(thing, tuple) else "red_days.pair"
    if rule == "pinned":
        return "pinned.left_out" if excess.numbers.get("left_out", True) else "pinned"
    return rule


def explained(excesses: Sequence[Excess], names: Names = NO_NAMES) -> dict[str, str]:
    """Explain several excesses, one after the other, in every language.

    Args:
        excesses: what was measured.
        names: what people call units, sectors, areas and competences.

    Returns:
        Text by language.
    """
    return {
        language: " ".join(lines)
        for language, lines in explained_one_by_one(excesses, names).items()
    }


def explained_one_by_one(
    excesses: Sequence[Excess], names: Names = NO_NAMES
) -> dict[Language, list[str]]:
    """Explain several excesses, each by itself, in every language.

    Where overtime is not accepted that is told of the week alone: the longer windows say the
    same again. What a sum is made of is told once, where it is made of several.

    Args:
        excesses: what was measured.
        names: what people call units, sectors, areas and competences.

    Returns:
        Texts by language, each once.
    """
    refused = any(sentence_key(one) == "overtime.no" for one in excesses)
    texts, added = [], set[tuple[int, ...]]()
    for one in excesses:
        key = sentence_key(one)
        if refused and one.rule == "overtime" and key != "overtime.no":
            continue
        need = one.needs[0] if one.needs else ""
        numbers = {"need": need, **one.all_numbers()}
        told = in_all_languages(key, numbers, names)
        texts.append(with_what_it_rests_on(told, one, names, added))
    return {
        language: list(dict.fromkeys(text[language] for text in texts)) for language in LANGUAGES
    }


def with_what_it_rests_on(
    text: Mapping[str, str],
    excess: Excess,
    names: Names = NO_NAMES,
    added: set[tuple[int, ...]] | None = None,
) -> dict[str, str]:
    """Add the facts behind an excess to its text, and what its sum is made of.

    Args:
        text: of the excess, by language.
        excess: what was measured.
        names: what people call units, sectors, areas and competences.
        added: sums told already, which are not told again; what is told here is put in.

    Returns:
        Text by language.
    """
    before = set() if added is None else added
    found = dict(text)
    for ground, facts in grounds(excess):
        found = _and(found, in_all_languages(ground, facts, names))
    for name in ("work", "by_week", "weekly"):
        pieces = _pieces(excess, name)
        if len(pieces) > 1 and pieces not in before:
            before.add(pieces)
            found = _and(found, in_all_languages(f"sum.{name}", {name: pieces}))
    return found


def _pieces(excess: Excess, name: str) -> tuple[int, ...]:
    """Return the minutes that a number of an excess is the sum of, those that are not 0."""
    found = excess.numbers.get(name)
    return tuple(one for one in found if one) if isinstance(found, list) else ()


def _and(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """Return two texts, one after the other, in each language."""
    return {language: f"{text} {then[language]}" for language, text in first.items()}


def refusal(
    need: str,
    person: str | None,
    excesses: Sequence[Excess],
    *,
    data_at: str | None = None,
    numbers: Mapping[str, Any] | None = None,
    names: Names = NO_NAMES,
) -> Receipt:
    """Write the receipt of someone who may not be chosen.

    Args:
        need: the need's id.
        person: the person's id.
        excesses: what would be broken, at least one; the first one gives rule and numbers.
        data_at: when the data were true.
        numbers: more numbers to keep, such as the marginal objective.
        names: what people call units, sectors, areas and competences.

    Returns:
        The receipt.

    Source: contract 4.
    """
    first = excesses[0]
    rules = list(dict.fromkeys(one.rule for one in excesses))
    return Receipt(
        need=need,
        person=person,
        verdict="not_allowed",
        rule=first.rule,
        source=RULE_BY_ID[first.rule].source,
        numbers={**first.all_numbers(), "rules": rules, **(numbers or {})},
        text=explained(excesses, names),
        data_at=data_at,
    )


def breach_receipt(breach: Breach, data_at: str | None = None) -> Receipt:
    """Write the receipt of a breach in a plan.

    Args:
        breach: what the checker found.
        data_at: when the data were true.

    Returns:
        The receipt; its need is the first of the breach.
    """
    need = breach.needs[0] if breach.needs else ""
    return refusal(need, breach.person, [breach.excess], data_at=data_at)
