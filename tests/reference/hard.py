"""The hard rules of one person: each measures an excess over its limit per thing judged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.reference.clock import dates_touched, instant, night_minutes
from tests.reference.measure import Measure, over, overlap_minutes, under
from tests.reference.red import red_days
from tests.reference.work import (
    Stretch,
    in_order,
    in_week,
    judged_weeks,
    longest_free,
    neighbours,
    period_weeks,
    stretch,
    strictest,
    week_sums,
    work_periods,
)


def fitness(problem: dict[str, Any], person: dict[str, Any], need: Stretch) -> list[Measure]:
    """Judge competence and place of one assigned need."""
    row = next(row for row in problem["needs"] if row["id"] == need.id)
    dates = dates_touched(need.start, need.end)
    held = {entry["id"]: entry for entry in person["competences"]}
    missing = 0
    for required in row.get("requires", []):
        entry = held.get(required, {"valid_from": "9999-12-31"})
        first = date.fromisoformat(entry.get("valid_from") or "0001-01-01")
        last = date.fromisoformat(entry.get("valid_to") or "9999-12-31")
        missing += not all(first <= day <= last for day in dates)
    unit = next(unit for unit in problem["units"] if unit["id"] == need.unit)
    units = person.get("units")
    placed = unit["sector"] in person["sectors"] and (units is None or need.unit in units)
    return [
        over("competence", (need.id,), [need], 0, missing),
        over("place", (need.id,), [need], 0, int(not placed)),
    ]


def available(person: dict[str, Any], one: Stretch) -> Measure:
    """Judge a stretch against times away and, for a need, the night that is not accepted.

    The contract says "needs only" of competence and place and "a need" of the night, not of the
    times away: rota work in them is told as an existing breach.
    """
    away = {
        minute
        for gone in person.get("unavailable", [])
        for minute in range(
            max(one.start, instant(gone["start"])), min(one.end, instant(gone["end"]))
        )
    }
    night = night_minutes(one.start, one.end)
    accepted = not one.need or person.get("accepts", {}).get("night", False)
    if not away and not accepted and night > 180:
        return over("available", (one.id, one.row), [one], 180, night)
    return over("available", (one.id, one.row), [one], 0, len(away))


def overlaps(stretches: list[Stretch]) -> list[Measure]:
    """Judge every two stretches: they share no minute."""
    ordered = in_order(stretches)
    found = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            shared = overlap_minutes(one.start, one.end, other.start, other.end)
            found.append(over("overlap", pair_key(one, other), [one, other], 0, shared))
    return found


def pair_key(one: Stretch, other: Stretch) -> tuple[Any, ...]:
    """Name a pair of stretches."""
    return one.id, one.row, other.id, other.row


def travel(problem: dict[str, Any], stretches: list[Stretch]) -> list[Measure]:
    """Judge the gap between neighbours in different areas."""
    table = problem.get("travel_minutes", {})
    found = []
    for before, after in neighbours(stretches):
        gap = after.start - before.end
        if before.area == after.area or gap < 0:
            continue
        minutes = table.get(before.area, {}).get(after.area)
        if minutes is None:
            minutes = table.get(after.area, {}).get(before.area, 0)
        found.append(under("travel", pair_key(before, after), [before, after], minutes, gap))
    return found


def periods(person: dict[str, Any], stretches: list[Stretch]) -> list[Measure]:
    """Judge each work period: its span (daily rest) and its paid minutes."""
    found = []
    for period in work_periods(stretches):
        key = (tuple(sorted((one.id, one.row) for one in period)),)
        span = max(one.end for one in period) - min(one.start for one in period)
        longest = 1440 - strictest(period, "daily_rest")
        found.append(over("daily_rest", key, period, longest, span))
        most = strictest(period, "day_minutes")
        if person.get("accepts", {}).get("overtime", False):
            most = max(most, 780)
        paid = sum(one.paid for one in period)
        found.append(over("day_minutes", key, period, most, paid))
    return found


def weeks(
    problem: dict[str, Any], person: dict[str, Any], stretches: list[Stretch]
) -> list[Measure]:
    """Judge each judged week: weekly rest, paid minutes, merarbeid."""
    found = []
    for week in judged_weeks(problem):
        here = in_week(stretches, week)
        sums = week_sums(person, stretches, week)
        free = longest_free(stretches, week)
        accepted = person.get("accepts", {}).get("merarbeid_minutes_week", 0)
        found += [
            under("weekly_rest", (week,), here, strictest(here, "weekly_rest"), free),
            over("week_minutes", (week,), here, strictest(here, "week_minutes"), sums.paid),
            over("merarbeid", (week,), here, accepted, sums.merarbeid),
        ]
    return found


def overtime(
    problem: dict[str, Any], person: dict[str, Any], stretches: list[Stretch]
) -> list[Measure]:
    """Judge overtime per judged week, per four judged weeks in a row, and for 52 weeks."""
    judged = judged_weeks(problem)
    minutes = {week: week_sums(person, stretches, week).overtime for week in judged}
    accepts = person.get("accepts", {}).get("overtime", False)

    def limit(name: str, among: list[Stretch]) -> int:
        return strictest(among, name) if accepts else 0

    found = []
    for week in judged:
        here = in_week(stretches, week)
        most = limit("overtime_week", here)
        found.append(over("overtime", ("week", week), here, most, minutes[week]))
    for first in judged[:-3]:
        window = [first + timedelta(weeks=number) for number in range(4)]
        here = [one for one in stretches if one.week in window]
        total = sum(minutes[week] for week in window)
        most = limit("overtime_4_weeks", here)
        found.append(over("overtime", ("four", first), here, most, total))
    inside = period_weeks(problem)
    here = [one for one in stretches if one.week in inside]
    total = person.get("overtime_minutes_52w", 0) + sum(minutes[week] for week in inside)
    most = limit("overtime_52_weeks", here)
    found.append(over("overtime", ("year",), here, most, total))
    return found


def measure(
    problem: dict[str, Any], person: dict[str, Any], stretches: list[Stretch]
) -> list[Measure]:
    """Measure everything the hard rules judge of one person's stretches."""
    found: list[Measure] = []
    for one in stretches:
        found.append(available(person, one))
        if one.need:
            found += fitness(problem, person, one)
    found += overlaps(stretches)
    found += travel(problem, stretches)
    found += periods(person, stretches)
    found += weeks(problem, person, stretches)
    found += overtime(problem, person, stretches)
    found += red_days(problem, person, stretches)
    return found


