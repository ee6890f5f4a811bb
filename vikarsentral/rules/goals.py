"""The objective: eleven terms in øre that add as they stand, smaller is better.

Source: contract 2 (objective).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from vikarsentral.rules.facts import Need, Problem, Stretch
from vikarsentral.rules.line import Line
from vikarsentral.rules.oslo import MINUTES_PER_HOUR
from vikarsentral.rules.values import value_on

TERMS = (
    "open",
    "agency",
    "merarbeid",
    "overtime",
    "hourly",
    "unused",
    "unknown_unit",
    "quick_return",
    "weekend_share",
    "wish",
    "change",
)
"""The terms in the contract's order."""

_PERCENT_HOUR = 6000
_SATURDAY = 6
_WEEK = 7


def open_cost(problem: Problem, needs: Iterable[Need]) -> int:
    """Price open needs by elapsed minute and priority."""
    per_minute = problem.weights.open_ore_per_minute
    return sum(need.elapsed * per_minute[need.priority] for need in needs)


def agency_cost(problem: Problem, needs: Iterable[Need]) -> int:
    """Price needs given to an agency: its price rounded down, and a surcharge per minute.

    A need that may not go to an agency has no price; there only the surcharge counts.
    """
    surcharge = problem.weights.agency_surcharge_ore_per_minute
    return sum(
        (need.agency_ore_per_hour or 0) * need.elapsed // MINUTES_PER_HOUR
        + surcharge * need.elapsed
        for need in needs
    )


def merarbeid_rate(line: Line) -> int:
    """Return the price of one minute of merarbeid for the line's person."""
    agreed = line.problem.weights.merarbeid_ore_per_minute
    return line.person.hourly_cost_ore // MINUTES_PER_HOUR if agreed is None else agreed


def overtime_rate(line: Line) -> int:
    """Return the price of one minute of overtime for the line's person."""
    weights = line.problem.weights
    cost = line.person.hourly_cost_ore * weights.overtime_factor_percent // _PERCENT_HOUR
    return cost + weights.overtime_surcharge_ore_per_minute


def hourly_rate(line: Line) -> int:
    """Return the price of one minute of work by the line's hourly person."""
    agreed = line.problem.weights.hourly_ore_per_minute
    return line.person.hourly_cost_ore // MINUTES_PER_HOUR if agreed is None else agreed


def merarbeid_cost(line: Line) -> int:
    """Price merarbeid in the weeks of the period."""
    weeks = line.calendar.period_weeks
    return sum(line.merarbeid(week) for week in weeks) * merarbeid_rate(line)


def overtime_cost(line: Line) -> int:
    """Price overtime in the weeks of the period."""
    weeks = line.calendar.period_weeks
    return sum(line.overtime(week) for week in weeks) * overtime_rate(line)


def hourly_cost(line: Line) -> int:
    """Price assigned work of hourly people, less the overtime priced elsewhere."""
    if line.person.kind != "hourly":
        return 0
    minutes = 0
    for week in line.calendar.period_weeks:
        paid = sum(one.paid for one in line.by_week.get(week, ()) if one.is_need)
        minutes += max(0, paid - line.overtime(week))
    return minutes * hourly_rate(line)


def unused_cost(line: Line) -> int:
    """Price contract minutes of pool people that the weeks of the period leave unused."""
    weeks = line.calendar.period_weeks
    unused = sum(line.unused(week) for week in weeks)
    return unused * line.problem.weights.unused_ore_per_minute


def unknown_unit_cost(line: Line) -> int:
    """Price each assignment where the person is a new face."""
    person = line.person
    new = sum(
        one.unit not in person.known_units
        and person.id not in line.problem.needs[one.id].known_people
        for one in line.stretches
        if one.is_need
    )
    return new * line.problem.weights.unknown_unit_ore


def quick_return_cost(line: Line) -> int:
    """Price neighbours closer than the law's own rest where less is agreed."""
    quick = sum(
        pair.rest <= pair.gap < value_on("daily_rest", pair.after.first_on)
        and (pair.before.is_need or pair.after.is_need)
        for pair in line.pairs
    )
    return quick * line.problem.weights.quick_return_ore


def touches_weekend(stretch: Stretch) -> bool:
    """Tell whether a stretch touches an Oslo Saturday or Sunday."""
    return any(on % _WEEK in (_SATURDAY, 0) for on in range(stretch.first_on, stretch.last_on + 1))


def weekend_share_cost(line: Line) -> int:
    """Price the square of the number of assigned needs in weekends, so that they are shared."""
    weekends = sum(one.is_need and touches_weekend(one) for one in line.stretches)
    return weekends**2 * line.problem.weights.weekend_share_ore


def wish_cost(line: Line) -> int:
    """Price each wish once per assigned need that overlaps it."""
    return sum(
        wish.ore
        for one in line.stretches
        if one.is_need
        for wish in line.person.wishes
        if wish.start < one.end and one.start < wish.end
    )


def change_cost(problem: Problem, holders: Mapping[str, frozenset[str]]) -> int:
    """Price each published entry whose need is no longer with that person.

    Args:
        problem: holds what was published.
        holders: ids of the people who hold each need in the plan.

    Returns:
        The cost in øre.
    """
    moved = sum(
        entry.person not in holders.get(entry.need, frozenset()) for entry in problem.published
    )
    return moved * problem.weights.change_ore


PERSON_TERMS: Mapping[str, Callable[[Line], int]] = {
    "merarbeid": merarbeid_cost,
    "overtime": overtime_cost,
    "hourly": hourly_cost,
    "unused": unused_cost,
    "unknown_unit": unknown_unit_cost,
    "quick_return": quick_return_cost,
    "weekend_share": weekend_share_cost,
    "wish": wish_cost,
}
"""The terms that are a sum over people, each of one person's line."""
