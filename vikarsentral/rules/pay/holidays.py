"""The holiday windows of the tariff: other hours than the law's red days.

Source: HTA kap. 1 § 5.3, § 6; law.md 3.3, 3.5, 7.1, 7.2.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal

from dateutil.easter import easter

Kind = Literal["holiday", "easter_saturday", "half_day"]

_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_HALF_FIXED = ((12, 24), (12, 31))
_WEDNESDAY, _EASTER_SATURDAY, _WHIT_SATURDAY = -4, -1, 48


@lru_cache(maxsize=200)
def _year(year: int) -> dict[int, Kind]:
    sunday = easter(year).toordinal()
    days: dict[int, Kind] = {
        sunday + _WEDNESDAY: "half_day",
        sunday + _WHIT_SATURDAY: "half_day",
        sunday + _EASTER_SATURDAY: "easter_saturday",
    }
    days.update((date(year, *pair).toordinal(), "half_day") for pair in _HALF_FIXED)
    days.update((date(year, *pair).toordinal(), "holiday") for pair in _FIXED)
    days.update((sunday + after, "holiday") for after in _FROM_EASTER)
    return days


def kind_of_day(on: int) -> Kind | None:
    """Tell what a date is to the tariff.

    Args:
        on: Oslo date as ordinal.

    Returns:
        `holiday` for a public holiday, `easter_saturday`, `half_day` for the Wednesday before
        Maundy Thursday, Whit Saturday, Christmas Eve and New Year's Eve; None for all others,
        ordinary Sundays too.
    """
    return _year(date.fromordinal(on).year).get(on)


def is_paid_holiday(on: int, hour: int, half_day_from: int) -> bool:
    """Tell whether the holiday supplement is paid: all of a holiday and of Easter Saturday.

    Args:
        on: Oslo date as ordinal.
        hour: hour on the Oslo clock, 0-23.
        half_day_from: the hour a half day's window begins.

    Source: HTA kap. 1 § 5.3.
    """
    kind = kind_of_day(on)
    return kind in ("holiday", "easter_saturday") or (kind == "half_day" and hour >= half_day_from)


def is_holiday_overtime(on: int, hour: int, half_day_from: int) -> bool:
    """Tell whether overtime is paid by the holiday rate; Easter Saturday counts from noon.

    Args:
        on: Oslo date as ordinal.
        hour: hour on the Oslo clock, 0-23.
        half_day_from: the hour a half day's window begins.

    Source: HTA kap. 1 § 6.
    """
    kind = kind_of_day(on)
    return kind == "holiday" or (kind is not None and hour >= half_day_from)


def is_before_holiday(on: int) -> bool:
    """Tell whether the next date is a public holiday.

    Args:
        on: Oslo date as ordinal.
    """
    return kind_of_day(on + 1) == "holiday"
