"""Someone is away: the shifts they would have worked are released. No cause, ever.

What is done about the released shifts is the next stage, `need`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, commitments
from vikarsentral.access import Action, Actor, may, require
from vikarsentral.commitments.labour import week_of
from vikarsentral.db import told
from vikarsentral.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from vikarsentral.tables import (
    OCCUPYING,
    Absence,
    Person,
    Post,
    Shift,
    ShiftKind,
    ShiftStatus,
)

LONGEST = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report led to: the absence, and the shifts it released.

    `rota` are own shifts that now lack a person; `cover` were covering someone else's.
    """

    absence_id: int
    rota: tuple[int, ...]
    cover: tuple[int, ...]


def report(
    session: Session,
    *,
    person_id: int,
    starts_at: datetime,
    ends_at: datetime,
    actor: Actor,
    now: datetime,
) -> Reported:
    """Report that a person is away, and release their shifts that overlap the time.

    Args:
        session: an open session; the caller commits.
        person_id: who is away.
        starts_at: from, UTC.
        ends_at: to, UTC, after `starts_at` and at most 370 days later.
        actor: who reports; must lead a unit where the person works or has a post, or be the
            person.
        now: UTC.

    Returns:
        The absence and the shifts it released.

    Raises:
        BadInput: the time is empty or too long.
        Conflict: `already_absent`: the person is already away all that time.
        NotAllowed: the actor leads no unit of this person.
        NotFound: there is no such person.
    """
    _check_time(starts_at, ends_at)
    person = session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise NotFound("person", person_id)
    shifts = _overlapping(session, person_id, starts_at, ends_at, OCCUPYING)
    _require_unit(session, actor, person_id, {shift.unit_id for shift in shifts})
    _refuse_second(session, person_id, starts_at, ends_at)
    row = Absence(
        person_id=person_id,
        starts_at=starts_at,
        ends_at=ends_at,
        reported_by=actor.label,
        reported_at=now,
    )
    session.add(row)
    released = [shift for shift in shifts if shift.status is not ShiftStatus.WORKED]
    for shift in released:
        _move(shift, ShiftStatus.ABSENT, now)
    session.flush()
    commitments.recount(session, {week_of(shift) for shift in released})
    _record(session, row, "absence.reported", actor, now)
    return Reported(
        row.id,
        tuple(shift.id for shift in released if shift.kind is ShiftKind.ROTA),
        tuple(shift.id for shift in released if shift.kind is ShiftKind.COVER),
    )


def withdraw(session: Session, *, absence_id: int, actor: Actor, now: datetime) -> tuple[int, ...]:
    """Take an absence back: the person comes after all to the own shifts that have not begun.

    Args:
        session: an open session; the caller commits.
        absence_id: the absence.
        actor: who takes it back; must lead a unit of the person.
        now: UTC.

    Returns:
        Ids of the own shifts that stand again.

    Raises:
        Conflict: `absence_withdrawn` when it already is; `person_busy` when the person has
            been given other work in the meantime.
        NotAllowed: the actor leads no unit of this person.
        NotFound: there is no such absence.
    """
    row = session.get(Absence, absence_id, with_for_update=True)
    if row is None:
        raise NotFound("absence", absence_id)
    absent = (ShiftStatus.ABSENT,)
    shifts = _overlapping(session, row.person_id, row.starts_at, row.ends_at, absent)
    _require_unit(session, actor, row.person_id, {shift.unit_id for shift in shifts})
    if row.withdrawn_at is not None:
        raise Conflict("absence_withdrawn", {"absence": absence_id})
    row.withdrawn_at = now
    back = [shift for shift in shifts if shift.kind is ShiftKind.ROTA and shift.starts_at > now]
    back = [shift for shift in back if not _still_away(session, row, shift)]
    with told():
        for shift in back:
            _move(shift, ShiftStatus.PLANNED, now)
        session.flush()
    commitments.recount(session, {week_of(shift) for shift in back})
    _record(session, row, "absence.withdrawn", actor, now)
    return tuple(shift.id for shift in back)


def _check_time(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise BadInput([Fault("ends_at", "is not after the start", "a later time")])
    if ends_at - starts_at > LONGEST:
        raise BadInput([Fault("ends_at", "is too far away", f"{LONGEST.days} days at most")])


def _overlapping(
    session: Session,
    person_id: int,
    starts_at: datetime,
    ends_at: datetime,
    statuses: tuple[ShiftStatus, ...],
) -> list[Shift]:
    query = (
        select(Shift)
        .where(Shift.person_id == person_id, Shift.status.in_(statuses))
        .where(Shift.starts_at < ends_at, Shift.ends_at > starts_at)
        .order_by(Shift.starts_at, Shift.id)
        .with_for_update()
    )
    return list(session.scalars(query))


def _require_unit(session: Session, actor: Actor, person_id: int, units: set[int]) -> None:
    if actor.person_id == person_id and may(actor, Action.SEE_OWN_SHIFTS):
        return
    require(actor, Action.REPORT_ABSENCE)
    posts = select(Post.unit_id).where(Post.person_id == person_id, Post.unit_id.is_not(None))
    own = units | {unit_id for unit_id in session.scalars(posts) if unit_id is not None}
    if may_anywhere(actor) or any(may(actor, Action.REPORT_ABSENCE, unit) for unit in own):
        return
    raise NotAllowed(Action.REPORT_ABSENCE.value)


def may_anywhere(actor: Actor) -> bool:
    """Tell whether an actor may report absence at every unit, also for the pool's people."""
    return may(actor, Action.REPORT_ABSENCE, -1)


def _refuse_second(
    session: Session, person_id: int, starts_at: datetime, ends_at: datetime
) -> None:
    query = (
        select(Absence.id)
        .where(Absence.person_id == person_id, Absence.withdrawn_at.is_(None))
        .where(Absence.starts_at <= starts_at, Absence.ends_at >= ends_at)
    )
    found = session.scalars(query.limit(1)).first()
    if found is not None:
        raise Conflict("already_absent", {"absence": found})


def _still_away(session: Session, row: Absence, shift: Shift) -> bool:
    query = (
        select(Absence.id)
        .where(Absence.person_id == row.person_id, Absence.withdrawn_at.is_(None))
        .where(Absence.id != row.id)
        .where(Absence.starts_at < shift.ends_at, Absence.ends_at > shift.starts_at)
    )
    return session.scalars(query.limit(1)).first() is not None


def _move(shift: Shift, status: ShiftStatus, now: datetime) -> None:
    shift.status = status
    shift.sequence += 1
    shift.changed_at = now


def _record(session: Session, row: Absence, kind: str, actor: Actor, now: datetime) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("absence", row.id),
        data={"person": row.person_id},
    )
