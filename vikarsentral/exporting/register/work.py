"""Rota and needs as files in have them: one row per shift, known time or need."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from vikarsentral.exporting.period import Period
from vikarsentral.exporting.register import told
from vikarsentral.exporting.register.rows import Rows, left_out
from vikarsentral.importing.needs import KIND
from vikarsentral.importing.told import fits
from vikarsentral.tables import (
    OCCUPYING,
    DutyTime,
    ImportedReference,
    Need,
    NeedStatus,
    Person,
    Shift,
    ShiftKind,
    Unit,
)


def rota_rows(session: Session, about: Period) -> Rows:
    """Return the rota of a period, and the known times of the pool where all units are asked.

    Args:
        session: an open session.
        about: by the start of the shift.

    Returns:
        In the order of employee numbers and starts. Shifts whose person is away and closed units
        are left out.
    """
    shifts = (
        select(
            Person.employee_no,
            Unit.code,
            Shift.starts_at,
            Shift.ends_at,
            Shift.unpaid_break_minutes,
            Shift.requires,
        )
        .join(Person, Person.id == Shift.person_id)
        .join(Unit, Unit.id == Shift.unit_id)
        .where(Shift.kind == ShiftKind.ROTA, Shift.status.in_(OCCUPYING))
        .where(Person.is_active, Unit.is_active)
    )
    held = session.execute(shifts.where(*_within(Shift, about)))
    found: list[tuple[Any, ...]] = [tuple(row) for row in held]
    if about.unit_ids is None:
        found += [(*row[:1], "", *row[1:], None, ()) for row in _known_times(session, about)]
    rows, many = [], 0
    for number, unit, starts_at, ends_at, pause, requires in sorted(found, key=_order):
        if not fits(starts_at, ends_at):
            many += 1
            continue
        pauses = "" if pause is None else str(pause)
        when = told.stretch(starts_at, ends_at)
        rows.append([number, unit, *when, pauses, told.listed(requires)])
    return Rows(rows, left_out(many))


def _order(row: Any) -> tuple[Any, ...]:
    return row[0], row[2], row[1]


def _known_times(session: Session, about: Period) -> list[tuple[Any, ...]]:
    query = select(Person.employee_no, DutyTime.starts_at, DutyTime.ends_at)
    query = query.join(Person, Person.id == DutyTime.person_id).where(Person.is_active)
    query = query.where(DutyTime.starts_at >= about.starts_at, DutyTime.starts_at < about.ends_at)
    return [tuple(row) for row in session.execute(query)]


def _within(model: type[Shift | Need], about: Period) -> list[ColumnElement[bool]]:
    units: Collection[int] | None = about.unit_ids
    among = [] if units is None else [model.unit_id.in_(units)]
    return [model.starts_at >= about.starts_at, model.starts_at < about.ends_at, *among]


def needs_rows(session: Session, about: Period) -> Rows:
    """Return the needs of a period that came from nobody's absence and are not withdrawn.

    Args:
        session: an open session.
        about: by the start of the need.

    Returns:
        In the order of starts, with the references that files gave them.
    """
    query = (
        select(Need, Unit.code, ImportedReference.reference)
        .join(Unit, Unit.id == Need.unit_id)
        .outerjoin(
            ImportedReference,
            (ImportedReference.row_id == Need.id) & (ImportedReference.kind == KIND),
        )
        .where(Need.absence_id.is_(None), Need.replaces_shift_id.is_(None))
        .where(Need.status != NeedStatus.WITHDRAWN, Unit.is_active)
        .order_by(Need.starts_at, Unit.code, Need.id)
    )
    rows, many = [], 0
    for need, unit, reference in session.execute(query.where(*_within(Need, about))):
        if not fits(need.starts_at, need.ends_at):
            many += 1
            continue
        when = told.stretch(need.starts_at, need.ends_at)
        pause, requires = str(need.unpaid_break_minutes), told.listed(need.requires)
        places = [str(need.priority), "1"]
        rows.append([reference or "", unit, *when, pause, requires, *places])
    return Rows(rows, left_out(many))
