"""Orders from staffing agencies, with the legal basis of each that was approved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.tables import AgencyBasis, AgencyOrder, AgencyStatus, Need, Unit

BASES: Final = {basis.value: basis for basis in AgencyBasis}
"""The legal bases by the words forms send."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order, or a proposal of one.

    Attributes:
        id: row id.
        need_id: for which need.
        unit_id: where.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        status: `proposed`, `approved` or `declined`.
        basis: why hire is lawful, None before it is approved.
        minutes: from start to end.
        ore_per_hour: the framework price.
        cost_ore: what it costs, or would cost.
        approved_by: who approved it, None before.
        approved_at: UTC, None before.
    """

    id: int
    need_id: int
    unit_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    status: AgencyStatus
    basis: AgencyBasis | None
    minutes: int
    ore_per_hour: int
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
        _orders()
        .where(Need.starts_at >= starts_at, Need.starts_at < ends_at)
        .order_by(Need.starts_at, AgencyOrder.id)
        .limit(limit)
    )
    if unit_ids is not None:
        query = query.where(Need.unit_id.in_(unit_ids))
    return [_line(*row) for row in session.execute(query)]


def order_line(session: Session, order_id: int) -> OrderLine:
    """Return one order.

    Args:
        session: an open session.
        order_id: the order.

    Raises:
        NotFound: there is no such order.
    """
    row = session.execute(_orders().where(AgencyOrder.id == order_id)).one_or_none()
    if row is None:
        raise NotFound("order", order_id)
    return _line(*row)


def order_of_need(session: Session, need_id: int) -> OrderLine | None:
    """Return the order for a need, or the proposal of one; None when there is none in force.

    Args:
        session: an open session.
        need_id: the need.
    """
    query = (
        _orders()
        .where(AgencyOrder.need_id == need_id, AgencyOrder.status != AgencyStatus.DECLINED)
        .order_by(AgencyOrder.id.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else _line(*row)


def _orders() -> Select[AgencyOrder, int, str, datetime, datetime]:
    return (
        select(AgencyOrder, Unit.id, Unit.name, Need.starts_at, Need.ends_at)
        .join(Need, Need.id == AgencyOrder.need_id)
        .join(Unit, Unit.id == Need.unit_id)
    )


def _line(
    order: AgencyOrder, unit_id: int, unit: str, starts_at: datetime, ends_at: datetime
) -> OrderLine:
    return OrderLine(
        id=order.id,
        need_id=order.need_id,
        unit_id=unit_id,
        unit=unit,
        starts_at=starts_at,
        ends_at=ends_at,
        status=order.status,
        basis=order.basis,
        minutes=order.minutes,
        ore_per_hour=order.ore_per_hour,
        cost_ore=order.ore_per_hour * order.minutes // 60,
        approved_by=order.approved_by,
        approved_at=order.approved_at,
    )
