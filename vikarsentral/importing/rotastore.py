"""Store what a file of rota changes: shifts in bulk, calendars and labour lines after them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.clock import OSLO
from vikarsentral.commitments.labour import PersonWeek, week_of
from vikarsentral.commitments.window import midnight, monday
from vikarsentral.db import told
from vikarsentral.importing.bulk import array, copy, record
from vikarsentral.importing.compared import Compared, Storing
from vikarsentral.importing.roster import HeldShift
from vikarsentral.importing.rota import RotaMoves
from vikarsentral.importing.told import Told, instant_of, iso_of
from vikarsentral.tables import DutyTime, Shift, ShiftKind, ShiftStatus

COLUMNS = (
    "person_id",
    "unit_id",
    "starts_at",
    "ends_at",
    "unpaid_break_minutes",
    "requires",
    "kind",
    "status",
    "uid",
    "sequence",
    "created_at",
    "changed_at",
    "version",
)
WEEK = timedelta(days=8)
Row = dict[str, Any]


def store(session: Session, compared: Compared, storing: Storing) -> None:
    """Store every shift and known time that is added, changed or cancelled.

    Args:
        session: an open session; the caller commits.
        compared: from `rota.compare`, in this same transaction.
        storing: who, when and for which import.

    Raises:
        Conflict: `person_busy` when somebody was given other work meanwhile.
    """
    moves: RotaMoves = compared.work
    with told():
        _cancel(session, moves.cancelled, storing.now)
        _change(session, moves.changed, storing.now)
    copy(session, Shift, COLUMNS, _new(moves.added, storing))
    duty = ((one.person_id, *_times(one), storing.now) for one in moves.duty)
    copy(session, DutyTime, ("person_id", "starts_at", "ends_at", "published_at"), duty)
    session.expire_all()
    storing.progress("storing", len(moves.added))
    _record(session, moves, storing)
    commitments.recount(session, _touched_weeks(session, moves))


def _times(one: Told) -> tuple[str, str]:
    return iso_of(one.starts), iso_of(one.ends)


def _new(added: list[Told], storing: Storing) -> Iterable[tuple[Any, ...]]:
    kind, status, now = ShiftKind.ROTA.value, ShiftStatus.PLANNED.value, storing.now.isoformat()
    for count, one in enumerate(added, start=1):
        place = one.person_id, one.unit_id, *_times(one)
        work = one.unpaid_break or 0, array(one.requires or ()), kind, status
        yield (*place, *work, _uid(), 0, now, now, 1)
        if count % 1000 == 0:
            storing.progress("storing", count)


def _uid() -> str:
    """Return a name for calendars that nobody can guess, written as a UUID of version 4.

    Source: RFC 9562 section 5.4.
    """
    told = os.urandom(16).hex()
    return f"{told[:8]}-{told[8:12]}-4{told[13:16]}-a{told[17:20]}-{told[20:]}"


def _cancel(session: Session, cancelled: list[HeldShift], now: datetime) -> None:
    """Cancel shifts first, so that others may take their place in time."""
    _write(
        session,
        [
            {"of_id": held.id, "status": ShiftStatus.CANCELLED, "changed_at": now}
            for held in cancelled
        ],
    )


def _change(session: Session, changed: list[tuple[HeldShift, Told]], now: datetime) -> None:
    """Change shifts in two steps: two that trade times must not meet on the way."""
    _write(
        session,
        [{"of_id": held.id, "ends_at": _shorter(held, one)} for held, one in changed],
        is_new=False,
    )
    _write(
        session,
        [
            {
                "of_id": held.id,
                "unit_id": one.unit_id,
                "ends_at": instant_of(one.ends),
                "unpaid_break_minutes": _or(one.unpaid_break, held.unpaid_break),
                "requires": list(_or(one.requires, held.requires)),
                "changed_at": now,
            }
            for held, one in changed
        ],
    )


def _shorter(held: HeldShift, one: Told) -> datetime:
    end = min(held.ends, one.ends)
    return instant_of(max(end, held.starts + held.unpaid_break))


def _or(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value


def _write(session: Session, rows: list[Row], *, is_new: bool = True) -> None:
    """Write columns of many shifts; calendars see a new sequence where it is one."""
    if not rows:
        return
    names = [name for name in rows[0] if name != "of_id"]
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    if is_new:
        values |= {"sequence": Shift.sequence + 1, "version": Shift.version + 1}
    table = Shift.__table__
    statement = update(Shift).where(table.c.id == bindparam("of_id")).values(**values)
    session.connection().execute(statement, rows)


def _record(session: Session, moves: RotaMoves, storing: Storing) -> None:
    """Write one line in the record per person, with every shift that was changed."""
    lines: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in moves.added:
        lines[one.person_id]["added"].append(_as_told(one))
    for one in moves.duty:
        lines[one.person_id]["duty"].append(_as_told(one))
    for held, one in moves.changed:
        lines[one.person_id]["changed"].append({"before": _as_held(held), "after": _as_told(one)})
    for held in moves.cancelled:
        lines[held.person_id]["cancelled"].append(_as_held(held))
    people = (("rota.imported", person, dict(data)) for person, data in lines.items())
    record(session, people, storing)


def _as_told(one: Told) -> list[Any]:
    return [*_times(one), one.unit_id, one.unpaid_break]


def _as_held(held: HeldShift) -> list[Any]:
    return [iso_of(held.starts), iso_of(held.ends), held.unit_id, held.unpaid_break]


def _touched_weeks(session: Session, moves: RotaMoves) -> set[PersonWeek]:
    """Return the person-weeks with cover work whose rota has changed."""
    starts = [(one.person_id, one.starts) for one in moves.added]
    starts += [(held.person_id, held.starts) for held in moves.cancelled]
    starts += [(held.person_id, held.starts) for held, _ in moves.changed]
    weeks = {
        (person, monday(instant_of(minute).astimezone(OSLO).date())) for person, minute in starts
    }
    if not weeks:
        return set()
    first, last = min(week for _, week in weeks), max(week for _, week in weeks)
    query = (
        select(Shift)
        .where(Shift.kind == ShiftKind.COVER)
        .where(Shift.starts_at >= midnight(first), Shift.starts_at < midnight(last) + WEEK)
    )
    return {week_of(shift) for shift in session.scalars(query)} & weeks
