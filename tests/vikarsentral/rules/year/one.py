"""Build a roster of one person around a clock change or none, and see what flips at an edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.vikarsentral.rules.year.redo import redo
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Accepts, Agreement
from vikarsentral.rules.stretch import Unit
from vikarsentral.rules.texts import LANGUAGES
from vikarsentral.rules.year import (
    Duty,
    Held,
    Post,
    Worker,
    YearRoster,
    check_year,
    finding_receipt,
)

OSLO = ZoneInfo("Europe/Oslo")
PLAIN, SPRING, AUTUMN = date(2027, 1, 11), date(2028, 3, 20), date(2027, 10, 25)
over_clock_changes = pytest.mark.parametrize("monday", [PLAIN, SPRING, AUTUMN], ids=str)
"""A week without a clock change, one that loses an hour and one that gains one on its Sunday."""
UNITS = {
    "ward": Unit("ward", "health", "nord"),
    "nursery": Unit("nursery", "kindergarten", "nord"),
    "school": Unit("school", "school", "sor"),
    "floors": Unit("floors", "cleaning", "nord"),
}
ANNA = Worker(
    "anna",
    (Post("a", "part_time", 2400, 10_000),),
    "DAY",
    frozenset({"health", "kindergarten", "school", "cleaning"}),
    accepts=Accepts(10_000, True, True),
)


def at(day: date, clock: str = "00:00", days: int = 0) -> int:
    """Return the instant of a time on the Oslo wall, some days after a date."""
    hour, minute = map(int, clock.split(":"))
    on = day + timedelta(days=days)
    local = datetime(on.year, on.month, on.day, hour, minute, tzinfo=OSLO)
    return int(local.timestamp()) // 60


def duty(start: int, minutes: int, **facts: Any) -> Duty:
    """Return a duty of Anna's; its id follows from its start."""
    facts.setdefault("id", f"d{start}")
    return Duty(**{"person": "anna", "unit": "ward", **facts}, start=start, end=start + minutes)


def roster(monday: date, *duties: Duty, weeks: int = 1, **facts: Any) -> YearRoster:
    """Return a roster of Anna's duties; `worker` changes her, other facts change the roster."""
    worker = replace(ANNA, **facts.pop("worker", {}))
    first = monday.toordinal()
    return YearRoster(first, first + 7 * weeks, UNITS, (worker,), tuple(duties), **facts)


def agreed(**limits: Any) -> tuple[Agreement, ...]:
    """Return an agreement for everyone, for many years."""
    red_days = limits.pop("red_days", None)
    days = (date(2020, 1, 1).toordinal(), date(2040, 1, 1).toordinal())
    return (Agreement("A", "LOCAL_TV", None, None, *days, limits, red_days),)


def daily(monday: date, minutes: list[int], clock: str = "08:00") -> list[Duty]:
    """Return one duty a day from Monday on; 0 minutes for a free day."""
    return [duty(at(monday, clock, days), length) for days, length in enumerate(minutes) if length]


def found(rule: str, of: YearRoster) -> list[Excess]:
    """Return what a rule finds: each receipt whole in every language, redone from itself."""
    verdict = check_year(of, rules={rule})
    for finding in verdict.findings:
        told = finding_receipt(finding)
        assert set(told.text) == set(LANGUAGES)
        assert len(set(told.text.values())) == len(LANGUAGES)
        assert all(text.endswith(".") and "{" not in text for text in told.text.values())
        assert told.source
        redo(finding.excess, told.numbers)
    return [finding.excess for finding in verdict.findings]


def flips(rule: str, inside: YearRoster, outside: YearRoster, over: int = 1) -> Excess:
    """Hold that a rule finds nothing on one side of an edge and one thing on the other."""
    assert found(rule, inside) == []
    (excess,) = found(rule, outside)
    assert excess.over == over
    assert excess.over == abs(excess.value - excess.limit)
    return excess


def held(first: date | None = None, last: date | None = None) -> Held:
    """Return the dates something is held."""
    return Held(
        None if first is None else first.toordinal(), None if last is None else last.toordinal()
    )
