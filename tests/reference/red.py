"""Red days of one person: neighbours, and what averaging is held to instead."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tests.reference.clock import is_red, local_date
from tests.reference.measure import Measure, over
from tests.reference.work import Stretch, period_dates, stretch


def red_days(
    problem: dict[str, Any], person: dict[str, Any], stretches: list[Stretch]
) -> list[Measure]:
    """Judge neighbouring red days and, under averaging, runs of Sundays and the share."""
    if not stretches:
        return []
    found = []
    red = _red_dates(stretches)
    for one, other in pairwise(red):
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
