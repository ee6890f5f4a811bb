"""Change one row: nobody overwrites unseen, and the record tells before and after.

Whoever changes says what they saw. Where the row has moved since, nothing is written and the
one who came second is told what changed; what they typed is theirs to send again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy.orm import DeclarativeBase, Session

from vikarsentral import audit
from vikarsentral.access import Actor
from vikarsentral.errors import BadInput, Conflict, Fault

CONTACT = frozenset({"phone", "email"})
"""Fields whose values the record never tells, only that they changed."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """Hold who changes and when."""

    actor: Actor
    now: datetime

    def record(
        self,
        session: Session,
        kind: str,
        subject: tuple[str, object],
        data: dict[str, Any] | None = None,
    ) -> None:
        """Add a line to the record.

        Args:
            session: the transaction of the act.
            kind: what was done, such as `unit.changed`.
            subject: kind and id of what it was done to.
            data: facts a reader needs.
        """
        audit.write(
            session,
            actor=self.actor.label,
            now=self.now,
            kind=kind,
            subject=subject,
            data=data,
        )


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: days and times as text, choices by their value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def seen_of(row: DeclarativeBase, fields: Iterable[str]) -> dict[str, Any]:
    """Return what a reader of a row saw, to be given back when they change it.

    Args:
        row: the row.
        fields: which of its columns.
    """
    return {name: plain(getattr(row, name)) for name in fields}


def refuse_moved(held: Values, seen: Values | None) -> None:
    """Stop whoever changes something that has moved since they saw it.

    Args:
        held: the plain values as they are now.
        seen: the plain values they saw; None asks nothing, as on the command line.

    Raises:
        Conflict: `changed_meanwhile`, with `changed`: by field what was seen and what is now.
    """
    if seen is None:
        return
    moved = {name: [seen.get(name), now] for name, now in held.items() if seen.get(name) != now}
    if moved:
        raise Conflict("changed_meanwhile", {"changed": moved})


def change(
    session: Session,
    row: DeclarativeBase,
    wanted: Values,
    *,
    seen: Values | None,
    kind: str,
    subject: tuple[str, object],
    act: Act,
) -> bool:
    """Set columns of a locked row and record what was changed.

    Args:
        session: an open session; the caller commits.
        row: the row, locked by the caller.
        wanted: the new values by column.
        seen: what the one who changes saw; None asks nothing.
        kind: what the record calls it, such as `unit.changed`.
        subject: kind and id for the record.
        act: who and when.

    Returns:
        Whether anything changed; the same again changes nothing and is not recorded.

    Raises:
        Conflict: `changed_meanwhile`.
    """
    before = seen_of(row, wanted)
    after = {name: plain(value) for name, value in wanted.items()}
    moved = [name for name in wanted if before[name] != after[name]]
    if not moved:
        return False
    refuse_moved(before, seen)
    for name in moved:
        setattr(row, name, wanted[name])
    session.flush()
    data = {"before": _told(before, moved), "after": _told(after, moved)}
    act.record(session, kind, subject, data)
    return True


def told(values: Values) -> dict[str, Any]:
    """Return values as the record may hold them: contact details are hidden."""
    return _told({name: plain(value) for name, value in values.items()}, values)


def _told(values: Values, names: Iterable[str]) -> dict[str, Any]:
    return {name: _shown(name, values[name]) for name in names}


def _shown(name: str, value: Any) -> Any:
    return "***" if name in CONTACT and value else value


def refuse(faults: list[Fault]) -> None:
    """Stop when anything is wrong with what was given.

    Raises:
        BadInput: there is a fault; carries them all.
    """
    if faults:
        raise BadInput(faults)
