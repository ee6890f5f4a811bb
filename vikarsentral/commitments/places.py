"""Units and travel, as a problem file writes them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import Travel, Unit


def units(session: Session) -> list[dict[str, Any]]:
    """Return every unit, in the order of codes.

    Args:
        session: an open session.

    Returns:
        Entries of `units` of a problem file.
    """
    query = select(Unit.code, Unit.sector_code, Unit.area_code).order_by(Unit.code)
    return [
        {"id": code, "sector": sector, "area": area}
        for code, sector, area in session.execute(query)
    ]


def travel(session: Session) -> dict[str, dict[str, int]]:
    """Return minutes of travel between areas.

    Args:
        session: an open session.

    Returns:
        `travel_minutes` of a problem file.
    """
    found: dict[str, dict[str, int]] = {}
    query = select(Travel.from_area, Travel.to_area, Travel.minutes)
    for start, end, minutes in session.execute(query.order_by(*query.selected_columns)):
        found.setdefault(start, {})[end] = minutes
    return found
