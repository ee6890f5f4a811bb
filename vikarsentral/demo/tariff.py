"""Tariff rows, employer's cost and agency prices of the demo.

Source: law.md 3.2, 3.7, 3.8; rows marked as estimates there are marked so here.
"""

from __future__ import annotations

from datetime import date

from vikarsentral.need.price import PriceLine
from vikarsentral.rules.pay import TARIFF, hour_cost_ore, pay_contract

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

FRAMEWORK = "Rammeavtale 25/118 om innleie"

# Øre per hour without VAT: day, and evening, night or weekend (estimates). Fjordvik buys only
# what takes authorisation or a fagbrev; for assistants and cleaning there is no agreement.
PRICES = {
    ("health", "sykepleier"): (90_000, 120_000),
    ("health", "vernepleier"): (80_000, 105_000),
    ("health", "helsefagarbeider"): (60_000, 78_000),
    ("kindergarten", "barnehagelaerer"): (60_000, 60_000),
    ("school", "laerer"): (65_000, 65_000),
}


def annual_ore(role: str, step: int) -> int:
    """Return the guaranteed pay for a year.

    Args:
        role: code of the role.
        step: index into `SENIORITY`.

    Source: law.md 3.2.
    """
    return GROUPS[GROUP_OF[role]][0][step] * 100


def hourly_cost_ore(role: str, step: int, full_week: int) -> int:
    """Return what an ordinary hour of a person costs the employer, by the pay engine.

    Args:
        role: code of the role.
        step: index into `SENIORITY`.
        full_week: minutes of a full week, 2130 or 2250.

    Source: law.md 3.7.
    """
    on = TARIFF_ON.toordinal()
    return hour_cost_ore(pay_contract(annual_ore(role, step), full_week, on=on), TARIFF.on(on))


def price_lines() -> list[PriceLine]:
    """Return the agency price list."""
    return [
        PriceLine(sector, role, day, inconvenient)
        for (sector, role), (day, inconvenient) in PRICES.items()
    ]
