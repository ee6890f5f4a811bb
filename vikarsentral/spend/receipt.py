"""The sum behind one line of spend: rows that anyone can redo with pen and paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.spend.agency_sum import AgencySum, agency_sum
from vikarsentral.tables import (
    AgencyHire,
    AgencyOrder,
    LabourLine,
    LabourSource,
    Need,
    Shift,
    Unit,
)

LARGEST_ID = 2**63 - 1
Origin = Literal["shift", "order", "hire"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sum.

    Attributes:
        kind: what is paid for, as the pay engine names it; `agency` for hire.
        starts_at: UTC; None where a row is about the whole.
        ends_at: UTC; None for the same.
        minutes: paid minutes; 0 for a share of a sum.
        rate_ore: øre an hour; 0 for a share of a sum.
        basis_ore: the sum a share is taken of; else 0.
        hundredths: that share, per cent in hundredths; else 0.
        amount_ore: what the row comes to.
        source: paragraph or document.
    """

    kind: str
    starts_at: datetime | None
    ends_at: datetime | None
    minutes: int
    rate_ore: int
    basis_ore: int
    hundredths: int
    amount_ore: int
    source: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """One line of spend and its sum.

    Attributes:
        origin: `shift`, `order` from an agency, or `hire` told by an invoice.
        unit_name: the unit.
        worked_on: Oslo date.
        starts_at: UTC; None where only the day is known.
        ends_at: UTC; None for the same.
        source: where the labour came from.
        minutes: of the line.
        cost_ore: of the line; the rows' amounts sum to it.
        rows: the sum; empty where it was counted before sums were kept.
        price: how the hour's price of an order came to be; None where the list does not tell.
    """

    origin: Origin
    unit_name: str
    worked_on: date
    starts_at: datetime | None
    ends_at: datetime | None
    source: LabourSource
    minutes: int
    cost_ore: int
    rows: tuple[Row, ...]
    price: AgencySum | None = None


def receipt(session: Session, line_id: int, *, unit_ids: Collection[int] | None = None) -> Receipt:
    """Return the sum behind a line of spend; one query, for an order two.

    Args:
        session: an open session.
        line_id: the line.
        unit_ids: only at these units; None for all.

    Raises:
        NotFound: there is no such line at these units.
    """
    if line_id > LARGEST_ID:
        raise NotFound("line", line_id)
    query = (
        select(LabourLine, Unit.name, Shift, AgencyOrder, Need, AgencyHire)
        .join(Unit, Unit.id == LabourLine.unit_id)
        .outerjoin(Shift, Shift.id == LabourLine.shift_id)
        .outerjoin(AgencyOrder, AgencyOrder.id == LabourLine.agency_order_id)
        .outerjoin(Need, Need.id == AgencyOrder.need_id)
        .outerjoin(AgencyHire, AgencyHire.id == LabourLine.agency_hire_id)
        .where(LabourLine.id == line_id)
    )
    if unit_ids is not None:
        query = query.where(LabourLine.unit_id.in_(unit_ids))
    found: Any = session.execute(query).one_or_none()
    if found is None:
        raise NotFound("line", line_id)
    line, unit_name, shift, order, need, hire = found
    when = shift if shift is not None else need
    return Receipt(
        origin="shift" if shift is not None else "order" if order is not None else "hire",
        unit_name=unit_name,
        worked_on=line.worked_on,
        starts_at=when.starts_at if when is not None else None,
        ends_at=when.ends_at if when is not None else None,
        source=line.source,
        minutes=line.minutes,
        cost_ore=line.cost_ore,
        rows=_rows(line, order, need, hire),
        price=None if order is None else agency_sum(session, need, order.ore_per_hour),
    )


def _rows(
    line: LabourLine, order: AgencyOrder | None, need: Need | None, hire: AgencyHire | None
) -> tuple[Row, ...]:
    if line.shift_id is not None:
        return tuple(_pay_row(stored) for stored in line.receipt or ())
    return (
        Row(
            kind="agency",
            starts_at=need.starts_at if need is not None else None,
            ends_at=need.ends_at if need is not None else None,
            minutes=line.minutes,
            rate_ore=order.ore_per_hour if order is not None else 0,
            basis_ore=0,
            hundredths=0,
            amount_ore=line.cost_ore,
            source=hire.agency if hire is not None else "",
        ),
    )


def _pay_row(stored: dict[str, Any]) -> Row:
    return Row(
        kind=str(stored["kind"]),
        starts_at=datetime.fromisoformat(stored["start"]),
        ends_at=datetime.fromisoformat(stored["end"]),
        minutes=int(stored["minutes"]),
        rate_ore=int(stored["rate_ore"]),
        basis_ore=int(stored["basis_ore"]),
        hundredths=int(stored["hundredths"]),
        amount_ore=int(stored["amount_ore"]),
        source=str(stored["source"]),
    )
