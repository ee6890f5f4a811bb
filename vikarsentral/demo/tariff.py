"""Tariff rows, employer's cost and agency prices of the demo.

Source: law.md 3.2, 3.7, 3.8; rows marked as estimates there are marked so here.
"""

from __future__ import annotations

from datetime import date

TARIFF_ON = date(2026, 5, 1)
SENIORITY = (0, 6, 8, 10, 16)

# Kroner a year at 0, 6, 8, 10 and 16 years, and whether the row is an estimate.
GROUPS: dict[str, tuple[tuple[int, int, int, int, int], bool]] = {
    "unskilled": ((411_000, 426_000, 436_000, 490_000, 535_000), True),
    "skilled": ((470_000, 475_000, 488_000, 538_000, 552_000), True),
    "college_3": ((545_400, 558_400, 568_600, 620_800, 639_900), False),
    "college_4": ((586_400, 601_800, 622_000, 647_900, 673_200), False),
}
GROUP_OF = {
    "sykepleier": "college_3",
    "vernepleier": "college_3",
    "helsefagarbeider": "skilled",
    "pleieassistent": "unskilled",
    "barnehagelaerer": "college_3",
    "barneveileder": "skilled",
    "barnehageassistent": "unskilled",
    "laerer": "college_4",
    "skoleassistent": "unskilled",
    "renholder": "unskilled",
}

HOURS_PER_YEAR = {2130: 1846, 2250: 1950}
# (1 + 12 % holiday pay + 16 % pension) x 1.141 employer's contribution = 1.46048, as 10 000ths.
EMPLOYER_FACTOR = 14_605

# Øre per hour without VAT: day, and evening, night or weekend (estimates). Fjordvik buys only
# what takes authorisation or a fagbrev; for assistants and cleaning there is no agreement.
PRICES = {
    ("health", "sykepleier"): (90_000, 120_000),
    ("health", "vernepleier"): (80_000, 105_000),
    ("health", "helsefagarbeider"): (60_000, 78_000),
    ("kindergarten", "barnehagelaerer"): (60_000, 60_000),
    ("school", "laerer"): (65_000, 65_000),
}


def hourly_cost_ore(role: str, step: int, full_week: int) -> int:
    """Return what an ordinary hour of a person costs the employer.

    Args:
        role: code of the role.
        step: index into `SENIORITY`.
        full_week: minutes of a full week, 2130 or 2250.

    Returns:
        Øre, rounded down.

    Source: law.md 3.7.
    """
    annual_ore = GROUPS[GROUP_OF[role]][0][step] * 100
    return annual_ore * EMPLOYER_FACTOR // (10_000 * HOURS_PER_YEAR[full_week])
