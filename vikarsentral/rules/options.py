"""Who could take one need: everyone considered, ranked, each with a receipt.

Source: contract 1 (`options`), 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Need, Person, Problem, Stretch
from vikarsentral.rules.line import line_of
from vikarsentral.rules.person import (
    line_breaches,
    line_terms,
    person_breaches,
    person_terms,
)
from vikarsentral.rules.pins import pins_of
from vikarsentral.rules.receipt import GOAL_SOURCE, Receipt, explained, refusal
from vikarsentral.rules.steps import Step, overtime_week, priced, steps_of
from vikarsentral.rules.table import RULE_ORDER
from vikarsentral.rules.texts import LANGUAGES
from vikarsentral.rules.wording import (
    NO_NAMES,
    Names,
    in_all_languages,
    rule_name,
    sentence,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One person considered for one need.

    Attributes:
        person: who.
        breaches: what would be broken; empty when the person may take it.
        marginal: what the objective grows by in øre, the need's own open cost left out.
        terms: the same by term, zeros left out.
        paid_after: paid minutes of the week the need starts in, with the need.
        paid_before: the same without the need.
        above_day: minutes above the longest of the work periods that start in that week, or in
            the one whose overtime the need changes instead (`steps.overtime_week`), with the need.
        steps: how each of the terms comes about; empty when the person may not take it.
    """

    person: Person
    breaches: tuple[Excess, ...]
    marginal: int
    terms: Mapping[str, int]
    paid_after: int
    paid_before: int = 0
    above_day: int = 0
    steps: Mapping[str, Step] = field(default_factory=dict)

    @property
    def lawful(self) -> bool:
        """Tell whether the person may take the need."""
        return not self.breaches

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Return the sort key: lawful first, then marginal objective, then id."""
        return (not self.lawful, self.marginal, self.person.id)

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the rules that stop the person, each once, in the table's order."""
        return tuple(dict.fromkeys(one.rule for one in self.breaches))


def held_by_pins(problem: Problem, person: str, need: str) -> tuple[Stretch, ...]:
    """Return what a person holds by pins, the need itself left out."""
    held = pins_of(problem).stretches(problem, person)
    return tuple(one for one in held if one.id != need)


def weigh(problem: Problem, person: Person, need: Need, held: Iterable[Stretch]) -> Option:
    """Judge and price one person for one need.

    Args:
        problem: what is planned.
        person: who is considered.
        need: the duty; a pin that holds it for someone else stops everyone but that one.
        held: stretches of the other needs the person holds.

    Returns:
        The option.
    """
    before = tuple(one for one in held if one.id != need.id)
    after = (*before, need.stretch)
    line = line_of(problem, person, after)
    breaches = list(line_breaches(line))
    alone = person_breaches(problem, person, before)
    if alone:
        known = {(one.rule, one.thing): one.over for one in alone}
        breaches = [one for one in breaches if one.over > known.get((one.rule, one.thing), 0)]
    holder = pins_of(problem).held.get(need.id)
    if holder is not None and holder != person.id:
        numbers = {"left_out": False, "pinned": holder}
        breaches.append(Excess("pinned", need.id, 0, 1, 1, (need.id,), numbers))
    breaches.sort(key=lambda one: RULE_ORDER[one.rule])
    terms = _difference(person_terms(problem, person, before), line_terms(line))
    kept = sum((entry.need, entry.person) == (need.id, person.id) for entry in problem.published)
    if kept and problem.weights.change_ore:
        terms["change"] = -kept * problem.weights.change_ore
    steps = {} if breaches else steps_of(terms, line, need.stretch)
    week, marginal = need.stretch.week, sum(terms.values())
    above_in = week if "overtime" not in terms else overtime_week(line, before, week)
    paid, above = line.paid(week), line.above_day_by_week.get(above_in, 0)
    before_it = paid - need.stretch.paid
    return Option(person, tuple(breaches), marginal, terms, paid, before_it, above, steps)


