"""Let what has ended, and nobody has said otherwise about, count as worked.

Source: AML § 10-7.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.tables import OCCUPYING, Shift, ShiftStatus, Side, Went, WorkedEntry
from vikarsentral.worked.record import planned

BATCH = 2000
SYSTEM = "system"

Place = tuple[datetime, int]
"""Where a shift stands among those that have ended: its end (UTC) and its id."""


def ended(
    session: Session, *, now: datetime, limit: int = BATCH, after: Place | None = None
) -> list[Place]:
    """Return shifts that have ended and do not count as worked yet.

    Args:
        session: an open session.
        now: UTC.
        limit: how many at most, 1 or more.
        after: only those behind this place; None for the first.

    Returns:
        End and id of each, in that order.
    """
    query = select(Shift.ends_at, Shift.id).where(_has_ended(now))
    if after is not None:
        query = query.where(tuple_(Shift.ends_at, Shift.id) > tuple_(*after))
    query = query.order_by(Shift.ends_at, Shift.id).limit(limit)
    return [(ends_at, key) for ends_at, key in session.execute(query)]


def _has_ended(now: datetime) -> ColumnElement[bool]:
    told = select(WorkedEntry.id).where(WorkedEntry.shift_id == Shift.id).exists()
    is_over = and_(Shift.status.in_(OCCUPYING), Shift.ends_at <= now)
    return and_(is_over, or_(Shift.status != ShiftStatus.WORKED, ~told))


def settle(
    session: Session, *, now: datetime, limit: int = BATCH, only: Collection[int] | None = None
) -> int:
    """Let what has ended, and nobody has said otherwise about, count as worked.

    Safe to repeat and to do from several workers at once: each takes rows the others have not.

    Args:
        session: an open session; the caller commits.
        now: UTC.
        limit: how many shifts at most, 1 or more.
        only: ids of the shifts to look at; None for all.

    Returns:
        How many shifts were settled.

    Source: AML § 10-7.
    """
    query = select(Shift).where(_has_ended(now))
    if only is not None:
        query = query.where(Shift.id.in_(only))
    query = query.order_by(Shift.ends_at, Shift.id).limit(limit)
    query = query.with_for_update(skip_locked=True)
    shifts = list(session.scalars(query.execution_options(populate_existing=True)))
    if not shifts:
        return 0
    _enter_all(session, shifts, now)
    _count_as_worked(session, shifts)
    audit.write(
        session,
        actor=SYSTEM,
        now=now,
        kind="hours.settled",
        subject=("hours", now.date().isoformat()),
        data={"shifts": len(shifts)},
    )
    return len(shifts)


def _enter_all(session: Session, shifts: Sequence[Shift], now: datetime) -> None:
    """Write the first entry of each shift that has none."""
    ids = [shift.id for shift in shifts]
    known = set(session.scalars(select(WorkedEntry.shift_id).where(WorkedEntry.shift_id.in_(ids))))
    rows = [_row(shift, now) for shift in shifts if shift.id not in known]
    if rows:
        session.execute(insert(WorkedEntry), rows)


def _row(shift: Shift, now: datetime) -> dict[str, object]:
    times = planned(shift, None)
    return {
        "shift_id": shift.id,
        "number": 1,
        "person_id": shift.person_id,
        "unit_id": shift.unit_id,
        "went": Went.AS_PLANNED,
        "planned_starts_at": times.starts_at,
        "planned_ends_at": times.ends_at,
        "planned_break_minutes": times.unpaid_break_minutes,
        "starts_at": times.starts_at,
        "ends_at": times.ends_at,
        "unpaid_break_minutes": times.unpaid_break_minutes,
        "minutes": times.minutes,
        "side": Side.SYSTEM,
        "told_by": SYSTEM,
        "told_at": now,
    }


def _count_as_worked(session: Session, shifts: Sequence[Shift]) -> None:
    ids = [shift.id for shift in shifts if shift.status is not ShiftStatus.WORKED]
    if ids:
        session.execute(
            update(Shift)
            .where(Shift.id.in_(ids))
            .values(status=ShiftStatus.WORKED, version=Shift.version + 1)
            .execution_options(synchronize_session=False)
        )
        session.expire_all()


def unsettled(session: Session, *, now: datetime) -> int:
    """Count shifts that have ended and are not yet in the record.

    Args:
        session: an open session.
        now: UTC.
    """
    told = select(WorkedEntry.id).where(WorkedEntry.shift_id == Shift.id).exists()
    query = select(func.count()).select_from(Shift)
    query = query.where(Shift.status.in_(OCCUPYING), Shift.ends_at <= now, ~told)
    return session.scalar(query) or 0
