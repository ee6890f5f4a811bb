"""What all volatile labour costs, by unit, month and source; every figure opens to its shifts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from vikarsentral.errors import BadInput, Fault
from vikarsentral.tables import AgencyOrder, LabourLine, LabourSource, Need, Shift, Unit

GROUPS: Final = ("unit", "month", "source")
MONTH: Final = "YYYY-MM"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and what is behind it.

    Attributes:
        unit_code: the unit, None when not grouped by it.
        unit_name: its name, None when not grouped by it.
        month: `2027-01`, None when not grouped by it.
        source: `pool`, `merarbeid`, `overtime`, `hourly` or `agency`; None when not grouped.
        minutes: paid minutes of own people, elapsed minutes of an agency's.
        cost_ore: what the municipality pays.
        shift_ids: every shift in the figure, in order.
        order_ids: every agency order in the figure, in order.
    """

    unit_code: str | None
    unit_name: str | None
    month: str | None
    source: LabourSource | None
    minutes: int
    cost_ore: int
    shift_ids: tuple[int, ...]
    order_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """One shift or hire behind a figure; no name, nobody is measured.

    Attributes:
        line_id: the line itself; its receipt is found by it.
        shift_id: the shift, None for hire.
        order_id: the agency order, None for a shift and for hire told by an invoice.
        need_id: the need that was covered.
        unit_code: the unit.
        unit_name: its name.
        worked_on: Oslo date.
        starts_at: UTC; None for hire told by an invoice, which names the day alone.
        ends_at: UTC; None for the same.
        source: where the labour came from.
        minutes: of this source.
        cost_ore: of this source.
    """

    line_id: int
    shift_id: int | None
    order_id: int | None
    need_id: int | None
    unit_code: str
    unit_name: str
    worked_on: date
    starts_at: datetime | None
    ends_at: datetime | None
    source: LabourSource
    minutes: int
    cost_ore: int


def figures(
    session: Session,
    *,
    first_on: date,
    last_on: date,
    group_by: Sequence[str] = GROUPS,
    unit_ids: Collection[int] | None = None,
) -> list[Figure]:
    """Sum labour lines by some of unit, month and source; one query.

    Args:
        session: an open session.
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.
        group_by: any of `unit`, `month`, `source`, each once; empty gives one total.
        unit_ids: only these units; None for all.

    Returns:
        The figures, in the order of the groups.

    Raises:
        BadInput: an unknown group, or dates in the wrong order; all faults at once.

    Source: contract 5 (spend).
    """
    if faults := _faults(first_on, last_on, group_by):
        raise BadInput(faults)
    groups = _columns(group_by)
    query = select(
        *groups,
        func.sum(LabourLine.minutes),
        func.sum(LabourLine.cost_ore),
        _ids(LabourLine.shift_id),
        _ids(LabourLine.agency_order_id),
    ).join(Unit, Unit.id == LabourLine.unit_id)
    query = _among(query, first_on, last_on, unit_ids)
    if groups:
        query = query.group_by(*groups).order_by(*groups)
    rows = session.execute(query).all()
    return [_figure(row, group_by) for row in rows if row[len(groups)] is not None]


def _columns(group_by: Sequence[str]) -> list[ColumnElement[Any]]:
    columns: list[ColumnElement[Any]] = []
    for group in group_by:
        if group == "unit":
            columns.extend((Unit.code.expression, Unit.name.expression))
        elif group == "month":
            columns.append(func.to_char(LabourLine.worked_on, MONTH))
        else:
            columns.append(LabourLine.source.expression)
    return columns


def _ids(column: Any) -> ColumnElement[Any]:
    """Collect the ids of a column, each once, in order; NULL where there is none."""
    return func.array_agg(column.distinct()).filter(column.is_not(None))


def _figure(row: Any, group_by: Sequence[str]) -> Figure:
    values = list(row)
    named: dict[str, Any] = {"unit_code": None, "unit_name": None, "month": None, "source": None}
    for group in group_by:
        if group == "unit":
            named["unit_code"], named["unit_name"] = values.pop(0), values.pop(0)
        else:
            named[group] = values.pop(0)
    minutes, cost, shifts, orders = values
    return Figure(
        **named,
        minutes=int(minutes),
        cost_ore=int(cost),
        shift_ids=tuple(shifts or ()),
        order_ids=tuple(orders or ()),
    )


def behind(
    session: Session,
    *,
    first_on: date,
    last_on: date,
    source: LabourSource | None = None,
    unit_ids: Collection[int] | None = None,
    limit: int = 1000,
    skip: int = 0,
) -> list[Behind]:
    """Open a figure: the shifts and the hire it is made of; one query.

    Args:
        session: an open session.
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.
        source: only this source; None for all.
        unit_ids: only these units; None for all.
        limit: how many at most.
        skip: how many of the first are left out.

    Returns:
        The lines in the order of dates.
    """
    query = (
        select(
            LabourLine,
            Unit.code,
            Unit.name,
            func.coalesce(Shift.need_id, AgencyOrder.need_id),
            func.coalesce(Shift.starts_at, Need.starts_at),
            func.coalesce(Shift.ends_at, Need.ends_at),
        )
        .join(Unit, Unit.id == LabourLine.unit_id)
        .outerjoin(Shift, Shift.id == LabourLine.shift_id)
        .outerjoin(AgencyOrder, AgencyOrder.id == LabourLine.agency_order_id)
        .outerjoin(Need, Need.id == AgencyOrder.need_id)
        .order_by(LabourLine.worked_on, LabourLine.id)
        .limit(limit)
        .offset(skip)
    )
    query = _among(query, first_on, last_on, unit_ids)
    if source is not None:
        query = query.where(LabourLine.source == source)
    return [
        Behind(
            line_id=line.id,
            shift_id=line.shift_id,
            order_id=line.agency_order_id,
            need_id=need_id,
            unit_code=code,
            unit_name=name,
            worked_on=line.worked_on,
            starts_at=starts_at,
            ends_at=ends_at,
            source=line.source,
            minutes=line.minutes,
            cost_ore=line.cost_ore,
        )
        for line, code, name, need_id, starts_at, ends_at in session.execute(query)
    ]


def _among(
    query: Select[*tuple[Any, ...]],
    first_on: date,
    last_on: date,
    unit_ids: Collection[int] | None,
) -> Select[*tuple[Any, ...]]:
    query = query.where(LabourLine.worked_on >= first_on, LabourLine.worked_on <= last_on)
    return query if unit_ids is None else query.where(LabourLine.unit_id.in_(unit_ids))


def _faults(first_on: date, last_on: date, group_by: Sequence[str]) -> list[Fault]:
    faults = []
    if last_on < first_on:
        faults.append(Fault("to", f"{last_on} is before {first_on}", "the same day or later"))
    for group in group_by:
        if group not in GROUPS:
            faults.append(Fault("group_by", f"{group!r} is unknown", ", ".join(GROUPS)))
    if len(set(group_by)) != len(group_by):
        faults.append(Fault("group_by", "names a group twice", "each group once"))
    return faults
