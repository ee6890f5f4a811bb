"""What a random problem is drawn from: sizes, dates, the wall clock, starts and lengths."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


SPICES = (
    "chain", "gaps", "night", "weekend", "agreements", "broken_rota", "overtime", "roof", "hourly",
    "pins", "published", "wishes", "travel", "competence", "quick", "place", "absent", "weights",
    "breaks", "rota", "short_week", "long", "daily",
)  # fmt: skip


MONDAYS = (
    date(2027, 1, 4),  # an ordinary winter week
    date(2027, 3, 22),  # Easter, and the clock goes forward on Easter Sunday
    date(2027, 3, 29),  # Easter Monday inside, the clock change in the week before
    date(2027, 3, 15),  # the clock goes forward in the week after
    date(2027, 4, 26),  # 1 May, Ascension Day
    date(2027, 5, 10),  # Whit Sunday, then 17 May, which is Whit Monday too
    date(2027, 10, 25),  # the clock goes back on the Sunday
    date(2027, 11, 1),  # the clock went back the day before
    date(2027, 12, 20),  # 25 and 26 December
    date(2027, 12, 27),  # 1 January
)


REST_EDGES = (479, 480, 481, 539, 540, 541, 600, 659, 660, 661, 700)


@dataclass(frozen=True, slots=True)
class Size:
    """Bounds of what is drawn: people, needs and weeks, both ends included."""

    people: tuple[int, int]
    needs: tuple[int, int]
    weeks: tuple[int, int]


SIZES = {
    "tiny": Size((1, 4), (1, 7), (1, 1)),
    "few": Size((1, 3), (1, 6), (1, 2)),
    "small": Size((3, 8), (8, 24), (1, 3)),
    "long": Size((1, 3), (8, 20), (4, 6)),
}


def cases(default: int) -> int:
    """Scale a number of random cases by `VIKARSENTRAL_TEST_CASES`.

    Args:
        default: cases of an ordinary run, 1 or more.

    Returns:
        The number to run, 1 or more.
    """
    return max(1, round(default * float(os.environ.get("VIKARSENTRAL_TEST_CASES", "1"))))


def first_seed() -> int:
    """Return the seed that random cases begin at, `VIKARSENTRAL_TEST_SEED`, 0 unless set.

    Returns:
        A whole number, 0 or more; a run of other cases begins where an earlier one ended.
    """
    return max(0, int(os.environ.get("VIKARSENTRAL_TEST_SEED", "0")))


def at(day: date, minute: int) -> int:
    """Turn local wall time into minutes since 1970-01-01T00:00Z.

    Args:
        day: the local date.
        minute: wall minutes after local midnight; below 0 or above 1439 is another day.
    """
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    return int(wall.replace(tzinfo=OSLO).timestamp()) // 60


def iso(minute: int) -> str:
    """Write an instant in minutes since 1970 as Oslo time with offset."""
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(OSLO).isoformat()


def minute_of(text: str) -> int:
    """Read an instant back as minutes since 1970-01-01T00:00Z."""
    return int(datetime.fromisoformat(text).timestamp()) // 60


@dataclass(slots=True)
class Draw:
    """Hold what one problem is drawn from, and what has been drawn so far."""

    rng: Random
    size: Size
    spices: frozenset[str]
    monday: date
    weeks: int
    units: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    needs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return the period's first minute."""
        return at(self.monday, 0)

    @property
    def end(self) -> int:
        """Return the minute after the period's last."""
        return at(self.monday + timedelta(weeks=self.weeks), 0)

    @property
    def judged(self) -> tuple[int, int]:
        """Return the judged weeks as minutes."""
        last = self.monday + timedelta(weeks=self.weeks + 1)
        return at(self.monday - timedelta(days=14), 0), at(last, 0)

    def has(self, spice: str) -> bool:
        """Tell whether this problem has *spice*."""
        return spice in self.spices


def stretch_at(draw: Draw, begin: int, length: int) -> dict[str, Any]:
    """Draw the common part of a need and of rota work, starting at *begin*."""
    rng = draw.rng
    stretch: dict[str, Any] = {
        "start": iso(begin),
        "end": iso(begin + length),
        "unit": rng.choice(draw.units)["id"] if rng.random() < 0.6 else "u1",
    }
    if draw.has("breaks") and rng.random() < 0.5:
        stretch["unpaid_break"] = min(length, rng.choice([0, 30, 45, length]))
    return stretch


def draw_length(draw: Draw) -> int:
    rng = draw.rng
    if draw.has("chain") and rng.random() < 0.6:
        return rng.choice([60, 90, 115, 120, 180, 1])
    if draw.has("long") and rng.random() < 0.3:
        return rng.choice([781, 780, 750, 840, 1000, 1440, 2880])
    return rng.choice([450, 450, 465, 540, 541, 600, 360, 240, 300])


def day_start(draw: Draw, first: date, days: int) -> int:
    """Draw an ordinary start: early, day, evening or night, on one of *days* days."""
    rng = draw.rng
    day = first + timedelta(days=rng.randrange(days))
    if draw.has("daily") and draw.needs:
        day = first + timedelta(days=len(draw.needs) % days)
        return at(day, rng.choice([420, 840, 870, 660]))
    if draw.has("weekend") and rng.random() < 0.6:
        day += timedelta(days=(6 - day.weekday()) % 7)
    minutes = [420, 450, 480, 540, 720, 870, 900, 960, 1080]
    if draw.has("night"):
        minutes += [1305, 1320, 1335, 1380, 0, 120, 150, 180, 240]
    return at(day, rng.choice(minutes))


def start_after(draw: Draw, previous: dict[str, Any]) -> int:
    """Draw a start that follows *previous* at a gap on some rule's edge."""
    rng = draw.rng
    gaps = [0, 10, 24, 25, 26, 34, 35, 40, 120, -1, -30]
    if draw.has("gaps") or draw.has("quick"):
        gaps = [*REST_EDGES, *REST_EDGES, *gaps]
    return minute_of(previous["end"]) + rng.choice(gaps)
