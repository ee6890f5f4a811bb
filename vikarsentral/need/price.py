"""What a staffing agency would charge for a need, by the price list in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.tables import Price

DAY_FROM_HOUR = 7
DAY_TO_HOUR = 17
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the price list, in øre per hour without VAT."""

    sector: str
    competence: str
    day: int
    inconvenient: int


def price_list(session: Session, on: date) -> list[PriceLine]:
    """Return the price list in force.

    Args:
        session: an open session.
        on: Oslo date.
    """
    query = (
        select(Price)
        .where(Price.valid_from <= on)
        .where((Price.valid_to.is_(None)) | (Price.valid_to >= on))
        .order_by(Price.id)
    )
    return [
        PriceLine(
            row.sector_code,
            row.competence_code,
            row.day_ore_per_hour,
            row.inconvenient_ore_per_hour,
        )
        for row in session.scalars(query)
    ]


def agency_price(
    lines: Sequence[PriceLine],
    *,
    sector: str,
    requires: Sequence[str],
    starts_at: datetime,
    ends_at: datetime,
) -> int | None:
    """Return the agency's price for a stretch of work.

    Args:
        lines: the price list.
        sector: the unit's sector.
        requires: competences; the dearest that has a price counts, without any the cheapest
            line of the sector.
        starts_at: UTC.
        ends_at: UTC.

    Returns:
        Øre per hour; None when the list has no price.
    """
    own = [line for line in lines if line.sector == sector]
    fits = [line for line in own if line.competence in requires]
    if requires:
        chosen = max(fits, key=lambda line: line.day, default=None)
    else:
        chosen = min(own, key=lambda line: line.day, default=None)
    if chosen is None:
        return None
    return chosen.inconvenient if is_inconvenient(starts_at, ends_at) else chosen.day


def is_inconvenient(starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether the middle of a stretch is outside Monday to Friday, 07 to 17 in Oslo.

    Args:
        starts_at: UTC.
        ends_at: UTC.
    """
    middle = (starts_at + (ends_at - starts_at) / 2).astimezone(OSLO)
    return middle.weekday() >= SATURDAY or not DAY_FROM_HOUR <= middle.hour < DAY_TO_HOUR
