"""What most municipalities have: four sectors with their usual competences and shifts.

A first day starts from these with one tap each; everything may be changed afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

Names = tuple[str, str, str]
"""A name in bokmål, nynorsk and English."""


@dataclass(frozen=True, slots=True)
class UsualShift:
    """One usual shift on the Oslo clock; it ends the next day when `ends` is not later."""

    code: str
    starts: time
    ends: time
    unpaid_break_minutes: int


@dataclass(frozen=True, slots=True)
class Preset:
    """One sector as most municipalities know it.

    Attributes:
        code: of the sector.
        names: of the sector.
        competences: code, names, and whether they are health personnel.
        shifts: usual shifts of a unit.
        full_week_minutes: of a full week.
        regime: of working time.
    """

    code: str
    names: Names
    competences: tuple[tuple[str, Names, bool], ...]
    shifts: tuple[UsualShift, ...]
    full_week_minutes: int
    regime: str


PRESETS = (
    Preset(
        "health",
        ("Helse og omsorg", "Helse og omsorg", "Health and care"),
        (
            ("sykepleier", ("Sykepleier", "Sjukepleiar", "Nurse"), True),
            ("vernepleier", ("Vernepleier", "Vernepleiar", "Social educator"), True),
            (
                "helsefagarbeider",
                ("Helsefagarbeider", "Helsefagarbeidar", "Healthcare worker"),
                True,
            ),
            ("pleieassistent", ("Pleieassistent", "Pleieassistent", "Care assistant"), False),
        ),
        (
            UsualShift("D", time(7, 30), time(15), 0),
            UsualShift("A", time(14, 30), time(22), 0),
            UsualShift("N", time(21, 45), time(7, 30), 0),
        ),
        2130,
        "ROTA_38",
    ),
    Preset(
        "kindergarten",
        ("Barnehage", "Barnehage", "Kindergarten"),
        (
            (
                "barnehagelaerer",
                ("Barnehagelærer", "Barnehagelærar", "Kindergarten teacher"),
                False,
            ),
            (
                "barnehageassistent",
                ("Assistent i barnehage", "Assistent i barnehage", "Kindergarten assistant"),
                False,
            ),
        ),
        (
            UsualShift("T", time(7), time(15), 30),
            UsualShift("S", time(9), time(17), 30),
        ),
        2250,
        "DAY",
    ),
    Preset(
        "school",
        ("Skole og SFO", "Skule og SFO", "School"),
        (
            ("laerer", ("Lærer", "Lærar", "Teacher"), False),
            ("skoleassistent", ("Assistent i skole", "Assistent i skule", "Assistant"), False),
        ),
        (UsualShift("D", time(7, 45), time(15, 45), 30),),
        2250,
        "DAY",
    ),
    Preset(
        "cleaning",
        ("Renhold", "Reinhald", "Cleaning"),
        (("renholder", ("Renholder", "Reinhaldar", "Cleaner"), False),),
        (UsualShift("D", time(6), time(14), 30),),
        2250,
        "DAY",
    ),
)


def preset_of(code: str) -> Preset | None:
    """Return the preset of a sector's code, if there is one."""
    return next((one for one in PRESETS if one.code == code), None)
