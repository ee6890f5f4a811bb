"""Put many rows and lines of the record in with COPY; ids come from the table's own sequence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import Table, text
from sqlalchemy.orm import DeclarativeBase, Session

from vikarsentral.db import told
from vikarsentral.importing.compared import Storing
from vikarsentral.tables import Event

EVENT = ("at", "actor", "kind", "subject_kind", "subject_id", "data")
Told = tuple[str, int, dict[str, Any]]
"""What is told of one person: the kind of act, who, and the facts."""


def record(session: Session, people: Iterable[Told], storing: Storing) -> None:
    """Write one line of the record for each person, as `audit.write` does for one.

    Args:
        session: an open session; the caller commits.
        people: kind of act, person and facts of each.
        storing: who, when and for which import.
    """
    label, now = storing.actor.label, storing.now
    lines = (
        (now, label, kind, "person", str(person), Jsonb({"import": storing.import_id, **data}))
        for kind, person, data in people
    )
    copy(session, Event, EVENT, lines)


def new_ids(session: Session, model: type[DeclarativeBase], count: int) -> list[int]:
    """Take ids for rows that are yet to be written.

    Args:
        session: an open session.
        model: the table's class.
        count: how many.
    """
    query = text(
        "select nextval(pg_get_serial_sequence(:table, 'id')) from generate_series(1, :count)"
    )
    told = {"table": model.__tablename__, "count": count}
    return [int(row[0]) for row in session.execute(query, told)]


@lru_cache(maxsize=4096)
def array(texts: tuple[str, ...]) -> str:
    """Return texts as PostgreSQL writes an array of them: most rows hold the same few.

    Args:
        texts: without NUL.
    """
    quoted = (one.replace("\\", "\\\\").replace('"', '\\"') for one in texts)
    return "{" + ",".join(f'"{one}"' for one in quoted) + "}"


def copy(
    session: Session,
    model: type[DeclarativeBase],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Copy rows into a table.

    Args:
        session: an open session; what it holds is flushed first.
        model: the table's class.
        names: the columns that are given.
        rows: their values, in that order.

    Raises:
        Conflict: a constraint of the database refused.
    """
    session.flush()
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - a mapped class has one
    driver: Any = session.connection().connection.driver_connection
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with told(), driver.cursor() as cursor, cursor.copy(statement) as sink:
        for row in rows:
            sink.write_row(row)
