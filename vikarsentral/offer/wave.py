"""Send one wave of asking, and take it back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, preference
from vikarsentral.access import Action, Actor, may, require
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound, Unlawful
from vikarsentral.explain import kept
from vikarsentral.offer import lawful, settle, texts, together
from vikarsentral.offer.ending import end
from vikarsentral.offer.glance import moment
from vikarsentral.offer.rows import ASKABLE, hold, lock_need
from vikarsentral.tables import (
    AnswerState,
    DecisionAct,
    Need,
    Offer,
    OfferAnswer,
    OfferMode,
    OfferState,
    Person,
)

MAX_PEOPLE = 500
MAX_PLACES = 20
MAX_CASE = 40


@dataclass(frozen=True, slots=True)
class OfferOrder:
    """Who is asked about what.

    Attributes:
        need_id: the need.
        person_ids: in the agreed order, the first ranks highest; each once.
        window_ends_at: UTC; until when one may answer.
        mode: `exclusive`, or `open` for a stated case.
        places: how many may say yes, 1 where exclusive. More than one asks for that many open
            needs of the same unit, time and competence.
        stated_case: why the first yes may win; required where open, else None.
        yes_from: those of them who have said yes already; they are not asked once more.
    """

    need_id: int
    person_ids: tuple[int, ...]
    window_ends_at: datetime
    mode: OfferMode = OfferMode.EXCLUSIVE
    places: int = 1
    stated_case: str | None = None
    yes_from: frozenset[int] = frozenset()


def send(session: Session, order: OfferOrder, *, actor: Actor, now: datetime) -> int:
    """Ask people about a need.

    Args:
        session: an open session; the caller commits offer and messages together.
        order: who is asked about what.
        actor: who asks; must lead the unit.
        now: UTC.

    Returns:
        The offer's id.

    Raises:
        BadInput: people, window, mode or places are wrong; all faults at once.
        Conflict: `need_not_open`, `offer_open` when a wave is out already, `too_few_places`.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such need.
        Unlawful: someone may not lawfully take it as the roster is now.
    """
    need = lock_need(session, order.need_id)
    require(actor, Action.SEND_OFFER, need.unit_id)
    if faults := _faults(session, order, need, now):
        raise BadInput(faults)
    _refuse_closed(session, need, now)
    if len(siblings(session, need)) < order.places:
        raise Conflict("too_few_places", {"need": need.id})
    judged_as = moment(session)
    if receipts := lawful.receipts(session, need.id, order.person_ids, now):
        raise Unlawful(receipts)
    weighed = kept.weigh(session, need.id, order.person_ids, now=now)
    made = _write(session, order, need, actor, now, judged_as)
    kept.keep(session, weighed, act=DecisionAct.OFFER, reference_id=made, actor=actor, now=now)
    return made


def _faults(session: Session, order: OfferOrder, need: Need, now: datetime) -> list[Fault]:
    faults = _people_faults(session, order)
    if not now < order.window_ends_at <= need.ends_at:
        allowed = "after now and not after the end of the shift"
        faults.append(Fault("window_ends", "cannot be used", allowed))
    is_open = order.mode is OfferMode.OPEN
    if is_open and not order.stated_case:
        faults.append(Fault("case", "is missing", "why the first yes may win"))
    if not is_open and order.stated_case:
        faults.append(Fault("case", "does not belong to an exclusive offer", "only with open"))
    if len(order.stated_case or "") > MAX_CASE:
        faults.append(Fault("case", "is too long", f"up to {MAX_CASE} characters"))
    if not 1 <= order.places <= (MAX_PLACES if is_open else 1):
        allowed = f"1 to {MAX_PLACES}, and 1 in an exclusive offer"
        faults.append(Fault("places", f"{order.places} places", allowed))
    return faults


def _people_faults(session: Session, order: OfferOrder) -> list[Fault]:
    if not 1 <= len(order.person_ids) <= MAX_PEOPLE:
        return [Fault("people", f"{len(order.person_ids)} people", f"1 to {MAX_PEOPLE}")]
    again = Counter(order.person_ids)
    query = select(Person.id).where(Person.id.in_(order.person_ids), Person.is_active)
    known = set(session.scalars(query))
    faults = []
    for index, person_id in enumerate(order.person_ids):
        if person_id not in known:
            faults.append(Fault(f"people.{index}", "is unknown", "an active person"))
        elif again[person_id] > 1:
            faults.append(Fault(f"people.{index}", "stands twice", "each person once"))
    return faults


def _refuse_closed(session: Session, need: Need, now: datetime) -> None:
    settle.settle_due(session, now, need_id=need.id)
    query = select(Offer.id).where(Offer.need_id == need.id, Offer.state == OfferState.OPEN)
    if (other := session.scalars(query).first()) is not None:
        raise Conflict("offer_open", {"offer": other})
    if need.status not in ASKABLE or need.ends_at <= now:
        raise Conflict("need_not_open", {"need": need.id, "status": need.status.value})


def siblings(session: Session, need: Need) -> list[Need]:
    """Return the open needs that are like a need, itself first, and lock them.

    Args:
        session: an open session that holds the need's lock.
        need: of which unit, time and competence.

    Returns:
        In the order of ids, after the need itself where that is open.
    """
    query = (
        select(Need)
        .where(Need.unit_id == need.unit_id, Need.status.in_(ASKABLE))
        .where(Need.starts_at == need.starts_at, Need.ends_at == need.ends_at)
        .where(Need.requires == need.requires)
        .order_by(Need.id != need.id, Need.id)
        .with_for_update()
    )
    return list(session.scalars(query, execution_options={"populate_existing": True}))


def _write(
    session: Session,
    order: OfferOrder,
    need: Need,
    actor: Actor,
    now: datetime,
    judged_as: dict[str, Any],
) -> int:
    offer = Offer(
        need_id=need.id,
        mode=order.mode,
        places=order.places,
        stated_case=order.stated_case,
        window_ends_at=order.window_ends_at,
        state=OfferState.OPEN,
        created_by=actor.label,
        created_at=now,
        judged_as=judged_as,
    )
    session.add(offer)
    session.flush()
    for rank, person_id in enumerate(order.person_ids, 1):
        answer = OfferAnswer(offer_id=offer.id, person_id=person_id, rank=rank, asked_at=now)
        if person_id in order.yes_from:
            answer.state, answer.answered_at = AnswerState.NOTED, now
        session.add(answer)
    session.flush()
    asked = [one for one in order.person_ids if one not in order.yes_from]
    texts.tell(session, offer, need, texts.ASKED, asked, now)
    facts: dict[str, object] = {"offer": offer.id, "people": len(order.person_ids)}
    facts["mode"] = order.mode.value
    facts |= preference.asked_as(session, need, order.person_ids)
    record(session, need.id, "offer.sent", actor.label, now, facts)
    return offer.id


def withdraw(session: Session, *, offer_id: int, actor: Actor, now: datetime) -> None:
    """Take an offer back; once it is withdrawn, again changes nothing.

    Args:
        session: an open session; the caller commits.
        offer_id: the offer.
        actor: who withdraws it; must lead the unit.
        now: UTC.

    Raises:
        Conflict: `offer_settled` or `offer_expired`: it is over.
        NotFound: there is no such offer at the actor's units.
    """
    held = hold(session, offer_id)
    if not may(actor, Action.SEND_OFFER, held.need.unit_id):
        raise NotFound("offer", offer_id)
    if held.offer.state is OfferState.WITHDRAWN:
        return
    if held.offer.state is not OfferState.OPEN:
        raise Conflict(f"offer_{held.offer.state.value}", {"offer": offer_id})
    if held.offer.compound_id is None:
        end(session, held, OfferState.WITHDRAWN, now)
    else:
        together.fail(session, held, OfferState.WITHDRAWN, now)
    record(session, held.need.id, "offer.withdrawn", actor.label, now, {"offer": offer_id})


def record(
    session: Session, need_id: int, kind: str, actor: str, now: datetime, data: dict[str, object]
) -> None:
    """Add a line about an offer to the need's record."""
    audit.write(session, actor=actor, now=now, kind=kind, subject=("need", need_id), data=data)
