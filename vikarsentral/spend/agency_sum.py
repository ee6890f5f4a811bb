"""The sum behind an agency's price: which minutes at which price of the list, and their mean.

Source: law.md 3.8; the framework agreement each line names.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.need.price import PriceLine, PricePart, line_for, price_parts
from vikarsentral.rules.pay import rounded
from vikarsentral.tables import Need, Price, Unit


@dataclass(frozen=True, slots=True)
class AgencySum:
    """How the price of an hour came to be.

    Attributes:
        parts: the stretch, cut where the price changes.
        ore_per_hour: their mean, rounded half up to whole øre.
        framework: the framework agreement the price stands in; empty where none is named.
        has_vat: VAT comes on top.
    """

    parts: tuple[PricePart, ...]
    ore_per_hour: int
    framework: str
    has_vat: bool

    @property
    def minutes(self) -> int:
        """Return the minutes of all parts."""
        return sum(part.minutes for part in self.parts)


def agency_sum(session: Session, need: Need, ore_per_hour: int) -> AgencySum | None:
    """Return how the price of an order came to be; one query.

    Args:
        session: an open session.
        need: what was ordered for.
        ore_per_hour: the price of the order.

    Returns:
        The sum; None where the list gives another price, as when it was agreed by hand.
    """
    query = select(Price).join(Unit, Unit.sector_code == Price.sector_code)
    rows = session.scalars(query.where(Unit.id == need.unit_id).order_by(Price.id)).all()
    lines = {
        PriceLine(
            row.sector_code,
            row.competence_code,
            row.day_ore_per_hour,
            row.inconvenient_ore_per_hour,
            row.valid_from,
            row.valid_to,
        ): row
        for row in rows
    }
    if not rows:
        return None
    line = line_for(
        list(lines),
        sector=rows[0].sector_code,
        requires=need.requires,
        starts_at=need.starts_at,
    )
    if line is None:
        return None
    parts = tuple(price_parts(line, need.starts_at, need.ends_at))
    minutes = sum(part.minutes for part in parts)
    mean = rounded(sum(part.minutes * part.ore_per_hour for part in parts), minutes)
    if mean != ore_per_hour:
        return None
    row = lines[line]
    return AgencySum(parts, mean, row.framework or "", row.has_vat)
