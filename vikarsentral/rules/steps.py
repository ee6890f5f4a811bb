"""How each term of a price comes about: minutes times a rate, pieces times a price, or wishes.

A receipt carries the steps beside the terms, so that whoever reads it can redo the whole sum.

Source: contract 2 (objective), 4 (`numbers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from vikarsentral.rules.facts import Stretch
from vikarsentral.rules.goals import hourly_rate, merarbeid_rate, overtime_rate
from vikarsentral.rules.line import Line, line_of
from vikarsentral.rules.names import GOAL_NAMES
from vikarsentral.rules.texts import Language
from vikarsentral.rules.wording import MINUS, kroner, listed, minutes_told

Step = Mapping[str, int | list[int]]
"""The numbers of one term: `minutes` and `ore_per_minute`, `count` and `ore_each`, the number of
weekend duties `before` and `after` and `ore`, or `ores`, one for each wish."""

TIMES: Final = "\N{MULTIPLICATION SIGN}"


def steps_of(terms: Mapping[str, int], line: Line, duty: Stretch) -> dict[str, Step]:
    """Return how each term that one more duty changes comes about.

    Args:
        terms: øre by term, none of them 0.
        line: the person's work with the duty.
        duty: the duty.
    """
    return {term: _step(term, ore, line, duty) for term, ore in terms.items()}


def _step(term: str, ore: int, line: Line, duty: Stretch) -> Step:
    weights = line.problem.weights
    if term == "wish":
        wishes = line.person.wishes
        return {
            "ores": [one.ore for one in wishes if one.start < duty.end and duty.start < one.end]
        }
    if term == "weekend_share":
        # One more duty: (n + 1)² - n² = 2n + 1 times the price.
        before = (ore // weights.weekend_share_ore - 1) // 2
        return {"before": before, "after": before + 1, "ore": weights.weekend_share_ore}
    each = {
        "unknown_unit": weights.unknown_unit_ore,
        "quick_return": weights.quick_return_ore,
        "change": weights.change_ore,
    }
    if term in each:
        return {"count": ore // each[term], "ore_each": each[term]}
    rate = _rate(term, line)
    return {"minutes": ore // rate, "ore_per_minute": rate}


def _rate(term: str, line: Line) -> int:
    """Return what one minute of a term costs, in øre."""
    rates = {"merarbeid": merarbeid_rate, "overtime": overtime_rate, "hourly": hourly_rate}
    return rates[term](line) if term in rates else line.problem.weights.unused_ore_per_minute


def overtime_week(line: Line, before: Iterable[Stretch], week: int) -> int:
    """Return the week whose overtime a duty changes: its own where it does, else the first.

    A work period counts where it starts, so a duty on Monday may join one of the week before.

    Args:
        line: the person's work with the duty.
        before: stretches of the needs held without it.
        week: judged week the duty starts in.
    """
    alone = line_of(line.problem, line.person, before)
    near = (week, *line.calendar.period_weeks)
    return next((one for one in near if line.overtime(one) != alone.overtime(one)), week)


def priced(terms: Mapping[str, int], steps: Mapping[str, Step], language: Language) -> str:
    """Write the sums of a price, such as `ny på enheten: 1 × 150 kroner = 150 kroner`.

    Args:
        terms: øre by term of the objective, at least one.
        steps: how each comes about.
        language: of the words.
    """
    sums = {term: _sum(step, language) for term, step in steps.items()}
    return listed(
        [
            f"{GOAL_NAMES[term][language]}: {sums[term]} = {kroner(ore, language)}"
            for term, ore in terms.items()
        ],
        language,
    )


def _sum(step: Step, language: Language) -> str:
    """Write the left side of one sum."""
    match step:
        case {"minutes": int(minutes), "ore_per_minute": int(rate)}:
            return f"{minutes_told(minutes, language)} {TIMES} {kroner(rate, language)}"
        case {"count": int(count), "ore_each": int(each)}:
            sign = MINUS if count < 0 else ""
            return f"{sign}{abs(count)} {TIMES} {kroner(each, language)}"
        case {"before": int(before), "after": int(after), "ore": int(each)}:
            squares = f"({after} {TIMES} {after} {MINUS} {before} {TIMES} {before})"
            return f"{squares} {TIMES} {kroner(each, language)}"
        case {"ores": list(ores)}:
            return " + ".join(kroner(ore, language) for ore in ores)
        case _:
            raise AssertionError(step)
