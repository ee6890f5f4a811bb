"""The pool's published duty plan: known times, open place.

A plan moves places, never times: time outside the duty plan is `unavailable`.

Source: contract 2 (pool people); AML § 10-3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import DutyTime, Person, Post, PostKind

Span = tuple[datetime, datetime]


def unavailable(
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    *,
    person_ids: Collection[int] | None = None,
) -> dict[int, list[Span]]:
    """Return when each pool employee is outside the duty plan.

    Args:
        session: an open session.
        starts_at: from, UTC.
        ends_at: to, UTC.
        person_ids: only these people; None for the whole pool.

    Returns:
        By person id the spans outside the plan, in order; a pool employee without any duty
        time is outside it all the time.
    """
    members = select(Post.person_id).join(Person).where(Person.is_active)
    members = members.where(Post.kind == PostKind.POOL).distinct()
    duty = (
        select(DutyTime.person_id, DutyTime.starts_at, DutyTime.ends_at)
        .where(DutyTime.ends_at > starts_at, DutyTime.starts_at < ends_at)
        .order_by(DutyTime.person_id, DutyTime.starts_at)
    )
    if person_ids is not None:
        members = members.where(Post.person_id.in_(person_ids))
        duty = duty.where(DutyTime.person_id.in_(person_ids))
    times: dict[int, list[Span]] = defaultdict(list)
    for person, start, end in session.execute(duty):
        times[person].append((start, end))
    return {
        person: complement(times[person], starts_at, ends_at)
        for person in session.scalars(members.order_by(Post.person_id))
    }


def complement(times: list[Span], starts_at: datetime, ends_at: datetime) -> list[Span]:
    """Return what is left of a stretch when some times are taken out.

    Args:
        times: in the order of their starts; they may touch or overlap.
        starts_at: start of the stretch.
        ends_at: end of the stretch.

    Returns:
        The spans between, before and after, none of them empty.
    """
    free: list[Span] = []
    reached = starts_at
    for start, end in times:
        if start > reached:
            free.append((reached, min(start, ends_at)))
        reached = max(reached, end)
    if reached < ends_at:
        free.append((reached, ends_at))
    return free
