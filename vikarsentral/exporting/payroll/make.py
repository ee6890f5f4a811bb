"""Make a payroll file: rows, a writer, and what whoever runs pay should know first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import worked
from vikarsentral.errors import BadInput, Fault
from vikarsentral.exporting.cells import iso
from vikarsentral.exporting.files import CSV, JSON, File, json_bytes
from vikarsentral.exporting.payroll.closing import closed_rows, overlapping
from vikarsentral.exporting.payroll.rows import Row, priced_shifts, rows_of
from vikarsentral.exporting.payroll.types import PAY_TYPES
from vikarsentral.exporting.payroll.writers import WRITERS, Types
from vikarsentral.exporting.period import Period
from vikarsentral.tables import Unit

FORMATS: Final = tuple(WRITERS)
ACCOUNT: Final = ("account", "responsibility", "function", "project")


def payroll(
    session: Session,
    about: Period,
    *,
    now: datetime,
    format: str = "csv",  # noqa: A002 - what the option is called
    types: Types = PAY_TYPES,
    as_json: bool = False,
) -> File:
    """Make the payroll file of a period, from hours as worked.

    A closed period gives the same bytes each time, whatever has been corrected since.

    Args:
        session: an open session.
        about: period, by the start of the shift, and units.
        now: UTC; shifts that have not ended are left out.
        format: name of a writer.
        types: pay types by kind.
        as_json: JSON with whole øre instead, whatever the format.

    Raises:
        BadInput: an unknown format, or something the format cannot hold.

    Source: contract 1 (export payroll).
    """
    if format not in WRITERS:
        raise BadInput([Fault("--format", f"{format!r} is unknown", ", ".join(FORMATS))])
    writer = WRITERS[format]
    rows, remarks = _rows(session, about, now)
    name = about.name("lonn")
    if as_json:
        return File(f"{name}.json", JSON, json_bytes(_document(rows, types, about)), remarks)
    held = [row for row in rows if writer.has_fixed or not row.is_fixed]
    return File(f"{name}.{writer.ending}", CSV, writer.write(held, types), remarks)


def _rows(session: Session, about: Period, now: datetime) -> tuple[list[Row], list[str]]:
    """Return the lines: as they were sent where the period is closed, else as they are now."""
    closed = overlapping(session, about.first_on, about.last_on)
    if [(one.first_on, one.last_on) for one in closed] == [(about.first_on, about.last_on)]:
        rows = _of_units(session, closed_rows(session, closed[0]), about)
        many = sum(bool(row.corrects) for row in rows)
        told = [f"Perioden er lukket. Linjer som retter tidligere perioder: {many}."]
        return rows, told
    rows = rows_of(session, priced_shifts(session, about, now=now))
    remarks = _remarks(session, about, now)
    if closed:
        remarks.append("Noen av dagene er i en lukket periode. Filen viser timene slik de er nå.")
    return rows, remarks


def _of_units(session: Session, rows: list[Row], about: Period) -> list[Row]:
    if about.unit_ids is None:
        return rows
    query = select(Unit.code).where(Unit.id.in_(about.unit_ids))
    codes = frozenset(session.scalars(query))
    return [row for row in rows if row.unit in codes]


def _remarks(session: Session, about: Period, now: datetime) -> list[str]:
    lines = worked.in_force(
        session, about.starts_at, about.ends_at, now=now, unit_ids=about.unit_ids
    )
    disputed = sum(line.objected_by is not None for line in lines)
    running = sum(line.ends_at is not None and line.ends_at > now for line in lines)
    remarks = []
    if disputed:
        remarks.append(
            f"Uenighet om timene på vakter i perioden: {disputed}. De er med som meldt."
        )
    if running or about.ends_at > now:
        remarks.append("Perioden er ikke over. Vakter som ikke er ferdige, er ikke med.")
    return remarks


def _document(rows: Sequence[Row], types: Types, about: Period) -> dict[str, object]:
    return {
        "format": "vikarsentral/payroll/1",
        "from": about.first_on.isoformat(),
        "to": about.last_on.isoformat(),
        "amount_ore": sum(row.amount_ore for row in rows),
        "variable_ore": sum(row.amount_ore for row in rows if not row.is_fixed),
        "rows": [
            {
                "employee_no": row.employee_no,
                "unit": row.unit,
                "shift": row.shift_id,
                "start": iso(row.starts_at),
                "end": iso(row.ends_at),
                "kind": row.kind,
                "pay_type": types[row.kind][0],
                "is_fixed": row.is_fixed,
                "minutes": row.minutes,
                "rate_ore": row.rate_ore,
                "amount_ore": row.amount_ore,
                "source": row.source,
                "corrects": row.corrects or None,
                "account": dict(zip(ACCOUNT, row.account.fields(), strict=True)),
            }
            for row in rows
        ],
    }
