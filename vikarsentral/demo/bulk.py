"""Put many rows in at once with COPY; ids are given, and the sequences follow after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from psycopg import sql
from sqlalchemy import Table, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session

Row = dict[str, Any]


def copy(session: Session, model: type[DeclarativeBase], rows: Sequence[Row]) -> None:
    """Copy rows into a table.

    Args:
        session: an open session; what it holds is flushed first.
        model: the table's class.
        rows: every row with the same keys; nothing is done without rows.
    """
    if not rows:
        return
    session.flush()
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - a mapped class has one
    names = list(rows[0])
    as_json = {name for name in names if isinstance(table.columns[name].type, JSONB)}
    driver: Any = session.connection().connection.driver_connection
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with driver.cursor() as cursor, cursor.copy(statement) as sink:
        for row in rows:
            sink.write_row(_values(row, names, as_json))
    if "id" in names and table.columns["id"].identity is not None:
        _follow(session, table.name)


def _values(row: Row, names: Iterable[str], as_json: set[str]) -> list[Any]:
    values = []
    for name in names:
        value = row[name]
        if name in as_json:
            value = json.dumps(value)
        elif isinstance(value, StrEnum):
            value = value.value
        values.append(value)
    return values


def _follow(session: Session, table: str) -> None:
    """Let the table's sequence go on after the highest id."""
    session.execute(
        text(
            f"select setval(pg_get_serial_sequence(:table, 'id'), (select max(id) from {table}))"  # noqa: S608 - a name from our own metadata
        ),
        {"table": table},
    )
