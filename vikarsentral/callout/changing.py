"""Change a request while people are being asked: those who were asked are told, others follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import need, offer
from vikarsentral.access import Action, Actor, require, system
from vikarsentral.callout.exchange import forget_found
from vikarsentral.callout.people import MOVED, last_search
from vikarsentral.callout.search import WHO, running_of, start, stop
from vikarsentral.callout.views import view
from vikarsentral.errors import BadInput, Conflict, Fault
from vikarsentral.need.details import Details, details_of, set_details
from vikarsentral.need.extra import LONGEST, record
from vikarsentral.offer.rows import ASKABLE, lock_need
from vikarsentral.tables import Need, NeedStatus, Offer, OfferState


def change(
    session: Session,
    *,
    need_id: int,
    starts_at: datetime,
    ends_at: datetime,
    details: Details,
    actor: Actor,
    now: datetime,
) -> None:
    """Change a need that nobody has yet; with other times a search that runs begins anew.

    Where the times stay, those who were asked still are: it is the same question. Who was asked
    about a part is not where the core is another one: the parts may leave it open. What holds
    already changes nothing, so that a second tap asks nobody once more.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        starts_at: UTC.
        ends_at: UTC, at most 48 hours later.
        details: what the need says besides.
        actor: who changes it; must lead the unit.
        now: UTC.

    Raises:
        BadInput: something does not fit; all faults of times, or all of the details.
        Conflict: `need_not_open`: somebody has it, or nobody is needed.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such need.
    """
    row = lock_need(session, need_id)
    require(actor, Action.CREATE_NEED, row.unit_id)
    if row.status not in ASKABLE or row.ends_at <= now:
        raise Conflict("need_not_open", {"need": need_id, "status": row.status.value})
    if not starts_at < ends_at <= starts_at + LONGEST or ends_at <= now:
        allowed = "after the start, at most 48 hours later and not passed"
        raise BadInput([Fault("ends_at", "does not fit", allowed)])
    if details_of(row) == replace(details, note=details.note.strip()) and (
        (row.starts_at, row.ends_at) == (starts_at, ends_at)
    ):
        return
    held = view(session, need_id)
    is_moved = (row.starts_at, row.ends_at) != (starts_at, ends_at)
    begins_anew = is_moved and held is not None and held.is_running
    if begins_anew:
        stop(session, need_id=need_id, actor=actor, now=now)
    if is_moved or _core(row) != (details.core_starts_at, details.core_ends_at):
        _withdraw(session, need_id, now, only_parts=not is_moved)
    if is_moved:
        need.decline_orders(session, [need_id])
        row.status = NeedStatus.OPEN
        row.core_starts_at = row.core_ends_at = None
        row.starts_at, row.ends_at = starts_at, ends_at
        row.unpaid_break_minutes = min(
            row.unpaid_break_minutes, int((ends_at - starts_at).total_seconds()) // 60
        )
        session.flush()
        forget_found(session, need_id)
        record(session, need_id, MOVED, actor, now, {"last_search": last_search(session, need_id)})
    set_details(session, need_id, details, actor=actor, now=now)
    if begins_anew:
        start(session, need_id=need_id, actor=actor, now=now)
    elif (running := running_of(session, need_id)) is not None:
        running.next_at = now


def _core(row: Need) -> tuple[datetime | None, datetime | None]:
    return row.core_starts_at, row.core_ends_at


def _withdraw(session: Session, need_id: int, now: datetime, *, only_parts: bool) -> None:
    """Take back what is asked about times, or about parts, that hold no more."""
    query = select(Offer.id).where(Offer.need_id == need_id, Offer.state == OfferState.OPEN)
    if only_parts:
        query = query.where(Offer.compound_id.is_not(None))
    for offer_id in session.scalars(query.order_by(Offer.id)).all():
        offer.withdraw(session, offer_id=offer_id, actor=system(WHO), now=now)
