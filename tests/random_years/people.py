"""Draw a worker: posts, consents, what is held and what is not, at the edges of dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
FULL_WEEKS = (2016, 2130, 2250, 2400)


def worker(random: Random, name: str, made: dict[str, Any]) -> dict[str, Any]:
    """Draw a worker of a roster.

    Args:
        random: where everything is drawn from.
        name: id of the worker.
        made: the roster so far: first Monday, weeks and units.
    """
    first: date = made["first"]
    until = first + timedelta(days=7 * made["weeks"])
    day = _days(random, first, until)
    units = sorted(made["units"])
    sectors = {made["units"][unit]["sector"] for unit in units}
    return {
        "id": name,
        "posts": _posts(random),
        "regime": random.choice(("DAY", "ROTA_COUNTED", "ROTA_38", "ROTA_36")),
        "sectors": sorted(sectors if random.random() < 0.8 else set(list(sectors)[:1])),
        "units": random.choice((None, None, units[:1])),
        "accepts_overtime": random.random() < 0.6,
        "merarbeid": random.choice((0, 300, 10_000)),
        "holds": {
            one: (day(None), day(None)) for one in ("nurse", "course") if random.random() < 0.8
        },
        "authorised": {"nurse": (day(None), day(None))} if random.random() < 0.8 else {},
        "born": random.choice((None, None, day(None, years=18))),
        "employed": random.choice((None, date(2016, 12, 31), date(2017, 1, 1), first)),
        "police": {
            sector: day(first) for sector in ("health", "kindergarten") if random.random() < 0.7
        },
        "tb_required": random.random() < 0.3,
        "tb_cleared": random.choice((None, day(first))),
        "medication": [_medication(random, day) for _ in range(random.randint(0, 2))],
        "night_exempt": random.random() < 0.2,
        "overtime_exempt": random.random() < 0.2,
        "unavailable": [_time(random, first, made["weeks"]) for _ in range(random.randint(0, 3))],
        "overtime_before": {
            first - timedelta(days=7 * back): random.choice((60, 600, 3000, 11_900))
            for back in random.sample((1, 2, 40, 49, 50, 51, 52), random.randint(0, 3))
        },
        "averaging": _averaging(random, first, made["weeks"]),
        **_education(random, day, first),
    }


def _education(random: Random, day: Any, first: date) -> dict[str, Any]:
    return {
        "teacher": random.choice((None, day(first))),
        "teaching_since": random.choice(
            (None, first - timedelta(days=300), date(first.year, 7, 31), date(first.year, 8, 1))
        ),
        "pedagogue": [(day(None), day(None)) for _ in range(random.randint(0, 1))],
        "language": random.choice((None, day(first))),
        "language_waived": random.random() < 0.3,
    }


def _days(random: Random, first: date, until: date) -> Any:
    """Return a drawer of dates near the roster, at times none at all."""

    def day(otherwise: date | None, years: int = 0) -> date | None:
        if otherwise is None and not years and random.random() < 0.3:
            return None
        span = (until - first).days
        drawn = first + timedelta(days=random.randint(-2, span + 2))
        drawn = drawn if random.random() < 0.5 or years else first - timedelta(days=400)
        return date(drawn.year - years, drawn.month, min(drawn.day, 28)) if years else drawn

    return day


def _posts(random: Random) -> list[dict[str, Any]]:
    kinds = random.choice((["pool"], ["part_time"], ["hourly"], ["part_time", "hourly"]))
    return [
        {
            "id": f"post{at}",
            "kind": kind,
            "full_week_minutes": random.choice(FULL_WEEKS),
            "percent": 0 if kind == "hourly" else random.choice((2500, 3333, 5000, 10_000)),
        }
        for at, kind in enumerate(kinds)
    ]


def _medication(random: Random, day: Any) -> dict[str, Any]:
    return {
        "scope": random.choice((1, 2, 3, 4)),
        "units": random.choice((None, ["u0"])),
        "from": day(None),
        "to": day(None),
    }


def _time(random: Random, first: date, weeks: int) -> tuple[int, int]:
    start = int(datetime(first.year, first.month, first.day, tzinfo=OSLO).timestamp()) // 60
    start += random.randint(0, weeks * 7 * 1440)
    return start, start + random.choice((30, 480, 1440, 4000))


def _averaging(random: Random, first: date, weeks: int) -> list[dict[str, Any]]:
    """Draw at most two averaging periods, one after the other."""
    at = first + timedelta(days=7 * random.randint(-1, max(0, weeks - 1)))
    found = []
    for _ in range(random.choice((0, 0, 1, 2))):
        length = random.choice((1, 2, 4, 8, 26))
        found.append({"first": at, "weeks": length})
        at += timedelta(days=7 * length)
    return found
