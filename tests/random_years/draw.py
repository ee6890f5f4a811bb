"""Draw a roster of work: weeks around clock changes and holidays, lengths and gaps at edges."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.random_years.people import worker

OSLO = ZoneInfo("Europe/Oslo")
MONDAYS = (
    date(2026, 7, 20),  # the kindergarten law changes on 1 August
    date(2027, 1, 4),
    date(2027, 3, 15),  # Easter, and the clock goes forward on Easter Sunday
    date(2027, 4, 26),  # 1 May, Ascension Day
    date(2027, 5, 10),  # Whit Sunday, then 17 May, which is Whit Monday too
    date(2027, 10, 18),  # the clock goes back
    date(2027, 12, 13),  # Christmas, 1 January
    date(2028, 3, 20),  # the clock goes forward
)
SECTORS = ("health", "kindergarten", "school", "cleaning")
LENGTHS = (
    *(180, 240, 330, 331, 420, 450, 479, 480, 481, 539, 540, 541, 585, 600, 601, 720, 750, 751),
    *(779, 780, 781, 900, 960, 961),
)
GAPS = (
    *(0, 10, 25, 26, 60, 479, 480, 481, 539, 540, 600, 659, 660, 661, 700, 780, 840, 900, 960),
    *(1000, 1440, 1680, 2099, 2100, 2101, 2400, 3000, 4000, 6000),
)
LEVELS = {
    "daily_rest": (480, 540, 660, 700),
    "weekly_rest": (1680, 2000, 2100, 2200),
    "day_minutes": (480, 600, 750),
    "week_minutes": (2400, 3600, 4140),
    "overtime_week": (300, 1200),
    "overtime_4_weeks": (900, 3000),
    "overtime_52_weeks": (1200, 18000),
    "averaging_weeks": (2, 4, 8, 52),
    "ordinary_week_roof": (2400, 3000, 3240),
    "day_total_minutes": (700, 900, 960),
    "red_days": ("average", "average", "each"),
}


OPEN: dict[str, dict[str, Any]] = {
    "short rests": {"daily_rest": 480, "day_minutes": 750},
    "averaging": {"averaging_weeks": 52},
}
DENSE = (480, 490, 600, 650, 660, 661, 700)


def minute(day: date, hour: int) -> int:
    """Return the instant of an hour on the Oslo wall."""
    return int(datetime(day.year, day.month, day.day, hour, tzinfo=OSLO).timestamp()) // 60


def roster(seed: int) -> dict[str, Any]:
    """Draw a roster.

    Args:
        seed: everything follows from it.
    """
    random = Random(seed)
    weeks = random.choice((1, 1, 2, 2, 3, 4, 5, 6, 9, *((28,) if seed % 16 == 0 else ())))
    first = random.choice(MONDAYS)
    units = {
        f"u{at}": {"sector": random.choice(SECTORS), "area": random.choice(("nord", "sor", "ost"))}
        for at in range(random.randint(1, 3))
    }
    made: dict[str, Any] = {
        "first": first,
        "weeks": weeks,
        "units": units,
        "travel": {"nord": {"sor": 26}, "sor": {"ost": 60, "nord": 10}},
        "authorised": ["nurse"],
        "agreements": [],
        "duties": [],
        "hire_agreements": {"H": (first, first + timedelta(days=random.randint(0, 40)))},
    }
    people = [f"p{at}" for at in range(random.choice((1, 1, 2)))]
    made["workers"] = [worker(random, name, made) for name in people]
    made["agreements"] = [_agreement(random, made, people) for _ in range(random.randint(0, 3))]
    made["agreements"] += [_for_all(first, OPEN[name]) for name in OPEN if random.random() < 0.2]
    for one in made["workers"]:
        made["duties"] += _duties(random, made, one)
    random.shuffle(made["duties"])
    made["templates"] = [_template(random, at, first) for at in range(random.randint(0, 2))]
    made["orders"] = [_order(random, at, first) for at in range(random.randint(0, 2))]
    return made


def _agreement(random: Random, made: dict[str, Any], people: list[str]) -> dict[str, Any]:
    names = random.sample(sorted(LEVELS), random.randint(1, 5))
    start = made["first"] + timedelta(days=random.randint(-20, 7 * made["weeks"]))
    return {
        "id": f"A{random.randrange(10**9)}",
        "units": random.choice((None, None, ["u0"])),
        "people": random.choice((None, [random.choice(people)])),
        "from": min(start, made["first"]) if random.random() < 0.6 else start,
        "to": start + timedelta(days=random.choice((3, 30, 400))),
        "limits": {name: random.choice(LEVELS[name]) for name in names},
    }


def _for_all(first: date, limits: dict[str, Any]) -> dict[str, Any]:
    """Return an agreement that covers everyone all the time."""
    until = first + timedelta(days=800)
    name = f"all-{'-'.join(limits)}"
    return {
        "id": name,
        "units": None,
        "people": None,
        "from": first,
        "to": until,
        "limits": limits,
    }


def _duties(random: Random, made: dict[str, Any], one: dict[str, Any]) -> list[dict[str, Any]]:
    """Walk through the weeks from duty to duty, at times with an overlap."""
    first, end = made["first"], made["first"] + timedelta(days=7 * made["weeks"])
    at = minute(first, 0) + random.choice((0, 180, 450, 900, 1305, 2100, 5000))
    tight = random.choice((0.1, 0.5, 0.9))
    is_dense = random.random() < 0.1
    usual = random.choice(LENGTHS)
    found: list[dict[str, Any]] = []
    while at < minute(end, 0) and len(found) < 40 + made["weeks"] * 3:
        length = usual if random.random() < 0.4 else random.choice(LENGTHS)
        found.append(_duty(random, made, one, len(found), at, at + length))
        if random.random() < 0.04:
            at += random.choice((0, length // 2, length - 1))
            continue
        gap = random.choice(GAPS) if random.random() < tight else random.choice(GAPS[14:])
        gap = random.choice(DENSE) if is_dense else gap
        at += length + gap
        if random.random() < 0.15 and not is_dense:
            at = minute(first + timedelta(days=(at - minute(first, 0)) // 1440 + 1), 18)
    return [duty for duty in found if duty["start"] < minute(end, 0)]


def _duty(
    random: Random, made: dict[str, Any], one: dict[str, Any], at: int, start: int, end: int
) -> dict[str, Any]:
    told = start - random.choice((0, 13, 14, 14, 15, 30)) * 1440 + random.randint(-600, 600)
    return {
        "id": f"{one['id']}-{random.choice('abc')}{at}",
        "person": one["id"],
        "unit": random.choice(sorted(made["units"])),
        "start": start,
        "end": end,
        "unpaid_break": random.choice((0, 0, 30)),
        "post": random.choice(one["posts"])["id"],
        "requires": random.choice(([], [], ["nurse"], ["course"], ["nurse", "course"])),
        "medication": random.choice((0, 0, 0, 1, 3)),
        "teaching": random.random() < 0.1,
        "pedagogue": random.random() < 0.1,
        "told": random.choice((None, told)),
        "accepted": random.random() < 0.2,
        "overtime": random.random() < 0.15,
        "strain": random.random() < 0.15,
        "necessary": random.random() < 0.2,
    }


def _template(random: Random, at: int, first: date) -> dict[str, Any]:
    return {
        "id": f"T{at}",
        "minutes": random.choice((329, 330, 331, 479, 480, 600)),
        "break": random.choice((0, 1, 29, 30)),
        "on": first,
    }


def _order(random: Random, at: int, first: date) -> dict[str, Any]:
    decided = first + timedelta(days=random.randint(-3, 45))
    decided = date(2023, 3, 31) if random.random() < 0.05 else decided
    before = decided - timedelta(days=random.choice((0, 1094, 1095, 1096, 1097, 2000)))
    return {
        "id": f"O{at}",
        "decided": decided,
        "basis": random.choice(("VIKARIAT", "TV_AGREEMENT", "HEALTH_TEMPORARY")),
        "replaces": random.choice((None, "absence")),
        "agreement": random.choice((None, "H", "X")),
        "health": random.random() < 0.7,
        "discussed": random.choice((None, decided, decided + timedelta(days=1))),
        "left": random.choice((0, 0, 1, 2)),
        "since": random.choice((None, before, date(2024, 2, 29))),
    }
