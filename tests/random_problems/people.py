"""Draw people: contract, consent, competences, rota, absence and wishes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.random_problems.draw import (
    Draw,
    at,
    day_start,
    draw_length,
    iso,
    minute_of,
    start_after,
    stretch_at,
)


def draw_person(draw: Draw, name: str) -> dict[str, Any]:
    rng = draw.rng
    kinds = ["pool", "pool", "part_time", "staff"] + ["hourly"] * (2 * draw.has("hourly"))
    kind = rng.choice(kinds)
    full_week = rng.choice([2130, 2130, 2250, 2250, 2400, 2013])
    if draw.has("short_week"):
        full_week = rng.choice([240, 480, 900, 1200, 2130])
    percent = {"staff": 10000, "hourly": 0}.get(kind, rng.choice([10000, 8333, 5000, 2575, 101]))
    person: dict[str, Any] = {
        "id": name,
        "kind": kind,
        "full_week_minutes": full_week,
        "stillingsprosent": percent,
        "regime": rng.choice(["ROTA_38", "DAY"]),
        "competences": _competences(draw),
        "sectors": ["health", "kindergarten"],
        "units": None,
        "known_units": [unit["id"] for unit in draw.units if rng.random() < 0.7],
        "home_area": "nord",
        "hourly_cost_ore": rng.choice([42000, 40010, 52561, 59, 0]),
        "accepts": _accepts(draw),
        "overtime_minutes_52w": 0,
        "rota": _rota(draw),
        "unavailable": _unavailable(draw),
        "wishes": _wishes(draw) if draw.has("wishes") else [],
    }
    if draw.has("place"):
        person["sectors"] = rng.choice([["health"], ["health", "kindergarten"], []])
        person["units"] = rng.choice([None, ["u1"], ["u1", "u3"], ["u2"]])
    if draw.has("roof"):
        person["overtime_minutes_52w"] = rng.choice([12000, 11990, 11800, 11400, 12500, 17900])
    if rng.random() < 0.1:
        for key in ("regime", "home_area", "units"):
            del person[key]
    return person


def _accepts(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    return {
        "merarbeid_minutes_week": rng.choice([0, 0, 120, 450, 900, 2000]),
        "overtime": draw.has("overtime") and rng.random() < 0.7,
        "night": rng.random() < 0.6,
    }


def _competences(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    held: list[dict[str, Any]] = [{"id": "ass"}]
    if rng.random() < 0.5:
        held.append({"id": "syk"})
    if draw.has("competence"):
        for entry in held:
            day = draw.monday + timedelta(days=rng.randint(-1, 7 * draw.weeks))
            if rng.random() < 0.4:
                entry["valid_to"] = day.isoformat()
            elif rng.random() < 0.3:
                entry["valid_from"] = day.isoformat()
    return held


def _rota(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    if not draw.has("rota") and not draw.has("broken_rota"):
        return []
    first, last = draw.judged
    days = 7 * (draw.weeks + 3)
    rota: list[dict[str, Any]] = []
    many = rng.choice([0, 1, 2, 4, 7]) * (1 + draw.weeks // 3)
    for _ in range(many):
        near = rota and draw.has("broken_rota") and rng.random() < 0.5
        begin = start_after(draw, rng.choice(rota)) if near else _rota_start(draw, days)
        length = draw_length(draw)
        if not first <= begin < last:
            continue
        clash = any(
            begin < minute_of(row["end"]) + 660 and minute_of(row["start"]) - 660 < begin + length
            for row in rota
        )
        if draw.has("broken_rota") or not clash:
            rota.append(stretch_at(draw, begin, length))
    return rota


def _rota_start(draw: Draw, days: int) -> int:
    """Draw a start in the judged weeks, most often close to the period."""
    if draw.rng.random() < 0.5:
        return day_start(draw, draw.monday - timedelta(days=1), 7 * draw.weeks + 2)
    return day_start(draw, draw.monday - timedelta(days=14), days)


def _unavailable(draw: Draw) -> list[dict[str, str]]:
    rng = draw.rng
    rows = []
    for _ in range(rng.choice([0, 1, 2, 3]) if draw.has("absent") else 0):
        day = draw.monday + timedelta(days=rng.randrange(7 * draw.weeks))
        begin, minutes = at(day, rng.choice([0, 450, 870])), rng.choice([1440, 450, 1, 60])
        rows.append({"start": iso(begin), "end": iso(begin + minutes)})
    return rows


def _wishes(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    rows = []
    for _ in range(rng.choice([0, 1, 2, 4])):
        day = draw.monday + timedelta(days=rng.randrange(7 * draw.weeks))
        begin, minutes = at(day, rng.choice([0, 450, 900])), rng.choice([1440, 450, 1, 4000])
        ore = rng.choice([5000, 40000, -8000, -60000, 1, 0])
        rows.append({"start": iso(begin), "end": iso(begin + minutes), "ore": ore})
    return rows
