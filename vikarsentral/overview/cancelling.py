"""What it means to take somebody off a shift: how short the notice is, hours and pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.tables import LabourLine, LabourSource, Shift


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows when a cover shift is taken back.

    Attributes:
        notice_minutes: until the shift begins; 0 once it has begun.
        minutes: paid minutes that are given back.
        ore: what the shift costs as it stands.
        is_in_post: all of it is inside a post at the vikarsentral, so the pay stays the same.
    """

    notice_minutes: int
    minutes: int
    ore: int
    is_in_post: bool


def consequence(session: Session, shift_id: int, now: datetime) -> Consequence | None:
    """Return what follows when a cover shift is taken back; one query.

    Args:
        session: an open session.
        shift_id: the shift.
        now: UTC.

    Returns:
        None where there is no such shift.
    """
    query = (
        select(
            Shift.starts_at,
            func.coalesce(func.sum(LabourLine.minutes), 0),
            func.coalesce(func.sum(LabourLine.cost_ore), 0),
            func.coalesce(func.bool_and(LabourLine.source == LabourSource.POOL), False),
        )
        .outerjoin(LabourLine, LabourLine.shift_id == Shift.id)
        .where(Shift.id == shift_id)
        .group_by(Shift.id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    starts_at, minutes, ore, is_in_post = row
    notice = max(timedelta(), starts_at - now) // timedelta(minutes=1)
    return Consequence(notice, int(minutes), int(ore), bool(is_in_post))