def _difference(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """Return the terms that change, and by how much."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def options(problem: Problem, need: Need) -> list[Option]:
    """Consider everyone for one need, against rota and held pins.

    Args:
        problem: what is planned.
        need: the duty.

    Returns:
        Everyone: lawful first, then by marginal objective, then by id.

    Source: contract 1 (`options`).
    """
    found = [
        weigh(problem, person, need, held_by_pins(problem, person.id, need.id))
        for person in problem.people.values()
    ]
    return sorted(found, key=lambda one: one.rank)


def options_in(
    problem: Problem, need: Need, held: Mapping[str, Sequence[Stretch]]
) -> list[Option]:
    """Consider everyone for one need, against rota and a plan.

    Args:
        problem: what is planned.
        need: the duty.
        held: stretches of the needs each person holds in the plan, by person id.

    Returns:
        Everyone, ranked as `options` ranks.
    """
    found = [
        weigh(problem, person, need, held.get(person.id, ())) for person in problem.people.values()
    ]
    return sorted(found, key=lambda one: one.rank)


def option_receipt(
    option: Option, need: Need, data_at: str | None = None, names: Names = NO_NAMES
) -> Receipt:
    """Write the receipt of an option.

    Args:
        option: the person considered.
        need: the duty.
        data_at: when the data were true.
        names: what people call units, sectors, areas and competences.

    Returns:
        `possible` with what it costs and what the week holds, or `not_allowed` with what
        stops the person.

    Source: contract 4.
    """
    if option.breaches:
        kept = {"marginal_ore": option.marginal}
        return refusal(
            need.id, option.person.id, option.breaches, data_at=data_at, numbers=kept, names=names
        )
    return Receipt(
        need=need.id,
        person=option.person.id,
        verdict="possible",
        rule=None,
        source=GOAL_SOURCE,
        numbers=_price_numbers(option),
        text=option_words(option),
        data_at=data_at,
    )


def _price_numbers(option: Option) -> dict[str, object]:
    """Return what is needed to redo the sum of a lawful person."""
    return {
        "marginal_ore": option.marginal,
        "terms": dict(option.terms),
        "steps": {term: dict(step) for term, step in option.steps.items()},
        "paid_before": option.paid_before,
        "paid_after": option.paid_after,
        "above_day": option.above_day,
        "contract_week_minutes": option.person.contract_week_minutes,
        "full_week_minutes": option.person.full_week_minutes,
    }


def option_words(option: Option, names: Names = NO_NAMES) -> dict[str, str]:
    """Write what stops a person, or what a lawful person costs and what the sum is made of.

    Args:
        option: the person considered.
        names: what people call units, sectors, areas and competences.

    Returns:
        Whole sentences by language.
    """
    if option.breaches:
        return explained(option.breaches, names)
    numbers = _price_numbers(option)
    text = in_all_languages("possible", numbers)
    if "overtime" in option.terms:
        over = in_all_languages("possible.overtime", numbers)
        text = {language: f"{text[language]} {over[language]}" for language in LANGUAGES}
    if option.terms:
        for language in LANGUAGES:
            parts = {"parts": priced(option.terms, option.steps, language)}
            text[language] += " " + sentence("possible.parts", parts, language)
    return text


@dataclass(frozen=True, slots=True)
class HoleReason:
    """Why a need stands open in a plan.

    Attributes:
        need: the need's id.
        considered: how many people were considered.
        lawful: ids of those who may take it as the plan stands, cheapest first.
        stopped_by: how many people each rule stops; one person may be stopped by several.
        nearest: those stopped by the fewest rules, then the cheapest.
        text: whole sentences by language.
    """

    need: str
    considered: int
    lawful: tuple[str, ...]
    stopped_by: Mapping[str, int]
    nearest: tuple[Option, ...]
    text: Mapping[str, str]


def hole_reason(
    problem: Problem, assignments: Iterable[tuple[str, str]], need: Need, nearest: int = 3
) -> HoleReason:
    """Explain why nobody holds a need in a plan.

    Args:
        problem: what is planned.
        assignments: pairs of need id and person id in the plan.
        need: the open need.
        nearest: how many near misses to keep.

    Returns:
        Counts by rule, the nearest misses, and sentences.
    """
    held: dict[str, list[Stretch]] = {}
    for need_id, person_id in assignments:
        if need_id in problem.needs:
            held.setdefault(person_id, []).append(problem.needs[need_id].stretch)
    found = options_in(problem, need, held)
    lawful = tuple(one.person.id for one in found if one.lawful)
    stopped = Counter(rule for one in found for rule in one.rules)
    by_rule = dict(sorted(stopped.items(), key=lambda item: (-item[1], RULE_ORDER[item[0]])))
    misses = sorted(
        (one for one in found if not one.lawful),
        key=lambda one: (len(one.rules), one.marginal, one.person.id),
    )
    return HoleReason(
        need.id,
        len(found),
        lawful,
        by_rule,
        tuple(misses[:nearest]),
        _hole_text(len(found), len(lawful), by_rule),
    )


def _hole_text(considered: int, lawful: int, by_rule: Mapping[str, int]) -> dict[str, str]:
    """Write the sentences of a hole."""
    numbers = {"considered": considered, "lawful": lawful}
    text = in_all_languages("hole.some" if lawful else "hole.none", numbers)
    for rule, count in by_rule.items():
        for language in LANGUAGES:
            words = {"count": count, "rule": rule_name(rule, language)}
            text[language] += " " + sentence("hole.rule", words, language)
    return text
