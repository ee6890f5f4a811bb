"""The hard rules of one person: each measures an excess over its limit per thing judged."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.reference.clock import dates_touched, instant, is_red, local_date, night_minutes
from tests.reference.work import (
    Stretch,
    in_order,
    in_week,
    judged_weeks,
    longest_free,
    neighbours,
    period_dates,
    period_weeks,
    stretch,
    strictest,
    week_sums,
    work_periods,
)


@dataclass(frozen=True)
class Measure:
    """One thing judged by one rule; `key` names the thing so that two rosters can be compared."""

    rule: str
    key: tuple[Any, ...]
    stretches: tuple[Stretch, ...]
    limit: int
    value: int
    excess: int

    def row(self, person: str) -> dict[str, Any]:
        """Write it in the shape of a breach."""
        numbers = {"limit": self.limit, "value": self.value, "excess": self.excess}
        needs = sorted({one.id for one in self.stretches if one.need})
        return {"rule": self.rule, "person": person, "needs": needs, "numbers": numbers}


def over(
    rule: str, key: tuple[Any, ...], stretches: list[Stretch], limit: int, value: int
) -> Measure:
    """Measure a value that must not be above its limit."""
    return Measure(rule, key, tuple(stretches), limit, value, value - limit)


def under(
    rule: str, key: tuple[Any, ...], stretches: list[Stretch], limit: int, value: int
) -> Measure:
    """Measure a value that must not be below its limit."""
    return Measure(rule, key, tuple(stretches), limit, value, limit - value)


def overlap_minutes(a_start: int, a_end: int, b_start: int, b_end: int) -> int:
    """Count the minutes two half open times share."""
    return max(0, min(a_end, b_end) - max(a_start, b_start))


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


def red_days(
    problem: dict[str, Any], person: dict[str, Any], stretches: list[Stretch]
) -> list[Measure]:
    """Judge neighbouring red days and, under averaging, runs of Sundays and the share."""
    if not stretches:
        return []
    found = []
    red = _red_dates(stretches)
    for one, other in itertools.pairwise(red):
        on_one = [s for s in stretches if s.works(one)]
        on_other = [s for s in stretches if s.works(other)]
        works_either = list(dict.fromkeys(on_one + on_other))
        averaged = all(s.limit("red_days") == "average" for s in works_either)
        if on_one and on_other and not averaged:
            found.append(over("red_days", ("pair", one, other), works_either, 1, 2))
    if any(s.limit("red_days") == "average" and any(map(s.works, red)) for s in stretches):
        found += _sunday_runs(stretches, red)
        found.append(_share(problem, person, stretches))
    return found


def _red_dates(stretches: list[Stretch]) -> list[date]:
    """Return the red days from two weeks before the first stretch to two weeks after the last."""
    first = local_date(min(one.start for one in stretches))
    last = local_date(max(one.end for one in stretches))
    days = [first + timedelta(days=number) for number in range(-14, (last - first).days + 15)]
    return [day for day in days if is_red(day)]


def _sunday_runs(stretches: list[Stretch], red: list[date]) -> list[Measure]:
    sundays = [day for day in red if day.weekday() == 6]
    found = []
    for place in range(len(sundays) - 3):
        four = sundays[place : place + 4]
        workers = [s for s in stretches if any(map(s.works, four))]
        worked = sum(any(s.works(day) for s in stretches) for day in four)
        found.append(over("red_days", ("four", four[0]), workers, 3, worked))
    return found


def _share(problem: dict[str, Any], person: dict[str, Any], stretches: list[Stretch]) -> Measure:
    first, end = period_dates(problem)
    for row in person.get("rota", []):
        first = min(first, stretch(problem, person["id"], row).on)
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    red = [day for day in days if is_red(day)]
    worked = [day for day in red if any(s.works(day) for s in stretches)]
    workers = [s for s in stretches if any(map(s.works, red))]
    return over("red_days", ("share",), workers, (len(red) + 1) // 2, len(worked))


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
