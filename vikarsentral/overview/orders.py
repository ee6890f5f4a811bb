"""Orders from staffing agencies, with the legal basis of each that was approved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import AgencyBasis, AgencyOrder, AgencyStatus, Need, Unit

BASES: Final = {basis.value: basis for basis in AgencyBasis}
"""The legal bases by the words forms send."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order, or a proposal of one.

    Attributes:
        id: row id.
        unit_id: where.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        status: `proposed`, `approved` or `declined`.
        basis: why hire is lawful, None before it is approved.
        minutes: from start to end.
        cost_ore: what it costs, or would cost.
        approved_by: who approved it, None before.
        approved_at: UTC, None before.
    """

    id: int
    unit_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    status: AgencyStatus
    basis: AgencyBasis | None
    minutes: int
    cost_ore: int
    approved_by: str | None
    approved_at: datetime | None


def order_lines(
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    *,
    unit_ids: Collection[int] | None = None,
    limit: int = 500,
) -> list[OrderLine]:
    """Return the orders for needs that start in a time, in order; one query.

    Args:
        session: an open session.
        starts_at: from, UTC.
        ends_at: to, UTC.
        unit_ids: only these units; None for all.
        limit: how many at most.
    """
    query = (
        select(AgencyOrder, Unit.id, Unit.name, Need.starts_at, Need.ends_at)
        .join(Need, Need.id == AgencyOrder.need_id)
        .join(Unit, Unit.id == Need.unit_id)
        .where(Need.starts_at >= starts_at, Need.starts_at < ends_at)
        .order_by(Need.starts_at, AgencyOrder.id)
        .limit(limit)
    )
    if unit_ids is not None:
        query = query.where(Need.unit_id.in_(unit_ids))
    return [
        OrderLine(
            id=order.id,
            unit_id=unit_id,
            unit=unit,
            starts_at=start,
            ends_at=end,
            status=order.status,
            basis=order.basis,
            minutes=order.minutes,
            cost_ore=order.ore_per_hour * order.minutes // 60,
            approved_by=order.approved_by,
            approved_at=order.approved_at,
        )
        for order, unit_id, unit, start, end in session.execute(query)
    ]
