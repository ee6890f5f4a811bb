"""What a drawn municipality is made of: sectors with their shifts, competences and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of shift: from, minutes, unpaid break, weight, whether at weekends too."""

    start: str
    minutes: int
    unpaid: int
    weight: int
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector: its shifts, the ladder of what people hold, and what needs ask for."""

    share: int
    full: int
    shifts: tuple[Kind, ...]
    ladder: tuple[tuple[str, int], ...]
    asks: tuple[tuple[tuple[str, ...], int], ...]


LONG = Kind("07:30", 750, 30, 16, True)  # where an agreement allows it
HEALTH = Sector(
    60,
    2130,
    (
        Kind("07:30", 450, 0, 40, True),
        Kind("14:30", 450, 0, 14, True),
        Kind("22:00", 540, 0, 14, True),
        LONG,
        Kind("16:00", 360, 0, 4, True),
    ),
    (("assistent", 25), ("helsefagarbeider", 45), ("sykepleier", 30)),
    (
        (("assistent",), 22),
        (("helsefagarbeider",), 45),
        (("sykepleier",), 13),
        (("sykepleier", "legemiddel"), 20),
    ),
)
KINDERGARTEN = Sector(
    20,
    2250,
    (Kind("07:00", 450, 30, 50), Kind("09:30", 450, 30, 50)),
    (("barnehageassistent", 50), ("barne_ungdomsarbeider", 25), ("barnehagelaerer", 25)),
    (
        (("barnehageassistent",), 50),
        (("barne_ungdomsarbeider",), 30),
        (("barnehagelaerer",), 20),
    ),
)
SCHOOL = Sector(
    12,
    2250,
    (Kind("08:00", 420, 30, 60), Kind("07:00", 75, 0, 20), Kind("13:30", 180, 0, 20)),
    (("skoleassistent", 60), ("laerer", 40)),
    ((("skoleassistent",), 75), (("laerer",), 25)),
)
CLEANING = Sector(
    8, 2250, (Kind("06:00", 450, 30, 100),), (("renholder", 100),), ((("renholder",), 100),)
)
SECTORS = {
    "health": HEALTH,
    "kindergarten": KINDERGARTEN,
    "school": SCHOOL,
    "cleaning": CLEANING,
}
KINDS = {"part_time": 40, "pool": 20, "staff": 20, "hourly": 20}
PART, POOL = (2000, 4000, 5000, 6000, 7000, 7500, 8000), (5000, 7500, 8000, 10000, 10000)
LIMITS: tuple[Row, ...] = (
    {"daily_rest": 480, "weekly_rest": 1680},
    {"overtime_week": 900, "overtime_4_weeks": 2400, "week_minutes": 3240},
    {"red_days": "average"},
)
NIGHT = "22:00"
SCARCE = 4  # hands: with fewer, an agency may always be asked


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything there is."""

    people: int
    needs: int
    units: int
    areas: int
    agreements: int


SIZES = {
    "small": Size(30, 150, 8, 3, 2),
    "medium": Size(150, 1_000, 30, 5, 4),
    "large": Size(500, 4_000, 90, 12, 5),
    "xl": Size(3_000, 25_000, 500, 40, 6),
}
