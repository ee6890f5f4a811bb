"""Problems of a municipality, drawn for the bench: `python -m tests.bench.generate SIZE SEED`.

Four sectors with the shifts they are known by, part-timers and full-timers with a rota of their
own, a pool with a duty plan, hourly people, sick leave as needs, a few local agreements, pins
and an earlier plan. The same size and seed give the same bytes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.bench.sectors import (
    HEALTH,
    KINDS,
    LIMITS,
    LONG,
    NIGHT,
    PART,
    POOL,
    SCARCE,
    SECTORS,
    SIZES,
    Kind,
    Row,
    Sector,
    Size,
)
from vikarsentral.problemfile import problem_bytes

OSLO = ZoneInfo("Europe/Oslo")
WEEKS, BEFORE, AFTER = 4, 2, 1
# Easter and the start of summer time; its end; Christmas and New Year; May with its red days.
MONDAYS = ("2027-03-15", "2026-10-12", "2026-12-14", "2027-05-03", "2027-08-23")


def generate(size: str, seed: int) -> Row:
    """Draw a problem.

    Args:
        size: one of `SIZES`.
        seed: any whole number.

    Returns:
        A problem file as a document.

    Source: contract 2.
    """
    draw = random.Random(f"{size}/{seed}")
    much = SIZES[size]
    first = date.fromisoformat(MONDAYS[seed % len(MONDAYS)])
    areas = [f"krets{number + 1}" for number in range(much.areas)]
    units = _units(draw, much, areas)
    people = [_person(draw, number, units, first) for number in range(much.people)]
    agreements = [_agreement(draw, units, number) for number in range(much.agreements)]
    long = frozenset(agreements[0]["scope"]["units"])
    hands = Hands(people)
    needs = sorted(
        (_need(draw, units, hands, (first, long)) for _ in range(much.needs)),
        key=lambda row: (row["start"], row["unit"], row["end"]),
    )
    for number, row in enumerate(needs):
        row["id"] = f"n{number + 1:05}"
    ids = [row["id"] for row in people]
    for row in draw.sample(needs, much.needs // 125):
        row["pinned"] = draw.choice(ids)
    published = draw.sample(needs, much.needs // 18)
    return {
        "format": "vikarsentral/problem/1",
        "timezone": "Europe/Oslo",
        "period": {"start": _at(first, 0), "end": _at(first + timedelta(weeks=WEEKS), 0)},
        "units": units,
        "travel_minutes": _travel(draw, areas),
        "agreements": agreements,
        "people": people,
        "needs": needs,
        "published": [{"need": row["id"], "person": draw.choice(ids)} for row in published],
        "objective": {},
    }


def _at(day: date, minute: int) -> str:
    """Return a local time of day as the file writes it; a minute past midnight is the next day."""
    day, minute = day + timedelta(days=minute // 1440), minute % 1440
    return datetime(
        day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=OSLO
    ).isoformat()


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _weighted(draw: random.Random, pairs: Sequence[tuple[Any, int]]) -> Any:
    return draw.choices([one for one, _ in pairs], [weight for _, weight in pairs])[0]


def _units(draw: random.Random, much: Size, areas: Sequence[str]) -> list[Row]:
    names = list(SECTORS)  # each sector has one unit at least
    shares = [(name, SECTORS[name].share) for name in names]
    names += [_weighted(draw, shares) for _ in range(much.units - len(names))]
    return [
        {"id": f"{name[:3]}{at:03}", "sector": name, "area": areas[at % len(areas)]}
        for at, name in enumerate(names)
    ]


def _travel(draw: random.Random, areas: Sequence[str]) -> dict[str, dict[str, int]]:
    return {
        one: {other: draw.randrange(10, 50, 5) for other in areas[at + 1 :]}
        for at, one in enumerate(areas[:-1])
    }


def _agreement(draw: random.Random, units: Sequence[Row], number: int) -> Row:
    limits: Row = {"daily_rest": 540, "day_minutes": 750}  # the first allows long shifts
    if number:
        limits = draw.choice(LIMITS)
    health = [row["id"] for row in units if row["sector"] == "health"]
    return {
        "id": f"A{number + 1}",
        "level": "LOCAL_TV",
        "scope": {"units": sorted(draw.sample(health, -(-len(health) // 4)))},
        "valid_from": "2026-01-01",
        "valid_to": "2027-12-31",
        "limits": limits,
    }


def _person(draw: random.Random, number: int, units: Sequence[Row], first: date) -> Row:
    home = draw.choice(units)
    sector = SECTORS[home["sector"]]
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
    near = [row for row in units if row["sector"] == home["sector"]]
    many = min(len(near), draw.randint(1, 6))
    known = sorted({home["id"], *(row["id"] for row in draw.sample(near, many))})
    is_everywhere = draw.random() < (0.5 if kind == "pool" else 0.15) * min(1, 40 / len(units))
    is_night = home["sector"] == "health" and draw.random() < 0.35
    share = {"pool": draw.choice(POOL), "part_time": draw.choice(PART), "hourly": 0}.get(
        kind, 10000
    )
    rota = [] if kind in ("hourly", "pool") else _rota(draw, home, sector, share, first)
    extra = draw.choice((0, 0, 450, 900, 1350)) if kind in ("part_time", "hourly") else 0
    return {
        "id": f"p{number + 1:04}",
        "kind": kind,
        "full_week_minutes": 2016 if is_night and draw.random() < 0.1 else sector.full,
        "stillingsprosent": share,
        "regime": "ROTA_35_5" if is_night else "DAY",
        "competences": _competences(draw, sector),
        "sectors": sorted({home["sector"], *_more_sectors(draw)}),
        "units": None if is_everywhere else known,
        "known_units": known[: draw.randint(1, len(known))],
        "home_area": home["area"],
        "hourly_cost_ore": draw.randrange(31_000, 56_000, 10),
        "accepts": {
            "merarbeid_minutes_week": extra,
            "overtime": kind == "staff" and draw.random() < 0.5,
            "night": is_night,
        },
        "overtime_minutes_52w": draw.randrange(0, 11_500) if draw.random() < 0.1 else 0,
        "rota": rota,
        "unavailable": _away(draw, kind, share, first),
        "wishes": [_wish(draw, first) for _ in range(draw.choice((0, 0, 0, 1, 2, 3)))],
    }


def _more_sectors(draw: random.Random) -> list[str]:
    return [draw.choice(list(SECTORS))] if draw.random() < 0.05 else []


def _competences(draw: random.Random, sector: Sector) -> list[Row]:
    """Return a step of the ladder with all below it, and sometimes the right to give medicine."""
    names = [name for name, _ in sector.ladder]
    top = names.index(_weighted(draw, sector.ladder))
    held = [{"id": name} for name in names[: top + 1]]
    if sector is HEALTH and top and draw.random() < 0.6:
        held.append({"id": "legemiddel"})
    return held


def _rota(draw: random.Random, home: Row, sector: Sector, share: int, first: date) -> list[Row]:
    """Return weeks of one kind of shift each: so many days as the contract has room for."""
    long = [kind for kind in sector.shifts if 300 <= kind.minutes <= 480 and kind.start != NIGHT]
    found = []
    for week in range(-BEFORE, WEEKS + AFTER):
        kind = draw.choice(long)
        days = min(5, share * sector.full // 10_000 // (kind.minutes - kind.unpaid))
        for weekday in sorted(draw.sample(range(5), days)):
            day = first + timedelta(weeks=week, days=weekday)
            found.append({**_stretch(kind, day), "unit": home["id"], "unpaid_break": kind.unpaid})
    return found


def _stretch(kind: Kind, day: date) -> Row:
    begin = _minute(kind.start)
    return {"start": _at(day, begin), "end": _at(day, begin + kind.minutes)}


def _away(draw: random.Random, kind: str, share: int, first: date) -> list[Row]:
    """Return when somebody is away: all days outside the duty plan for the pool, else some."""
    every = range(7 * WEEKS)
    if kind == "pool":
        free = [day for day in every if day % 7 > 4 and draw.random() < 0.6]
        free += [day for day in every if day % 7 <= 4 and draw.random() > share / 10_000]
    else:
        free = draw.sample(every, draw.choice((0, 1, 1, 2, 3, 4)))
    day_at = partial(_day_at, first)
    return [{"start": day_at(day), "end": day_at(day + 1)} for day in sorted(free)]


def _day_at(first: date, day: int) -> str:
    return _at(first + timedelta(days=day), 0)


def _wish(draw: random.Random, first: date) -> Row:
    day = draw.randrange(7 * WEEKS)
    ends = _day_at(first, day + draw.randint(1, 2))
    return {"start": _day_at(first, day), "end": ends, "ore": draw.randrange(-20_000, 40_000, 500)}


class Hands:
    """Count who could have a need by place, competence and night; counted once for each kind."""

    def __init__(self, people: Sequence[Row]) -> None:
        """Take the people of a problem."""
        self.people = people
        self._counted: dict[tuple[Any, ...], int] = {}

    def able(self, unit: Row, asks: Sequence[str], is_night: bool) -> int:
        """Return how many could have such a need."""
        key = (unit["id"], *asks, is_night)
        if key not in self._counted:
            self._counted[key] = sum(
                unit["sector"] in row["sectors"]
                and (row["units"] is None or unit["id"] in row["units"])
                and (row["accepts"]["night"] or not is_night)
                and {*asks} <= {one["id"] for one in row["competences"]}
                for row in self.people
            )
        return self._counted[key]


def _need(
    draw: random.Random, units: Sequence[Row], hands: Hands, given: tuple[date, frozenset[str]]
) -> Row:
    first, long = given
    unit = draw.choice(units)
    sector = SECTORS[unit["sector"]]
    kinds: list[Kind] = []
    while not kinds:  # nobody works in some sectors at weekends
        day = draw.randrange(7 * WEEKS)
        may = [kind for kind in sector.shifts if kind is not LONG or unit["id"] in long]
        kinds = [kind for kind in may if kind.weekend or day % 7 < 5]
    kind = draw.choices(kinds, [one.weight for one in kinds])[0]
    asks = list(_weighted(draw, sector.asks))
    dear = draw.randrange(38_000, 90_000, 500)
    many = draw.choice((0, 0, 1, 2, 3))
    is_scarce = hands.able(unit, asks, kind.start == NIGHT) < SCARCE
    return {
        "id": "",
        "unit": unit["id"],
        **_stretch(kind, first + timedelta(days=day)),
        "unpaid_break": kind.unpaid,
        "requires": asks,
        "priority": draw.choices((1, 2, 3), (28, 44, 28))[0],
        "agency": {"ore_per_hour": dear} if is_scarce or draw.random() < 0.75 else None,
        "known_people": sorted({draw.choice(hands.people)["id"] for _ in range(many)}),
        "pinned": None,
    }


def written(size: str, seed: int, folder: Path) -> Path:
    """Write a drawn problem.

    Args:
        size: one of `SIZES`.
        seed: any whole number.
        folder: that is there.

    Returns:
        The file.
    """
    file = folder / f"{size}-{seed}.json"
    file.write_bytes(problem_bytes(generate(size, seed)))
    return file


if __name__ == "__main__":
    sys.stdout.buffer.write(problem_bytes(generate(sys.argv[1], int(sys.argv[2]))))
