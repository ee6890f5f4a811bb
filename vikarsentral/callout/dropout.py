"""Somebody who has said yes cannot come after all: one act, and the search goes on.

The shift is released, an absence without a cause is kept for that time, and those who said yes
and did not get it are asked first. The one who cannot come and the leaders are told.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral import need, notice
from vikarsentral.access import Action, Actor, may, system
from vikarsentral.access.leaders import leaders_now
from vikarsentral.callout.search import start
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.offer.rows import lock_need
from vikarsentral.tables import (
    OCCUPYING,
    Need,
    Person,
    Shift,
    ShiftStatus,
    Unit,
)

WHO = "callout"
NOTED, OPEN_AGAIN = "cannot_come", "stands_open"
TEXTS: dict[str, dict[str, str]] = {
    NOTED: {
        "nb": "Vi har notert at du ikke kommer {when}, {unit}. Du trenger ikke gjøre noe mer.",
        "nn": "Vi har notert at du ikkje kjem {when}, {unit}. Du treng ikkje gjere noko meir.",
        "en": "We have noted that you are not coming {when}, {unit}. You need do nothing more.",
    },
    OPEN_AGAIN: {
        "nb": "Vakten {when}, {unit}, står åpen igjen. Vi leter etter en annen.",
        "nn": "Vakta {when}, {unit}, står open att. Vi leitar etter ein annan.",
        "en": "The shift {when}, {unit}, is open again. We are looking for someone else.",
    },
}


def cannot_come(session: Session, *, shift_id: int, actor: Actor, now: datetime) -> int:
    """Take note that somebody cannot come to a cover shift, and look for another at once.

    Said again by the same person it changes nothing.

    Args:
        session: an open session; the caller commits.
        shift_id: the cover shift.
        actor: the person, or who leads the unit.
        now: UTC.

    Returns:
        The need that stands open again.

    Raises:
        Conflict: `shift_not_cover`, `shift_over`, or `shift_cancelled` when nobody has it.
        NotFound: there is no such shift of theirs.
    """
    row = session.get(Shift, shift_id)
    if row is None or (actor.person_id != row.person_id and not _leads(actor, row)):
        raise NotFound("shift", shift_id)
    if row.need_id is None:
        raise Conflict("shift_not_cover", {"shift": shift_id})
    held = lock_need(session, row.need_id)
    session.refresh(row, with_for_update=True)
    if row.status is ShiftStatus.ABSENT:
        return held.id
    if row.status not in OCCUPYING or row.status is ShiftStatus.WORKED:
        raise Conflict("shift_cancelled", {"shift": shift_id})
    if row.ends_at <= now:
        raise Conflict("shift_over", {"shift": shift_id})
    need.cover_absence(
        session,
        person_id=row.person_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        actor=actor,
        now=now,
    )
    _tell(session, held, row, now)
    start(session, need_id=held.id, actor=system(WHO), now=now)
    return held.id


def _leads(actor: Actor, row: Shift) -> bool:
    return may(actor, Action.REPORT_ABSENCE, row.unit_id)


def _tell(session: Session, held: Need, row: Shift, now: datetime) -> None:
    unit = session.get_one(Unit, row.unit_id).name
    person = session.get_one(Person, row.person_id)
    _write(session, NOTED, person, unit, held, row, now)
    for leader in leaders_now(session, row.unit_id, now):
        if leader.id != person.id:
            _write(session, OPEN_AGAIN, leader, unit, held, row, now)
    notice.send_soon(session)


def _write(
    session: Session,
    kind: str,
    to: Person,
    unit: str,
    held: Need,
    row: Shift,
    now: datetime,
) -> None:
    when = notice.when(row.starts_at, row.ends_at)
    notice.write(
        session,
        person=to,
        kind=kind,
        key=f"{kind}:{row.uid}:{to.id}",
        body=TEXTS[kind][to.language].format(when=when, unit=unit),
        now=now,
        need_id=held.id,
    )
