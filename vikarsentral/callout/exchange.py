"""When nobody is left to ask: whether two who exchange shifts could cover the need.

It is looked for after the search has ended and by the worker alone: whoever begins a search does
not wait for it, and no need is locked meanwhile. Until then nothing is said of exchanges.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from vikarsentral import audit, swap
from vikarsentral.callout.people import asked_before, in_order
from vikarsentral.offer.rows import ASKABLE, lock_need
from vikarsentral.tables import Callout, CalloutState, Need

WHO = "callout"


def unlooked(session: Session, now: datetime) -> list[int]:
    """Find the needs that everyone has been asked about and no exchange has been looked for.

    A need that somebody could still take, and was not asked about, is none of them.

    Args:
        session: an open session; one query, nothing is locked.
        now: UTC; what is over is left.

    Returns:
        Ids of needs, in order.
    """
    return [row.need_id for row in session.scalars(_unlooked(now).order_by(Callout.need_id))]


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
    left = len(in_order(session, need_id, now))
    has_exchange = None if left else is_possible(session, need_id, now)
    lock_need(session, need_id)
    query = _unlooked(now).where(Callout.need_id == need_id)
    row = session.scalars(query, execution_options={"populate_existing": True}).one_or_none()
    if row is None:
        return
    row.left_in_peace, row.has_exchange = left, has_exchange
    if has_exchange is not None:
        audit.write(
            session,
            actor=WHO,
            now=now,
            kind="callout.exchange_tried",
            subject=("need", need_id),
            data={"callout": row.id, "exchange": has_exchange},
        )


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
    """Return the newest searches that have asked everyone, of needs that still stand open."""
    newer = aliased(Callout)
    return (
        select(Callout)
        .join(Need, Need.id == Callout.need_id)
        .where(Callout.state == CalloutState.EXHAUSTED, Callout.has_exchange.is_(None))
        .where(Callout.left_in_peace == 0)
        .where(Need.status.in_(ASKABLE), Need.ends_at > now)
        .where(~exists().where(newer.need_id == Callout.need_id, newer.id > Callout.id))
    )
