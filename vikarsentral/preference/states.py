"""Who is inside a preference area, kept once in the record and referred to by later lines.

In a large municipality the part-timers of an area are many hundred, and the same from act to
act. Their row ids and posts stand in one line of the record; the lines of acts name it by a sum
over what it holds, so that a changed line is seen. Few people stand in the act's own line.

Source: AML § 14-3.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.tables import Event

KEPT = "preference.people_kept"
SUBJECT = "preference_people"

MOST_IN_LINE = 40
"""People who stand in the act's own line; more of them are kept once."""

AGAIN = timedelta(days=31)
"""How old a kept line may be that a new act refers to."""

_SHOWN = 16


def digest(inside: list[list[int]]) -> str:
    """Return the sum over some people and their posts, in hexadecimal.

    Args:
        inside: id, and post in hundredths of a per cent, in order.
    """
    return hashlib.sha256(json.dumps(inside).encode()).hexdigest()


def referred(
    session: Session, data: Mapping[str, Any], *, actor: str, now: datetime
) -> dict[str, Any]:
    """Return the facts of an act with many people referred to, and keep them where they are new.

    Args:
        session: an open session; the caller commits.
        data: as `Turn.data` writes it.
        actor: who acts, as `Actor.label`.
        now: UTC.

    Returns:
        The facts with `inside`, or with `inside_is` in its place.
    """
    inside = data["inside"]
    if len(inside) <= MOST_IN_LINE:
        return dict(data)
    told = digest(inside)
    subject = (SUBJECT, told[:_SHOWN])
    known = select(Event.id).where(Event.subject_kind == SUBJECT, Event.subject_id == subject[1])
    if session.scalars(known.where(Event.at > now - AGAIN).limit(1)).first() is None:
        kept = {"sha256": told, "inside": inside}
        audit.write(session, actor=actor, now=now, kind=KEPT, subject=subject, data=kept)
    return {name: value for name, value in data.items() if name != "inside"} | {"inside_is": told}


class States:
    """What the record keeps of who was inside, read once."""

    def __init__(self, session: Session) -> None:
        """Read what is kept; one query.

        Args:
            session: an open session.
        """
        query = select(Event.data).where(Event.subject_kind == SUBJECT, Event.kind == KEPT)
        self._inside = {
            told: data["inside"]
            for data in session.scalars(query)
            if (told := digest(data["inside"])) == data["sha256"]
        }

    def whole(self, line: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return a line with who was inside, None where what it refers to is gone or changed.

        Args:
            line: of the record, as the act wrote it.
        """
        told = line.get("inside_is")
        if told is None:
            return line
        inside = self._inside.get(told)
        return None if inside is None else {**line, "inside": inside}
