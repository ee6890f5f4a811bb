"""What the parties of Fjordvik have signed: agreements and weights.

Why these weights. For one and the same need the order must be pool inside contract hours, then
part-timers, hourly, voluntary overtime, agency, and last an open need; whatever the soft terms
say about the people. Soft terms can move the price of one assignment by at most

    unknown unit 3 000 + two quick returns 2 x 4 000 + weekend share 500 x (2 x 8 - 1)
    + wishes 2 x 2 000 + change 5 000 = 27 500 øre.

The shortest need has 330 paid minutes, so 84 øre a minute between two steps is enough; there
are at least 150. In øre a minute: pool -300 (an unused minute is saved), part-timers 700,
hourly 900, overtime from 1 026 + 200 = 1 226 (hourly cost 307.82 kr, twice) to
1 687 + 200 = 1 887 (506.26 kr), agency from 1 000 + 1 500 = 2 500 to 3 500, open at least 6 000.
Rates of part-timers and hourly people are the same for all, so that a cheap hour never comes
before a dear part-timer with fortrinnsrett. `tests/vikarsentral/demo` counts this through again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

WEIGHTS: dict[str, Any] = {
    "open_ore_per_minute": {"1": 12_000, "2": 8_000, "3": 6_000},
    "agency_surcharge_ore_per_minute": 1_500,
    "merarbeid_ore_per_minute": 700,
    "overtime_factor_percent": 200,
    "overtime_surcharge_ore_per_minute": 200,
    "hourly_ore_per_minute": 900,
    "unused_ore_per_minute": 300,
    "unknown_unit_ore": 3_000,
    "quick_return_ore": 4_000,
    "weekend_share_ore": 500,
    "change_ore": 5_000,
}
WISH_ORE = 2_000
SHORTEST_NEED_MINUTES = 330
MOST_WEEKEND_NEEDS = 8

HEALTH_LIMITS: dict[str, Any] = {
    "daily_rest": 480,
    "weekly_rest": 1_680,
    "day_minutes": 750,
    "red_days": "average",
}
"""Local agreement for units with nights: nights of 9.75 hours, evening then day, holidays shared.

Source: AML § 10-5 (2), § 10-8 (3), (4).
"""

AGREED_FROM = date(2026, 1, 1)
AGREED_TO = date(2028, 12, 31)
UNION = "Ragnhild Lauvås (tillitsvalgt)"
EMPLOYER = "Kommunedirektøren i Fjordvik"


def soft_spread() -> int:
    """Return the most that soft terms can move the price of one assignment, in øre."""
    return int(
        WEIGHTS["unknown_unit_ore"]
        + 2 * WEIGHTS["quick_return_ore"]
        + WEIGHTS["weekend_share_ore"] * (2 * MOST_WEEKEND_NEEDS - 1)
        + 2 * WISH_ORE
        + WEIGHTS["change_ore"]
    )
