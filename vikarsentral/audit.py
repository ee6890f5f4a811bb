"""The record of what was done: one append-only line per act, in the act's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import Event


def write(
    session: Session,
    *,
    actor: str,
    now: datetime,
    kind: str,
    subject: tuple[str, object],
    data: dict[str, Any] | None = None,
) -> None:
    """Add one line to the record.

    Args:
        session: the transaction of the act itself.
        actor: who acted, as `Actor.label`.
        now: when, UTC.
        kind: what was done, such as `absence.reported`.
        subject: kind and id of what it was done to.
        data: facts a reader needs; never a cause of absence, never contact details.
    """
    session.add(
        Event(
            at=now,
            actor=actor,
            kind=kind,
            subject_kind=subject[0],
            subject_id=str(subject[1]),
            data=data or {},
        )
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record as people read it."""

    at: datetime
    actor: str
    kind: str
    subject_kind: str
    subject_id: str
    data: dict[str, Any]


def lines(
    session: Session,
    *,
    subject: tuple[str, object] | None = None,
    limit: int = 100,
    skip: int = 0,
) -> list[Line]:
    """Read the newest lines of the record.

    Args:
        session: an open session.
        subject: kind and id to read about; None reads about everything.
        limit: how many at most, 1 or more.
        skip: how many of the newest to leave out, 0 or more.

    Returns:
        The lines, newest first.
    """
    query = select(Event).order_by(Event.at.desc(), Event.id.desc()).limit(limit).offset(skip)
    if subject is not None:
        query = query.where(Event.subject_kind == subject[0], Event.subject_id == str(subject[1]))
    return [
        Line(row.at, row.actor, row.kind, row.subject_kind, row.subject_id, row.data)
        for row in session.scalars(query)
    ]
