"""Draw a whole problem."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any

from tests.random_problems.draw import (
    MONDAYS,
    SIZES,
    SPICES,
    Draw,
    day_start,
    draw_length,
    iso,
    start_after,
    stretch_at,
)
from tests.random_problems.people import draw_person
from tests.random_problems.terms import agreements, published, travel, weights


def problem(
    seed: int, size: str = "tiny", spices: frozenset[str] | None = None, monday: date | None = None
) -> dict[str, Any]:
    """Draw one valid problem.

    Args:
        seed: any whole number; the same gives the same problem.
        size: a key of `SIZES`.
        spices: which of `SPICES` to use; None draws between two and all of them.
        monday: first day of the period; None draws one of `MONDAYS`.

    Returns:
        The problem as a dict in the shape of the file format.
    """
    rng = Random(f"problem {seed} {size}")
    chosen = frozenset(rng.sample(SPICES, rng.randint(2, len(SPICES))))
    bounds = SIZES[size]
    drawn_monday = rng.choice(MONDAYS)
    draw = Draw(
        rng=rng,
        size=bounds,
        spices=chosen if spices is None else spices,
        monday=monday or drawn_monday,
        weeks=rng.randint(*bounds.weeks),
    )
    _draw_units(draw)
    for number in range(rng.randint(*bounds.people)):
        draw.people.append(draw_person(draw, f"p{number + 1}"))
    _draw_needs(draw, rng.randint(*bounds.needs))
    if draw.has("pins"):
        for need in draw.needs:
            if rng.random() < 0.25:
                need["pinned"] = rng.choice(draw.people)["id"]
    return {
        "format": "vikarsentral/problem/1",
        "timezone": "Europe/Oslo",
        "period": {"start": iso(draw.start), "end": iso(draw.end)},
        "units": draw.units,
        "travel_minutes": travel(draw),
        "agreements": agreements(draw) if draw.has("agreements") else [],
        "people": draw.people,
        "needs": draw.needs,
        "published": published(draw) if draw.has("published") else [],
        "objective": weights(draw) if draw.has("weights") else {},
    }


def problem_bytes(drawn: dict[str, Any]) -> bytes:
    """Write a problem as the bytes of a file."""
    return json.dumps(drawn, ensure_ascii=False, indent=1).encode()


def _draw_units(draw: Draw) -> None:
    sectors = ["health", "health", "kindergarten"]
    areas = ["nord", "sor", "nord"] if draw.has("travel") else ["nord"] * 3
    for number, (sector, area) in enumerate(zip(sectors, areas, strict=True)):
        draw.units.append({"id": f"u{number + 1}", "sector": sector, "area": area})
    if draw.has("travel"):
        draw.units.append({"id": "u4", "sector": "health", "area": "vest"})


def _draw_needs(draw: Draw, many: int) -> None:
    rng = draw.rng
    while len(draw.needs) < many:
        rota = [row for person in draw.people for row in person["rota"]]
        beside = rng.random()
        if draw.needs and beside < (0.6 if draw.has("chain") or draw.has("gaps") else 0.15):
            begin = start_after(draw, rng.choice(draw.needs))
        elif rota and beside < 0.8 and (draw.has("gaps") or draw.has("quick")):
            begin = start_after(draw, rng.choice(rota))
        else:
            begin = day_start(draw, draw.monday, 7 * draw.weeks)
        if draw.start <= begin < draw.end:
            draw.needs.append(_need(draw, begin, len(draw.needs) + 1))
    rng.shuffle(draw.needs)


def _need(draw: Draw, begin: int, number: int) -> dict[str, Any]:
    rng = draw.rng
    need = {"id": f"n{number}", **stretch_at(draw, begin, draw_length(draw))}
    need["requires"] = rng.choice([[], ["ass"], ["ass"], ["syk"], ["ass", "syk"]])
    if not draw.has("competence") and rng.random() < 0.7:
        need["requires"] = []
    need["priority"] = rng.choice([1, 2, 3])
    need["agency"] = rng.choice([None, {"ore_per_hour": rng.choice([90000, 36551, 0, 105000])}])
    need["known_people"] = [person["id"] for person in draw.people if rng.random() < 0.2]
    need["pinned"] = None
    return need


DEFAULTS: dict[str, dict[str, Any]] = {
    "problem": {"travel_minutes": {}, "agreements": [], "published": [], "objective": {}},
    "people": {
        "known_units": [],
        "overtime_minutes_52w": 0,
        "rota": [],
        "unavailable": [],
        "wishes": [],
        "units": None,
    },
    "accepts": {"merarbeid_minutes_week": 0, "overtime": False, "night": False},
    "needs": {
        "unpaid_break": 0,
        "requires": [],
        "agency": None,
        "known_people": [],
        "pinned": None,
    },
}


def without_defaults(drawn: dict[str, Any]) -> dict[str, Any]:
    """Leave out every optional key that holds its default: the problem means the same.

    Args:
        drawn: a problem; it is not changed.
    """
    bare = _leave_out(drawn, "problem")
    bare["needs"] = [_leave_out(need, "needs") for need in drawn["needs"]]
    bare["people"] = []
    for person in drawn["people"]:
        left = _leave_out(person, "people")
        left["accepts"] = _leave_out(person["accepts"], "accepts")
        left["rota"] = [_leave_out(row, "needs") for row in person["rota"]]
        bare["people"].append({key: left[key] for key in left if left[key] not in ([], {})})
        bare["people"][-1].setdefault("competences", [])
        bare["people"][-1].setdefault("sectors", [])
    return bare


def _leave_out(row: dict[str, Any], kind: str) -> dict[str, Any]:
    defaults = DEFAULTS[kind]
    return {
        key: value for key, value in row.items() if key not in defaults or value != defaults[key]
    }
