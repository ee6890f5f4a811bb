"""Make a file of people, rota or needs that can be taken in again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault
from vikarsentral.exporting.files import CSV, JSON, File, json_bytes
from vikarsentral.exporting.period import Period
from vikarsentral.exporting.register.people import people_rows
from vikarsentral.exporting.register.sheets import (
    FORMATS,
    WORKBOOK,
    as_csv,
    as_workbook,
    headings,
)
from vikarsentral.exporting.register.work import needs_rows, rota_rows

KINDS: Final = ("people", "rota", "needs")
NAMES: Final = {"people": "ansatte", "rota": "turnus", "needs": "behov"}


def register(
    session: Session,
    kind: str,
    *,
    now: datetime,
    about: Period | None = None,
    format: str = "csv",  # noqa: A002 - what the option is called
) -> File:
    """Make the file; taken in again unchanged it changes nothing.

    Args:
        session: an open session.
        kind: people, rota or needs.
        now: UTC.
        about: period and units; needed for rota and needs, and of no use for people.
        format: csv, xlsx or json; what is taken in again is one of the first two.

    Raises:
        BadInput: an unknown format.
    """
    if format not in (*FORMATS, "json"):
        raise BadInput([Fault("--format", f"{format!r} is unknown", ", ".join(FORMATS))])
    today = now.astimezone(OSLO).date()
    if kind == "people" or about is None:
        found, name = people_rows(session, today), f"{NAMES['people']}-{today}"
    else:
        found = (rota_rows if kind == "rota" else needs_rows)(session, about)
        name = about.name(NAMES[kind])
    if format == "json":
        rows = [dict(zip(headings(kind), row, strict=True)) for row in found.rows]
        return File(f"{name}.json", JSON, json_bytes({"rows": rows}), found.remarks)
    if format == "xlsx":
        return File(f"{name}.xlsx", WORKBOOK, as_workbook(kind, found.rows), found.remarks)
    return File(f"{name}.csv", CSV, as_csv(kind, found.rows), found.remarks)
