"""Every row that is about one person, found from the foreign keys of the tables themselves.

A table that comes later is found too, so nothing about a person can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from vikarsentral.db.base import Base
from vikarsentral.tables import Event, User

Rows = list[dict[str, object]]

SECRET: Final = frozenset({"password_hash", "session_key", "token_hash", "handle_hash", "secret"})
"""Columns that open doors; they are nobody's to read, not even their owner's."""
NOT_ABOUT_A_PERSON: Final = frozenset({"need", "offer", "agency_order", "plan_run"})
"""Tables that point to a person's rows and tell of others or of the unit."""
OWN_SUBJECTS: Final = ("absence", "shift", "post")
"""Kinds of subject in the log that are about one person, named as their tables."""
ROOTS: Final = ("person", "app_user")


def tables_about() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Yield each table with a column that points to a person or a user, and those columns."""
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if _target(column) in ROOTS]
        if columns and table.name not in NOT_ABOUT_A_PERSON:
            yield table, columns


def tables_behind(names: Iterable[str]) -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Yield each further table that points to rows of the named ones, and those columns.

    Args:
        names: tables whose rows are about the person.
    """
    known = set(names)
    for table in Base.metadata.sorted_tables:
        if table.name in known or table.name in NOT_ABOUT_A_PERSON or table.name in ROOTS:
            continue
        columns = [column for column in table.columns if _target(column) in known - {*ROOTS}]
        if columns:
            yield table, columns


def _target(column: Column[Any]) -> str:
    """Return the table a column points to, or an empty text."""
    return next((key.column.table.name for key in column.foreign_keys), "")


def rows_about(session: Session, person_id: int) -> dict[str, Rows]:
    """Return every row about a person, by table.

    Args:
        session: an open session.
        person_id: who.

    Returns:
        By table name; empty tables are there too, so that one sees they were looked in.
    """
    user = session.execute(select(User.id, User.login).where(User.person_id == person_id)).first()
    keys = {"person": person_id, "app_user": user.id if user else -1}
    person = Base.metadata.tables["person"]
    found: dict[str, Rows] = {"person": _rows(session, person, person.c.id == person_id)}
    ids: dict[str, list[Any]] = {}
    for table, columns in tables_about():
        if table.name == "person":
            continue
        wanted = or_(*(column == keys[_target(column)] for column in columns))
        found[table.name] = _rows(session, table, wanted)
        ids[table.name] = _ids(session, table, wanted)
    for table, columns in tables_behind(ids):
        wanted = or_(*(column.in_(ids[_target(column)]) for column in columns))
        found[table.name] = _rows(session, table, wanted)
    found["event"] = _events(session, person_id, ids, user.login if user else None)
    return found


def _ids(session: Session, table: Table, wanted: ColumnElement[bool]) -> list[Any]:
    if "id" not in table.c:
        return []
    return list(session.scalars(select(table.c.id).where(wanted)))


def _rows(session: Session, table: Table, wanted: ColumnElement[bool]) -> Rows:
    shown = [
        column
        for column in table.columns
        if column.name not in SECRET and not column.info.get("tells_of_others")
    ]
    query = select(*shown).where(wanted).order_by(*table.primary_key.columns)
    return [_document(row) for row in session.execute(query).mappings()]


def _document(row: Mapping[Any, Any]) -> dict[str, object]:
    return {str(name): value for name, value in row.items()}


def _events(
    session: Session, person_id: int, ids: dict[str, list[Any]], login: str | None
) -> Rows:
    """Return what the log holds: about the person, about what is theirs, and done by them."""
    about: list[ColumnElement[bool]] = [
        Event.data["person"].as_string().in_((str(person_id), f"p{person_id}")),
        (Event.subject_kind == "person") & (Event.subject_id == str(person_id)),
    ]
    for kind in OWN_SUBJECTS:
        about.append((Event.subject_kind == kind) & Event.subject_id.in_(map(str, ids[kind])))
    if login is not None:
        about.append(Event.actor == login)
        about.append((Event.subject_kind == "user") & (Event.subject_id == login))
    query = select(Event).where(or_(*about)).order_by(Event.at, Event.id)
    return [
        {
            "at": row.at,
            "actor": row.actor,
            "kind": row.kind,
            "subject": f"{row.subject_kind} {row.subject_id}",
            "data": row.data,
        }
        for row in session.scalars(query)
    ]
