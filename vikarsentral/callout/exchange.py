"""When nobody is left to ask: whether two who exchange shifts could cover the need.

It is looked for after the search has ended and by the worker alone: whoever begins a search does
not wait for it, and no need is locked meanwhile. Until then nothing is said of exchanges. What
was found is true of the roster as it was then: after a change it is looked for again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select, update
from sqlalchemy.orm import Session, aliased

from vikarsentral import audit, swap
from vikarsentral.callout.people import asked_before, in_order
from vikarsentral.offer.glance import moment, stands
from vikarsentral.offer.rows import ASKABLE, lock_need
from vikarsentral.tables import Callout, CalloutState, Need

WHO = "callout"

PAUSE: Final = timedelta(minutes=15)
"""How long what was found is left, however often the roster changes."""

AT_ONCE: Final = 10
"""Needs that are looked at in a row, so that answers do not wait long for them."""


def unlooked(session: Session, now: datetime) -> list[int]:
    """Find the needs that everyone has been asked about and an exchange is to be looked for.

    That is once, and again when the roster has changed since. A need that somebody could still
    take, and was not asked about, is none of them.

    Args:
        session: an open session; one query, nothing is locked.
        now: UTC; what is over is left.

    Returns:
        Ids of needs, a few at a time: those that have waited longest first.
    """
    longest = _unlooked(now).order_by(Callout.looked_at.asc().nulls_first(), Callout.need_id)
    return [row.need_id for row in session.scalars(longest.limit(AT_ONCE))]


def look(session: Session, need_id: int, now: datetime) -> None:
    """Note whether an exchange of two steps would cover a need as the roster is now.

    Nobody is moved by it: who leads the unit asks the people in it, and carries it out. Where
    somebody can just take the need by now, nothing is said of exchanges.

    Args:
        session: an open session; the caller commits.
        need_id: the need; it is locked only to write what was found.
        now: UTC.

    Raises:
        NotFound: there is no such need.

    Source: AML § 10-3 (changed times ask for a yes).
    """
    looked_as = moment(session)
    left = len(in_order(session, need_id, now))
    has_exchange = None if left else is_possible(session, need_id, now)
    lock_need(session, need_id)
    query = _unlooked(now).where(Callout.need_id == need_id)
    row = session.scalars(query, execution_options={"populate_existing": True}).one_or_none()
    if row is None:
        return
    is_new = has_exchange is not None and has_exchange != row.has_exchange
    row.left_in_peace, row.has_exchange = left, has_exchange
    row.looked_at, row.looked_as = now, looked_as
    if is_new:
        audit.write(
            session,
            actor=WHO,
            now=now,
            kind="callout.exchange_tried",
            subject=("need", need_id),
            data={"callout": row.id, "exchange": has_exchange},
        )


def forget_found(session: Session, need_id: int) -> None:
    """Forget what was found about exchanges: the need has other times by now.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
    """
    found = Callout.need_id == need_id
    session.execute(update(Callout).where(found).values(has_exchange=None, looked_at=None))


def is_possible(session: Session, need_id: int, now: datetime) -> bool:
    """Tell whether an exchange of two steps would cover a need that nobody can just take.

    Args:
        session: an open session.
        need_id: the need; whoever was asked about it without a yes takes no part.
        now: UTC.

    Raises:
        NotFound: there is no such need.
    """
    out = asked_before(session, need_id)
    return swap.proposed(session, need_id, now=now, out=out) is not None


def _unlooked(now: datetime) -> Select[Callout]:
    """Return the newest searches that have asked everyone, of needs that still stand open.

    Those whose find still holds are left out.
    """
    newer = aliased(Callout)
    return (
        select(Callout)
        .join(Need, Need.id == Callout.need_id)
        .where(Callout.state == CalloutState.EXHAUSTED, _is_due(now))
        .where(Need.status.in_(ASKABLE), Need.ends_at > now)
        .where(~exists().where(newer.need_id == Callout.need_id, newer.id > Callout.id))
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    first = and_(Callout.looked_at.is_(None), Callout.left_in_peace == 0)
    again = and_(Callout.looked_at <= now - PAUSE, not_(stands("callout.looked_as")))
    return or_(first, again)
