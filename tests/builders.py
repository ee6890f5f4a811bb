"""Make lawful things: every field has a default, a test names only what it is about.

Documents are plain dicts of the contract's files. Times are written on the Oslo clock, as
`"2027-01-05 18:00"`; of a clock time that comes twice the first is meant.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import Verdict, check
from vikarsentral.rules.facts import Person, Problem, Stretch

OSLO = ZoneInfo("Europe/Oslo")


def iso(local: str) -> str:
    """Write an Oslo clock time with its offset; what has one already stays as it is."""
    if "T" in local:
        return local
    return datetime.fromisoformat(local).replace(tzinfo=OSLO).isoformat()


def unit(id: str = "u1", sector: str = "health", area: str = "nord") -> dict[str, Any]:  # noqa: A002 - the file's own name
    return {"id": id, "sector": sector, "area": area}


def span(start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"start": iso(start), "end": iso(end), **more}


def rota(start: str, end: str, unit: str = "u1", **more: Any) -> dict[str, Any]:
    return span(start, end, unit=unit, **more)


def person(id: str = "p1", **more: Any) -> dict[str, Any]:  # noqa: A002 - the file's own name
    """Make a full pool employee who accepts neither overtime nor merarbeid, but nights."""
    return {
        "id": id,
        "kind": "pool",
        "full_week_minutes": 2130,
        "stillingsprosent": 10000,
        "competences": [],
        "sectors": ["health"],
        "known_units": ["u1", "u2"],
        "hourly_cost_ore": 42000,
        "accepts": {"merarbeid_minutes_week": 0, "overtime": False, "night": True},
        **more,
    }


def need(id: str, start: str, end: str, **more: Any) -> dict[str, Any]:  # noqa: A002 - the file's own name
    return {
        "id": id,
        "unit": "u1",
        **span(start, end),
        "priority": 2,
        "agency": {"ore_per_hour": 90000},
        **more,
    }


def agreement(limits: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": "A",
        "level": "LOCAL_TV",
        "scope": {},
        "valid_from": "2020-01-01",
        "valid_to": "2030-12-31",
        "limits": limits,
        **more,
    }


def document(
    *,
    needs: list[dict[str, Any]] | None = None,
    people: list[dict[str, Any]] | None = None,
    start: str = "2027-01-04",
    end: str = "2027-01-11",
    **more: Any,
) -> dict[str, Any]:
    """Make a problem document; two units in two areas 25 minutes apart."""
    return {
        "format": "vikarsentral/problem/1",
        "timezone": "Europe/Oslo",
        "period": span(f"{start} 00:00", f"{end} 00:00"),
        "units": [unit(), unit("u2", area="sor"), unit("k1", sector="kindergarten")],
        "travel_minutes": {"nord": {"sor": 25}},
        "people": [person()] if people is None else people,
        "needs": needs or [],
        **more,
    }


def problem(**parts: Any) -> Problem:
    return read_problem(document(**parts))


def plan(given: dict[str, str], **more: Any) -> dict[str, Any]:
    """Make a plan that gives each need to a person, to `agency` or to `open`."""
    return {
        "format": "vikarsentral/plan/1",
        "assignments": [
            {"need": need_id, "person": who}
            for need_id, who in given.items()
            if who not in ("agency", "open")
        ],
        "agency": [need_id for need_id, who in given.items() if who == "agency"],
        "open": [need_id for need_id, who in given.items() if who == "open"],
        **more,
    }


def stretches(made: Problem, *ids: str) -> tuple[Stretch, ...]:
    return tuple(made.needs[one].stretch for one in ids or made.needs)


def only_person(made: Problem) -> Person:
    (one,) = made.people.values()
    return one


def all_to_one(made: Problem) -> Verdict:
    """Judge the plan in which the only person holds every need."""
    who = only_person(made).id
    return check(made, plan(dict.fromkeys(made.needs, who)))


def broken(verdict: Verdict) -> list[str]:
    """Return the ids of the rules broken, one for each breach."""
    return [one.rule for one in verdict.breaches]


def measured(verdict: Verdict, rule: str) -> list[tuple[int, int, int]]:
    """Return limit, value and excess of each breach of a rule."""
    return [
        (one.excess.limit, one.excess.value, one.excess.over)
        for one in verdict.breaches
        if one.rule == rule
    ]
