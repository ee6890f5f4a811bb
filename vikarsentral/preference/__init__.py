"""Fortrinnsrett: part-timers come before new hire and agency, and the log shows that they did.

Source: AML § 14-3.
"""

from vikarsentral.preference.ahead import still_ahead
from vikarsentral.preference.area import (
    WHOLE,
    Area,
    area_on,
    areas,
    least_employees,
    set_area,
)
from vikarsentral.preference.people import is_hourly, part_timers
from vikarsentral.preference.plans import PLAN_CHECKED, check_plan, unchecked_plans
from vikarsentral.preference.turn import (
    CHECKED,
    Aside,
    Turn,
    asked_as,
    had_turn,
    line,
    turn,
    witness,
)
from vikarsentral.preference.walk import Breach, Origin, Violation, Walked, walk
from vikarsentral.tables import PreferenceScope

__all__ = [
    "CHECKED",
    "PLAN_CHECKED",
    "WHOLE",
    "Area",
    "Aside",
    "Breach",
    "Origin",
    "PreferenceScope",
    "Turn",
    "Violation",
    "Walked",
    "area_on",
    "areas",
    "asked_as",
    "check_plan",
    "had_turn",
    "is_hourly",
    "least_employees",
    "line",
    "part_timers",
    "set_area",
    "still_ahead",
    "turn",
    "unchecked_plans",
    "walk",
    "witness",
]
