"""Sectors, areas, travel, units and shift templates of Fjordvik."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import time

from vikarsentral.demo.names import PLACES
from vikarsentral.demo.sizes import Size


@dataclass(frozen=True, slots=True)
class Template:
    """One usual shift on the Oslo clock; it ends the next day when `ends` is not later."""

    code: str
    starts: time
    ends: time
    unpaid_break: int


@dataclass(frozen=True, slots=True)
class SectorPlan:
    """One sector: its names, its shifts and how its units are staffed.

    Attributes:
        code: of the sector.
        nb: name in bokmål.
        nn: name in nynorsk.
        en: name in English.
        templates: usual shifts.
        kinds: kinds of unit, put after a place's name.
        staff: people with a post at a unit.
        roles: roles and how often they occur.
        full_week: minutes of a full week.
        regime: of working time.
        spells: absence spells per person and year.

    Source: law.md 4.6 (shifts), 5.3 (spells, estimates); staffing is made up.
    """

    code: str
    nb: str
    nn: str
    en: str
    templates: tuple[Template, ...]
    kinds: tuple[str, ...]
    staff: int
    roles: tuple[tuple[str, int], ...]
    full_week: int
    regime: str
    spells: float


DAY = Template("D", time(7, 30), time(15), 0)
EVENING = Template("A", time(14, 30), time(22), 0)
NIGHT = Template("N", time(21, 45), time(7, 30), 0)
SHORT = Template("K", time(7, 30), time(13), 0)
EARLY_CHILD = Template("BT", time(7), time(15), 30)
LATE_CHILD = Template("BS", time(9), time(17), 30)
SCHOOL = Template("SK", time(7, 45), time(15, 45), 30)
CLEANING = Template("R", time(6), time(14), 30)

SECTORS = (
    SectorPlan(
        "health",
        "Helse og omsorg",
        "Helse og omsorg",
        "Health and care",
        (DAY, EVENING, NIGHT, SHORT),
        ("sykehjem", "bokollektiv", "hjemmetjeneste", "omsorgsbolig"),
        15,
        (("sykepleier", 4), ("vernepleier", 1), ("helsefagarbeider", 6), ("pleieassistent", 4)),
        2130,
        "ROTA_38",
        3.1,
    ),
    SectorPlan(
        "kindergarten",
        "Barnehage",
        "Barnehage",
        "Kindergarten",
        (EARLY_CHILD, LATE_CHILD),
        ("barnehage",),
        9,
        (("barnehagelaerer", 4), ("barneveileder", 2), ("barnehageassistent", 3)),
        2250,
        "DAY",
        3.4,
    ),
    SectorPlan(
        "school",
        "Skole og SFO",
        "Skule og SFO",
        "School",
        (SCHOOL,),
        ("skole",),
        11,
        (("laerer", 7), ("skoleassistent", 4)),
        2250,
        "DAY",
        2.2,
    ),
    SectorPlan(
        "cleaning",
        "Renhold",
        "Reinhald",
        "Cleaning",
        (CLEANING,),
        ("renholdssone",),
        7,
        (("renholder", 7),),
        2250,
        "DAY",
        2.8,
    ),
)
SECTOR = {sector.code: sector for sector in SECTORS}

AREAS = (("nord", "Nord"), ("sentrum", "Sentrum"), ("sor", "Sør"), ("ost", "Øst"))
TRAVEL = {
    ("nord", "sentrum"): 20,
    ("nord", "sor"): 35,
    ("nord", "ost"): 30,
    ("sentrum", "sor"): 15,
    ("sentrum", "ost"): 15,
    ("sor", "ost"): 25,
}

COMPETENCES = (
    ("sykepleier", "Sykepleier", "Sjukepleiar", "Nurse", True),
    ("vernepleier", "Vernepleier", "Vernepleiar", "Social educator", True),
    ("helsefagarbeider", "Helsefagarbeider", "Helsefagarbeidar", "Healthcare worker", True),
    ("pleieassistent", "Pleieassistent", "Pleieassistent", "Care assistant", False),
    ("barnehagelaerer", "Barnehagelærer", "Barnehagelærar", "Kindergarten teacher", False),
    (
        "barneveileder",
        "Barne- og ungdomsarbeider",
        "Barne- og ungdomsarbeidar",
        "Child and youth worker",
        False,
    ),
    (
        "barnehageassistent",
        "Assistent i barnehage",
        "Assistent i barnehage",
        "Kindergarten assistant",
        False,
    ),
    ("laerer", "Lærer", "Lærar", "Teacher", False),
    ("skoleassistent", "Assistent i skole", "Assistent i skule", "School assistant", False),
    ("renholder", "Renholder", "Reinhaldar", "Cleaner", False),
)

HELD = {
    "sykepleier": ("sykepleier", "helsefagarbeider", "pleieassistent"),
    "vernepleier": ("vernepleier", "helsefagarbeider", "pleieassistent"),
    "helsefagarbeider": ("helsefagarbeider", "pleieassistent"),
    "barnehagelaerer": ("barnehagelaerer", "barneveileder", "barnehageassistent"),
    "barneveileder": ("barneveileder", "barnehageassistent", "skoleassistent"),
    "barnehageassistent": ("barnehageassistent", "skoleassistent"),
    "laerer": ("laerer", "skoleassistent"),
    "skoleassistent": ("skoleassistent", "barnehageassistent"),
}
"""What a role can do besides its own; there is no hierarchy, so all is listed."""


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """One unit before it is a row."""

    id: int
    code: str
    name: str
    sector: str
    area: str


def held(role: str) -> tuple[str, ...]:
    """Return every competence that someone with a role has."""
    return HELD.get(role, (role,))


def units(size: Size, rng: random.Random) -> list[UnitPlan]:
    """Lay out the units of a size.

    Args:
        size: how many per sector.
        rng: decides areas.

    Returns:
        The units with ids from 1.
    """
    made: list[UnitPlan] = []
    for sector, count in zip(SECTORS, size.units, strict=True):
        for index in range(count):
            place = PLACES[index % len(PLACES)]
            kind = sector.kinds[(index + index // len(PLACES)) % len(sector.kinds)]
            turn = index // len(PLACES)
            name = f"{place} {kind}" + (f" {turn + 1}" if turn else "")
            area = rng.choice(AREAS)[0]
            made.append(UnitPlan(len(made) + 1, ascii_code(name), name, sector.code, area))
    return made


def ascii_code(name: str) -> str:
    """Return a name as a code: lower case, hyphens, no Norwegian letters."""
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return plain.replace(" ", "-")
