"""Everything about one person, for the person: as JSON, and as text that people read.

Source: GDPR art. 15, 20; contract 1 (export person).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.exporting.cells import iso, stamp
from vikarsentral.exporting.files import JSON, TEXT, File, json_bytes
from vikarsentral.exporting.gather import Rows, rows_about
from vikarsentral.exporting.labels import COLUMNS, TABLES
from vikarsentral.tables import Person

WIDTH: Final = 28


def person(session: Session, *, employee_no: str, now: datetime, as_text: bool = False) -> File:
    """Make the file of everything about one person.

    Args:
        session: an open session.
        employee_no: whose.
        now: UTC.
        as_text: text that people read instead of JSON.

    Raises:
        NotFound: nobody has that number.
    """
    row = session.get_one(Person, int(number_of(session, employee_no)))
    found = rows_about(session, row.id)
    name = f"person-{''.join(sign for sign in employee_no if sign.isalnum())}"
    if as_text:
        return File(f"{name}.txt", TEXT, _text(row.name, found, now).encode("utf-8-sig"))
    rows = {
        table: [{column: iso(value) for column, value in row.items()} for row in held]
        for table, held in found.items()
    }
    document = {"format": "vikarsentral/person/1", "made_at": iso(now), "rows": rows}
    return File(f"{name}.json", JSON, json_bytes(document))


def number_of(session: Session, employee_no: str) -> str:
    """Return the row number of a person, as the record writes it.

    Args:
        session: an open session.
        employee_no: whose.

    Raises:
        NotFound: nobody has that number.
    """
    found = session.scalar(select(Person.id).where(Person.employee_no == employee_no))
    if found is None:
        raise NotFound("person", employee_no)
    return str(found)


def _text(name: str, found: dict[str, Rows], now: datetime) -> str:
    lines = [
        f"Alt Vikarsentral har lagret om {name}",
        f"Laget {stamp(now)}. Passord og andre hemmeligheter er lagret som kontrollsummer og er"
        " ikke med.",
        "Årsaken til et fravær lagres aldri.",
    ]
    for table, rows in found.items():
        title = TABLES.get(table, table)
        lines += ["", title, "=" * len(title)]
        if not rows:
            lines.append("Ingenting.")
        for row in rows:
            lines += [*(_line(column, value) for column, value in row.items()), ""]
    return "\r\n".join(lines) + "\r\n"


def _line(column: str, value: object) -> str:
    label = COLUMNS.get(column, column)
    return f"{label + ':':<{WIDTH}} {_told(value)}"


def _told(value: object) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    if isinstance(value, dict):
        return ", ".join(f"{COLUMNS.get(key, key)}: {_told(held)}" for key, held in value.items())
    return str(value).replace("\r", " ").replace("\n", " ")
