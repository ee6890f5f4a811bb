"""What a staffing agency would charge for a need, by the price list in force that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.rules.pay import rounded
from vikarsentral.rules.pay.engine import is_weekend
from vikarsentral.rules.pay.holidays import kind_of_day
from vikarsentral.tables import Price

DAY_FROM_HOUR = 7
DAY_TO_HOUR = 17
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the price list, in øre per hour without VAT.

    Attributes:
        sector: code.
        competence: code.
        day: price of an hour Monday to Friday between 07 and 17.
        inconvenient: price of an evening, night, weekend or holiday hour.
        valid_from: first Oslo date; None from always.
        valid_to: last Oslo date; None until further.
    """

    sector: str
    competence: str
    day: int
    inconvenient: int
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether the line is in force on an Oslo date."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class PricePart:
    """A part of a stretch that one price of the list holds for.

    Attributes:
        starts_at: UTC.
        ends_at: UTC.
        minutes: elapsed.
        ore_per_hour: without VAT.
        is_inconvenient: evening, night, weekend or holiday.
    """

    starts_at: datetime
    ends_at: datetime
    minutes: int
    ore_per_hour: int
    is_inconvenient: bool


def price_list(session: Session, on: date) -> list[PriceLine]:
    """Return the lines of the price list that are in force, or will be.

    Args:
        session: an open session.
        on: Oslo date; lines that ended before it are left out.
    """
    query = select(Price).where((Price.valid_to.is_(None)) | (Price.valid_to >= on))
    return [
        PriceLine(
            row.sector_code,
            row.competence_code,
            row.day_ore_per_hour,
            row.inconvenient_ore_per_hour,
            row.valid_from,
            row.valid_to,
        )
        for row in session.scalars(query.order_by(Price.id))
    ]


def agency_price(
    lines: Sequence[PriceLine],
    *,
    sector: str,
    requires: Sequence[str],
    starts_at: datetime,
    ends_at: datetime,
) -> int | None:
    """Return the agency's price for a stretch of work: the mean of its hours' prices.

    Args:
        lines: the price list.
        sector: the unit's sector.
        requires: competences; the dearest that has a price counts, without any the cheapest
            line of the sector.
        starts_at: UTC; the list in force on this Oslo date counts.
        ends_at: UTC.

    Returns:
        Øre per hour, rounded half up; None when the list has no price.
    """
    line = line_for(lines, sector=sector, requires=requires, starts_at=starts_at)
    if line is None:
        return None
    parts = price_parts(line, starts_at, ends_at)
    minutes = sum(part.minutes for part in parts)
    return rounded(sum(part.minutes * part.ore_per_hour for part in parts), minutes)


def line_for(
    lines: Sequence[PriceLine], *, sector: str, requires: Sequence[str], starts_at: datetime
) -> PriceLine | None:
    """Return the line of the price list that a stretch is paid by.

    Args:
        lines: the price list.
        sector: the unit's sector.
        requires: competences asked for.
        starts_at: UTC.
    """
    on = starts_at.astimezone(OSLO).date()
    own = [line for line in lines if line.sector == sector and line.holds(on)]
    if requires:
        fits = [line for line in own if line.competence in requires]
        return max(fits, key=lambda line: line.day, default=None)
    return min(own, key=lambda line: line.day, default=None)


def price_parts(line: PriceLine, starts_at: datetime, ends_at: datetime) -> list[PricePart]:
    """Cut a stretch where the price changes.

    Args:
        line: the line of the price list.
        starts_at: UTC.
        ends_at: UTC, after the start.
    """
    found: list[PricePart] = []
    for first, last in pairwise([starts_at, *_edges(starts_at, ends_at), ends_at]):
        inconvenient = is_inconvenient(first)
        joins = bool(found) and found[-1].is_inconvenient is inconvenient
        start = found.pop().starts_at if joins else first
        rate = line.inconvenient if inconvenient else line.day
        found.append(PricePart(start, last, (last - start) // MINUTE, rate, inconvenient))
    return found


def _edges(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """Return midnights and the hours a price changes at, inside a stretch."""
    on, last = starts_at.astimezone(OSLO).date(), ends_at.astimezone(OSLO).date()
    found = []
    while on <= last:
        hours = (0, DAY_FROM_HOUR, DAY_TO_HOUR)
        at = [datetime.combine(on, time(hour), OSLO).astimezone(UTC) for hour in hours]
        found += [one for one in at if starts_at < one < ends_at]
        on += timedelta(days=1)
    return found


def is_inconvenient(at: datetime) -> bool:
    """Tell whether an hour is outside Monday to Friday 07 to 17, or on a public holiday.

    Args:
        at: UTC.
    """
    local = at.astimezone(OSLO)
    on = local.date().toordinal()
    off = is_weekend(on) or kind_of_day(on) == "holiday"
    return off or not DAY_FROM_HOUR <= local.hour < DAY_TO_HOUR