def rota_of(problem: dict[str, Any], person: dict[str, Any]) -> list[Stretch]:
    """Return the person's rota as stretches."""
    rows = enumerate(person.get("rota", []))
    return [stretch(problem, person["id"], row, number) for number, row in rows]


def existing(problem: dict[str, Any], person: dict[str, Any]) -> list[Measure]:
    """Return what the rota breaks alone."""
    return [
        found for found in measure(problem, person, rota_of(problem, person)) if found.excess > 0
    ]


def breaches(
    problem: dict[str, Any], person: dict[str, Any], needs: list[dict[str, Any]]
) -> list[Measure]:
    """Return what the person breaks with rota and *needs* beyond what the rota breaks alone."""
    rota = rota_of(problem, person)
    stretches = rota + [stretch(problem, person["id"], need) for need in needs]
    alone = measure(problem, person, rota)
    found = []
    for one in measure(problem, person, stretches):
        if one.rule in {"daily_rest", "day_minutes"}:
            inside = [
                other.excess
                for other in alone
                if other.rule == one.rule and set(other.key[0]) <= set(one.key[0])
            ]
        else:
            inside = [o.excess for o in alone if (o.rule, o.key) == (one.rule, one.key)]
        if one.excess > max([0, *inside]):
            found.append(one)
    return found


def unfit(problem: dict[str, Any], person: dict[str, Any], need: dict[str, Any]) -> bool:
    """Tell whether the need alone, whatever else is worked, is barred for the person."""
    one = stretch(problem, person["id"], need)
    alone = [available(person, one), *fitness(problem, person, one)]
    return any(found.excess > 0 for found in alone)
