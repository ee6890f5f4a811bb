"""A shift put together of several people: nobody is bound before all have said yes.

When the last yes is in, every part is judged again as the roster is at that moment, and all are
booked in one transaction. One no, one silence or one breach ends the whole combination: everyone
gets a last word, and nothing binds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import system
from vikarsentral.commitments import local, need_ref, person_ref
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.need.floors import may_leave
from vikarsentral.offer import texts
from vikarsentral.offer.ending import end
from vikarsentral.offer.joined import Booking, book_parts
from vikarsentral.offer.rows import ASKABLE, Held, hold, lock_person
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.rules.facts import Stretch
from vikarsentral.rules.parts import Candidate, Ground, Wanted
from vikarsentral.rules.receipt import refusal
from vikarsentral.tables import (
    AnswerState,
    Compound,
    CompoundPart,
    CompoundState,
    Need,
    NeedStatus,
    Offer,
    OfferState,
    Shift,
)

WHO = "offer"


def settle(session: Session, held: Held, now: datetime) -> None:
    """Decide a combination as far as it can be decided now.

    Args:
        session: an open session; the caller commits.
        held: the locked rows of one of its questions.
        now: UTC.
    """
    if held.need.status not in ASKABLE:
        gone = held.need.status is NeedStatus.WITHDRAWN
        fail(session, held, OfferState.WITHDRAWN if gone else OfferState.SETTLED, now)
        return
    states = {one.answers[0].state for one in _questions(session, held)}
    if states - {AnswerState.ASKED, AnswerState.NOTED}:
        fail(session, held, OfferState.WITHDRAWN, now)
    elif states == {AnswerState.NOTED}:
        if not book(session, held.offer.compound_id or 0, now):
            fail(session, held, OfferState.EXPIRED, now)
    elif held.offer.window_ends_at <= now:
        fail(session, held, OfferState.EXPIRED, now)


def _questions(session: Session, held: Held) -> list[Held]:
    query = select(Offer.id).where(Offer.compound_id == held.offer.compound_id)
    return [hold(session, offer_id) for offer_id in session.scalars(query.order_by(Offer.id))]


def fail(session: Session, held: Held, state: OfferState, now: datetime) -> None:
    """End a combination that does not come about; a yes in it binds nobody.

    Args:
        session: an open session; the caller commits.
        held: the locked rows of one of its questions.
        state: how its questions ended.
        now: UTC.
    """
    whole = _whole(session, held.offer.compound_id or 0)
    if whole.state is not CompoundState.ASKING:
        return
    whole.state, whole.settled_at = CompoundState.FAILED, now
    for one in _questions(session, held):
        if one.offer.state is OfferState.OPEN:
            end(session, one, state, now)
    _record(session, whole, "compound.failed", now, {})


def _whole(session: Session, compound_id: int) -> Compound:
    query = select(Compound).where(Compound.id == compound_id).with_for_update()
    return session.scalars(query, execution_options={"populate_existing": True}).one()


def parts_of(session: Session, compound_id: int) -> list[CompoundPart]:
    """Return the parts of a combination, in the order of time.

    Args:
        session: an open session.
        compound_id: the combination.
    """
    query = select(CompoundPart).where(CompoundPart.compound_id == compound_id)
    return list(session.scalars(query.order_by(CompoundPart.starts_at, CompoundPart.id)))


def book(session: Session, compound_id: int, now: datetime) -> bool:
    """Book every part of a combination, or none.

    Args:
        session: an open session that holds the need's lock; the caller commits.
        compound_id: the combination; all who were asked have said yes.
        now: UTC.

    Returns:
        Whether it is booked; where not, nothing has changed.
    """
    whole = _whole(session, compound_id)
    parts = parts_of(session, compound_id)
    need = session.get_one(Need, whole.need_id)
    try:
        for person_id in sorted(part.person_id for part in parts):
            lock_person(session, person_id)
        moved = [_moved(session, part) for part in parts]
    except NotFound:
        return False
    if any(_stopped(session, one) for one in zip(parts, moved, strict=True)):
        return False
    if any(_receipts(session, need, parts, now)):
        return False
    try:
        with session.begin_nested():
            book_parts(session, need, Booking(whole, parts, moved), actor=system(WHO), now=now)
    except Conflict:
        session.refresh(need)
        return False
    whole.state, whole.settled_at = CompoundState.BOOKED, now
    _give(session, parts, need, now)
    people = [part.person_id for part in parts]
    _record(session, whole, "compound.booked", now, {"people": people})
    return True


def _moved(session: Session, part: CompoundPart) -> Shift | None:
    if part.moved_shift_id is None:
        return None
    query = select(Shift).where(Shift.id == part.moved_shift_id).with_for_update()
    return session.scalars(query, execution_options={"populate_existing": True}).one()


def _stopped(session: Session, one: tuple[CompoundPart, Shift | None]) -> bool:
    part, shift = one
    return shift is not None and not may_leave(session, shift, part.starts_at, part.ends_at)


def _give(session: Session, parts: Sequence[CompoundPart], need: Need, now: datetime) -> None:
    for part in parts:
        if part.offer_id is not None:
            held = hold(session, part.offer_id)
            held.answers[0].state = AnswerState.YOURS
            held.offer.state, held.offer.settled_at = OfferState.SETTLED, now
            texts.drop_questions(session, held.offer.id)
            session.flush()
            texts.tell(session, held.offer, need, texts.YOURS, [part.person_id], now)


def receipts(session: Session, offer_id: int, now: datetime) -> list[dict[str, Any]]:
    """Tell why somebody may not have the part they are asked about, as the roster is now.

    Args:
        session: an open session.
        offer_id: the question.
        now: UTC; the receipts tell that the data are from then.

    Returns:
        Empty where the part is lawful.
    """
    part = session.scalars(select(CompoundPart).where(CompoundPart.offer_id == offer_id)).one()
    whole = session.get_one(Compound, part.compound_id)
    return _receipts(session, session.get_one(Need, whole.need_id), [part], now)


def _receipts(
    session: Session, need: Need, parts: Sequence[CompoundPart], now: datetime
) -> list[dict[str, Any]]:
    ids = [part.person_id for part in parts]
    problem = facts(build_for_need(session, need.id, person_ids=ids))
    wanted = Wanted(problem.needs[need_ref(need.id)], _minute(need.starts_at), 0)
    found = []
    for part in parts:
        person = problem.people.get(person_ref(part.person_id))
        if person is None:
            raise NotFound("person", part.person_id)
        shift = session.get(Shift, part.moved_shift_id) if part.moved_shift_id else None
        left = None if shift is None else _stretch_of(person.rota, shift)
        ground = Ground(wanted, [Candidate(problem, person, left)])
        broken = ground.breaches(0, _minute(part.starts_at), _minute(part.ends_at))
        if broken:
            receipt = refusal(need_ref(need.id), person.id, broken, data_at=local(now))
            found.append(receipt.document())
    return found


def _stretch_of(rota: Sequence[Stretch], shift: Shift) -> Stretch:
    at = (_minute(shift.starts_at), _minute(shift.ends_at))
    for one in rota:
        if (one.start, one.end) == at:
            return one
    raise NotFound("shift", shift.id)


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _record(
    session: Session, whole: Compound, kind: str, now: datetime, data: dict[str, object]
) -> None:
    audit.write(
        session,
        actor=WHO,
        now=now,
        kind=kind,
        subject=("need", whole.need_id),
        data={"compound": whole.id, **data},
    )
