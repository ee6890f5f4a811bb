"""Give needs to people and take them back; the database refuses what would overlap."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vikarsentral import audit, commitments, notice
from vikarsentral.access import Actor
from vikarsentral.commitments.labour import week_of
from vikarsentral.db import told
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import (
    OCCUPYING,
    AgencyOrder,
    AgencyStatus,
    LabourLine,
    Need,
    NeedStatus,
    Person,
    Shift,
    ShiftKind,
    ShiftStatus,
    Unit,
)

ASSIGNABLE = (NeedStatus.OPEN, NeedStatus.AGENCY)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One need and the person who gets it, by row ids."""

    need_id: int
    person_id: int


def assign(
    session: Session,
    assignments: Collection[Assignment],
    *,
    status: ShiftStatus,
    actor: Actor,
    now: datetime,
    tell: bool = True,
) -> list[Shift]:
    """Give needs to people: shifts, labour lines, record and messages in one go.

    The caller has judged by the rules. Rows are written in the order of people and times, so
    that two at once wait for each other instead of locking each other out.

    Args:
        session: an open session; the caller commits.
        assignments: who gets what; each need once.
        status: `planned` from a plan, `confirmed` after a yes or a booking by hand.
        actor: who decides.
        now: UTC.
        tell: whether each person is told of each shift.

    Returns:
        The new shifts, in the order of people and times.

    Raises:
        Conflict: `need_taken` or `need_withdrawn` for a need that nobody can have any more,
            `person_busy` when a person has other work at that time.
        NotFound: there is no such need or person.
    """
    needs = _locked(session, [each.need_id for each in assignments])
    people = _people(session, {each.person_id for each in assignments})
    ordered = sorted(assignments, key=lambda each: (each.person_id, needs[each.need_id].starts_at))
    shifts = [_shift(needs[each.need_id], each.person_id, status, now) for each in ordered]
    with told():
        session.add_all(shifts)
        for shift in shifts:
            needs[shift.need_id or 0].status = NeedStatus.COVERED
        session.flush()
    decline_orders(session, list(needs))
    commitments.recount(session, {week_of(shift) for shift in shifts})
    for shift in shifts:
        _record(session, shift, "shift.given", actor, now)
    if tell:
        _tell(session, shifts, people, "shift_given", now)
    return shifts


def _locked(session: Session, need_ids: Sequence[int]) -> dict[int, Need]:
    query = select(Need).where(Need.id.in_(need_ids)).order_by(Need.id).with_for_update()
    found = {
        need.id: need for need in session.scalars(query.execution_options(populate_existing=True))
    }
    for need_id in need_ids:
        if need_id not in found:
            raise NotFound("need", need_id)
        status = found[need_id].status
        if status not in ASSIGNABLE:
            code = "need_taken" if status is NeedStatus.COVERED else "need_withdrawn"
            raise Conflict(code, {"need": need_id})
    return found


def _people(session: Session, person_ids: Collection[int]) -> dict[int, Person]:
    query = select(Person).where(Person.id.in_(person_ids), Person.is_active)
    found = {person.id: person for person in session.scalars(query)}
    for person_id in sorted(person_ids):
        if person_id not in found:
            raise NotFound("person", person_id)
    return found


def _shift(need: Need, person_id: int, status: ShiftStatus, now: datetime) -> Shift:
    return Shift(
        person_id=person_id,
        unit_id=need.unit_id,
        need_id=need.id,
        starts_at=need.starts_at,
        ends_at=need.ends_at,
        unpaid_break_minutes=need.unpaid_break_minutes,
        requires=list(need.requires),
        kind=ShiftKind.COVER,
        status=status,
        uid=str(uuid.uuid4()),
        sequence=0,
        created_at=now,
        changed_at=now,
    )


def release(
    session: Session,
    need_ids: Collection[int],
    *,
    actor: Actor,
    now: datetime,
    tell: bool = True,
) -> list[Shift]:
    """Cancel who covers some needs, so that they stand open again.

    Args:
        session: an open session; the caller commits.
        need_ids: the needs; one that nobody has is left as it is.
        actor: who decides.
        now: UTC.
        tell: whether each person is told of each shift.

    Returns:
        The cancelled shifts, in the order of people and times.
    """
    query = (
        select(Shift)
        .where(Shift.need_id.in_(need_ids), Shift.status.in_(OCCUPYING))
        .order_by(Shift.person_id, Shift.starts_at)
        .with_for_update()
    )
    shifts = list(session.scalars(query))
    for shift in shifts:
        shift.status = ShiftStatus.CANCELLED
        shift.sequence += 1
        shift.changed_at = now
        _record(session, shift, "shift.cancelled", actor, now)
    session.flush()
    _open(session, [shift.need_id for shift in shifts if shift.need_id is not None])
    commitments.recount(session, {week_of(shift) for shift in shifts})
    if tell:
        people = _known(session, {shift.person_id for shift in shifts})
        _tell(session, shifts, people, "shift_cancelled", now)
    return shifts


def _known(session: Session, person_ids: Collection[int]) -> dict[int, Person]:
    query = select(Person).where(Person.id.in_(person_ids))
    return {person.id: person for person in session.scalars(query)}


def _open(session: Session, need_ids: Sequence[int]) -> None:
    covered = select(Need).where(Need.id.in_(need_ids), Need.status == NeedStatus.COVERED)
    for need in session.scalars(covered):
        need.status = NeedStatus.OPEN
    session.flush()


def decline_orders(session: Session, need_ids: Collection[int]) -> None:
    """Drop agency orders of needs that no longer ask for one; their labour lines go with them.

    Args:
        session: an open session.
        need_ids: the needs.
    """
    live = select(AgencyOrder.id).where(AgencyOrder.need_id.in_(need_ids))
    ids = list(session.scalars(live.where(AgencyOrder.status != AgencyStatus.DECLINED)))
    if not ids:
        return
    session.execute(
        update(AgencyOrder).where(AgencyOrder.id.in_(ids)).values(status=AgencyStatus.DECLINED)
    )
    lines = select(LabourLine).where(LabourLine.agency_order_id.in_(ids))
    for line in session.scalars(lines):
        session.delete(line)
    session.flush()


def _tell(
    session: Session, shifts: Sequence[Shift], people: dict[int, Person], kind: str, now: datetime
) -> None:
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    for shift in shifts:
        person = people[shift.person_id]
        notice.write(
            session,
            person=person,
            kind=kind,
            key=f"{kind}:{shift.uid}:{shift.sequence}",
            body=notice.text(
                kind,
                person.language,
                when=notice.when(shift.starts_at, shift.ends_at),
                unit=names[shift.unit_id],
            ),
            now=now,
            need_id=shift.need_id,
        )
    if shifts:
        notice.send_soon(session)


def _record(session: Session, shift: Shift, kind: str, actor: Actor, now: datetime) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("need", shift.need_id),
        data={"shift": shift.uid, "person": shift.person_id},
    )
