"""What it means to take somebody off a shift: how short the notice is, hours and pay."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.tables import OCCUPYING, LabourLine, LabourSource, Person, Shift


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows when a cover shift is taken back.

    Attributes:
        notice_minutes: until the shift begins; 0 once it has begun.
        minutes: paid minutes that are given back.
        ore: what the shift costs as it stands.
        is_in_post: all of it is inside a post at the vikarsentral, so the pay stays the same.
        name: who has it.
    """

    notice_minutes: int
    minutes: int
    ore: int
    is_in_post: bool
    name: str = ""


def consequences(
    session: Session, need_ids: Collection[int], now: datetime
) -> dict[int, Consequence]:
    """Return what follows when those who cover some needs are taken off; one query.

    Args:
        session: an open session.
        need_ids: the needs.
        now: UTC.

    Returns:
        By need, in the order of times; needs that nobody covers are left out.
    """
    query = (
        select(
            Shift.need_id,
            Shift.starts_at,
            Person.name,
            func.coalesce(func.sum(LabourLine.minutes), 0),
            func.coalesce(func.sum(LabourLine.cost_ore), 0),
            func.coalesce(func.bool_and(LabourLine.source == LabourSource.POOL), False),
        )
        .join(Person, Person.id == Shift.person_id)
        .outerjoin(LabourLine, LabourLine.shift_id == Shift.id)
        .where(Shift.need_id.in_(need_ids), Shift.status.in_(OCCUPYING))
        .group_by(Shift.id, Person.name)
        .order_by(Shift.starts_at, Shift.id)
    )
    found = {}
    for need_id, starts_at, name, minutes, ore, is_in_post in session.execute(query):
        notice = max(timedelta(), starts_at - now) // timedelta(minutes=1)
        found[need_id or 0] = Consequence(notice, int(minutes), int(ore), bool(is_in_post), name)
    return found
