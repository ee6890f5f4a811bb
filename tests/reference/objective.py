"""The eleven terms of the objective, in whole øre."""

from __future__ import annotations

from typing import Any

from tests.reference.clock import dates_touched, instant
from tests.reference.hard import rota_of
from tests.reference.measure import overlap_minutes
from tests.reference.work import (
    Stretch,
    in_week,
    neighbours,
    period_weeks,
    rest_between,
    stretch,
    week_sums,
)

TERMS = (
    *("open", "agency", "merarbeid", "overtime", "hourly", "unused"),
    *("unknown_unit", "quick_return", "weekend_share", "wish", "change"),
)
DEFAULTS: dict[str, Any] = {
    "open_ore_per_minute": {"1": 8000, "2": 5000, "3": 3500},
    "agency_surcharge_ore_per_minute": 500,
    "merarbeid_ore_per_minute": None,
    "overtime_factor_percent": 200,
    "overtime_surcharge_ore_per_minute": 200,
    "hourly_ore_per_minute": None,
    "unused_ore_per_minute": 300,
    "unknown_unit_ore": 15000,
    "quick_return_ore": 10000,
    "weekend_share_ore": 4000,
    "change_ore": 25000,
}


def weight(problem: dict[str, Any], name: str) -> Any:
    """Return a weight of the file, or its default."""
    return problem.get("objective", {}).get(name, DEFAULTS[name])


def elapsed(need: dict[str, Any]) -> int:
    """Return a need's elapsed minutes."""
    return instant(need["end"]) - instant(need["start"])


def open_cost(problem: dict[str, Any], need: dict[str, Any]) -> int:
    """Price a need that is left open."""
    weights = weight(problem, "open_ore_per_minute")
    return int(weights[str(need["priority"])]) * elapsed(need)


def agency_cost(problem: dict[str, Any], need: dict[str, Any]) -> int:
    """Price a need that is proposed to an agency."""
    per_hour = (need.get("agency") or {"ore_per_hour": 0})["ore_per_hour"]
    surcharge = weight(problem, "agency_surcharge_ore_per_minute")
    return int(per_hour * elapsed(need) // 60 + surcharge * elapsed(need))


def person_terms(
    problem: dict[str, Any], person: dict[str, Any], needs: list[dict[str, Any]]
) -> dict[str, int]:
    """Price what one person works: rota and *needs*."""
    rota = rota_of(problem, person)
    assigned = [stretch(problem, person["id"], need) for need in needs]
    terms = dict.fromkeys(TERMS, 0)
    hour = person["hourly_cost_ore"]
    mer, hourly = (
        hour // 60 if weight(problem, name) is None else weight(problem, name)
        for name in ("merarbeid_ore_per_minute", "hourly_ore_per_minute")
    )
    over = hour * weight(problem, "overtime_factor_percent") // 6000
    over += weight(problem, "overtime_surcharge_ore_per_minute")
    for week in period_weeks(problem):
        sums = week_sums(person, rota + assigned, week)
        terms["merarbeid"] += sums.merarbeid * mer
        terms["overtime"] += sums.overtime * over
        terms["unused"] += sums.unused * weight(problem, "unused_ore_per_minute")
        if person["kind"] == "hourly":
            paid = sum(one.paid for one in in_week(assigned, week))
            terms["hourly"] += max(0, paid - sums.overtime) * hourly
    for need in needs:
        unknown = need["unit"] not in person.get("known_units", [])
        if unknown and person["id"] not in need.get("known_people", []):
            terms["unknown_unit"] += weight(problem, "unknown_unit_ore")
        terms["wish"] += wishes(person, need)
    quick = quick_returns(rota + assigned)
    terms["quick_return"] = quick * weight(problem, "quick_return_ore")
    weekends = sum(touches_weekend(one) for one in assigned)
    terms["weekend_share"] = weekends**2 * weight(problem, "weekend_share_ore")
    return terms


def wishes(person: dict[str, Any], need: dict[str, Any]) -> int:
    """Add the øre of the wishes that a need overlaps."""
    total = 0
    start, end = instant(need["start"]), instant(need["end"])
    for wish in person.get("wishes", []):
        if overlap_minutes(start, end, instant(wish["start"]), instant(wish["end"])):
            total += wish["ore"]
    return total


def quick_returns(stretches: list[Stretch]) -> int:
    """Count neighbours with R <= gap < 660, at least one of them an assigned need."""
    return sum(
        rest_between(before, after) <= after.start - before.end < 660
        for before, after in neighbours(stretches)
        if before.need or after.need
    )


def touches_weekend(need: Stretch) -> bool:
    """Tell whether it touches a local Saturday or Sunday."""
    return any(day.weekday() >= 5 for day in dates_touched(need.start, need.end))
