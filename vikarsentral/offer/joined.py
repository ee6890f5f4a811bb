"""Book the parts of a combination, and take all of it back: one act each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, commitments, need, preference
from vikarsentral.access import Actor
from vikarsentral.commitments.labour import week_of
from vikarsentral.db import told
from vikarsentral.need.split import Piece, join, split
from vikarsentral.offer import moves
from vikarsentral.tables import (
    OCCUPYING,
    Compound,
    CompoundPart,
    CompoundState,
    Need,
    Shift,
    ShiftKind,
    ShiftStatus,
)


@dataclass(frozen=True, slots=True)
class Booking:
    """A combination, its parts in order, and the own shift each one would leave."""

    whole: Compound
    parts: Sequence[CompoundPart]
    moved: Sequence[Shift | None]


def book_parts(
    session: Session, wanted: Need, booking: Booking, *, actor: Actor, now: datetime
) -> None:
    """Cut the need in parts, let those who move leave their own shift, and give each a part.

    Args:
        session: inside a savepoint of the caller; rules and floors have been asked.
        wanted: the need, locked and open.
        booking: who takes what.
        actor: who books.
        now: UTC.

    Raises:
        Conflict: somebody has other work by now; nothing has changed.
    """
    pieces = [
        Piece(part.starts_at, part.ends_at, part.unpaid_break_minutes) for part in booking.parts
    ]
    needs = split(session, wanted, pieces, actor=actor, now=now)
    for part, shift in zip(booking.parts, booking.moved, strict=True):
        if shift is not None:
            _leave(session, shift, part, actor, now)
    for part, row, left in zip(booking.parts, needs, booking.moved, strict=True):
        part.need_id = row.id
        if left is not None:
            moves.tell(session, moves.MOVED, part, left, row.unit_id, now)
        preference.witness(session, need_id=row.id, person_id=part.person_id, actor=actor, now=now)
        need.assign(
            session,
            [need.Assignment(row.id, part.person_id)],
            status=ShiftStatus.CONFIRMED,
            actor=actor,
            now=now,
            tell=part.offer_id is None,
        )


def _leave(
    session: Session, shift: Shift, part: CompoundPart, actor: Actor, now: datetime
) -> None:
    """Take the part's time out of an own shift; what is left of it stays at its unit."""
    rest = _rest(shift, part, now)
    shift.status, shift.changed_at = ShiftStatus.CANCELLED, now
    shift.sequence += 1
    session.flush()
    with told():
        session.add_all(rest)
        session.flush()
    commitments.recount(session, {week_of(one) for one in (shift, *rest)})
    _record(session, shift, "shift.moved", actor, now)


def _rest(shift: Shift, part: CompoundPart, now: datetime) -> list[Shift]:
    spans = [(shift.starts_at, part.starts_at), (part.ends_at, shift.ends_at)]
    kept = shift.unpaid_break_minutes - part.unpaid_break_minutes
    rows = []
    for starts_at, ends_at in sorted(spans, key=lambda span: span[0] - span[1]):
        if starts_at < ends_at:
            pause = min(kept, (ends_at - starts_at) // timedelta(minutes=1))
            rows.append(_own(shift, starts_at, ends_at, pause, now))
            kept -= pause
    return rows


def _own(shift: Shift, starts_at: datetime, ends_at: datetime, pause: int, now: datetime) -> Shift:
    return Shift(
        person_id=shift.person_id,
        unit_id=shift.unit_id,
        starts_at=starts_at,
        ends_at=ends_at,
        unpaid_break_minutes=pause,
        requires=list(shift.requires),
        kind=ShiftKind.ROTA,
        status=shift.status,
        uid=str(uuid.uuid4()),
        sequence=0,
        created_at=now,
        changed_at=now,
    )


def undo(session: Session, whole: Compound, *, actor: Actor, now: datetime) -> None:
    """Take a booked combination back: everyone is told, own shifts stand again, one need is open.

    Args:
        session: an open session that holds the need's lock; the caller commits.
        whole: booked; none of its parts has begun.
        actor: who takes it back.
        now: UTC.
    """
    query = select(CompoundPart).where(CompoundPart.compound_id == whole.id)
    parts = list(session.scalars(query.order_by(CompoundPart.starts_at, CompoundPart.id)))
    ids = [part.need_id for part in parts if part.need_id is not None]
    need.release(session, ids, actor=actor, now=now)
    for part in parts:
        if part.moved_shift_id is not None:
            left = session.get_one(Shift, part.moved_shift_id)
            _come_back(session, left, actor, now)
            unit_id = session.get_one(Need, whole.need_id).unit_id
            moves.tell(session, moves.BACK, part, left, unit_id, now)
    first, *others = [session.get_one(Need, row_id) for row_id in ids]
    join(
        session,
        first,
        others,
        Piece(whole.starts_at, whole.ends_at, whole.unpaid_break_minutes),
        actor=actor,
        now=now,
    )
    first.core_starts_at, first.core_ends_at = whole.core_starts_at, whole.core_ends_at
    whole.state = CompoundState.UNDONE
    session.flush()


def _come_back(session: Session, shift: Shift, actor: Actor, now: datetime) -> None:
    """Let an own shift stand again in place of what was left of it."""
    query = (
        select(Shift)
        .where(Shift.person_id == shift.person_id, Shift.unit_id == shift.unit_id)
        .where(Shift.kind == ShiftKind.ROTA, Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at >= shift.starts_at, Shift.ends_at <= shift.ends_at)
        .with_for_update()
    )
    rest = list(session.scalars(query))
    for one in rest:
        one.status, one.changed_at = ShiftStatus.CANCELLED, now
        one.sequence += 1
    session.flush()
    with told():
        shift.status, shift.changed_at = ShiftStatus.PLANNED, now
        shift.sequence += 1
        session.flush()
    commitments.recount(session, {week_of(one) for one in (shift, *rest)})
    _record(session, shift, "shift.moved_back", actor, now)


def _record(session: Session, shift: Shift, kind: str, actor: Actor, now: datetime) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("shift", shift.id),
        data={"shift": shift.uid, "person": shift.person_id},
    )
