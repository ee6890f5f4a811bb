"""Ask those whom a combination needs, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Actor
from vikarsentral.commitments import person_id
from vikarsentral.compound.find import Combination
from vikarsentral.compound.live import Live, found, instant, read
from vikarsentral.explain import kept
from vikarsentral.offer import texts, together
from vikarsentral.rules.parts import Part
from vikarsentral.tables import (
    Compound,
    CompoundPart,
    CompoundState,
    DecisionAct,
    Need,
    Offer,
    OfferAnswer,
    OfferMode,
    OfferState,
    Way,
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying to put a need together.

    Attributes:
        compound_id: the combination that is asked about or booked; None where there is none.
        is_booked: everybody needed had said yes beforehand.
        wait_until: when somebody who is quiet now could help, UTC; None where nobody could.
    """

    compound_id: int | None = None
    is_booked: bool = False
    wait_until: datetime | None = None


def put_together(
    session: Session, need: Need, *, until: datetime, actor: Actor, now: datetime
) -> Tried:
    """Ask the people of the best combination, or book them where all said yes beforehand.

    Args:
        session: an open session that holds the need's lock; the caller commits.
        need: open, and nobody can take it whole.
        until: when the answers must be in, UTC.
        actor: who asks.
        now: UTC.

    Returns:
        What came of it.
    """
    live = read(session, need, now)
    able = live.askable(now)
    for one in found(able, top=1):
        row = _write(session, need, able, one, until=until, actor=actor, now=now)
        if row.state is CompoundState.BOOKED:
            return Tried(row.id, is_booked=True)
        if row.state is CompoundState.ASKING:
            return Tried(row.id)
    return Tried(wait_until=_later(live, need, now))


def _later(live: Live, need: Need, now: datetime) -> datetime | None:
    """Return when a combination with those who are quiet now could be asked about."""
    soon = {who for who, at in live.askable_at.items() if at is not None and at < need.ends_at}
    for one in found(live.among(soon), top=1):
        times = [live.askable_at[person_id(part.person)] for part in one.parts]
        latest = max((at for at in times if at is not None), default=now)
        return latest if latest > now else None
    return None


def _write(
    session: Session,
    need: Need,
    live: Live,
    chosen: Combination,
    *,
    until: datetime,
    actor: Actor,
    now: datetime,
) -> Compound:
    weighed = kept.weigh_parts(session, need.id, chosen.parts, now=now)
    row = Compound(
        need_id=need.id,
        state=CompoundState.ASKING,
        starts_at=need.starts_at,
        ends_at=need.ends_at,
        core_starts_at=need.core_starts_at,
        core_ends_at=need.core_ends_at,
        unpaid_break_minutes=need.unpaid_break_minutes,
        dropped_minutes=chosen.dropped,
        cost_ore=chosen.cost,
        window_ends_at=until,
        created_by=actor.label,
        created_at=now,
    )
    session.add(row)
    session.flush()
    parts = [_part(session, row, live, one) for one in chosen.parts]
    act = DecisionAct.COMBINED
    kept.keep(session, weighed, act=act, reference_id=row.id, actor=actor, now=now)
    asked = [part for part in parts if part.person_id not in live.direct]
    _record(session, row, parts, actor, now)
    if asked:
        _ask(session, need, row, asked, actor, now)
    elif not together.book(session, row.id, now):
        row.state, row.settled_at = CompoundState.FAILED, now
    session.flush()
    return row


def _part(session: Session, row: Compound, live: Live, one: Part) -> CompoundPart:
    part = CompoundPart(
        compound_id=row.id,
        person_id=person_id(one.person),
        starts_at=instant(one.start),
        ends_at=instant(one.end),
        unpaid_break_minutes=one.unpaid_break,
        way=Way(one.way),
        moved_shift_id=live.shift_of(one),
    )
    session.add(part)
    session.flush()
    return part


def _ask(
    session: Session,
    need: Need,
    row: Compound,
    parts: Sequence[CompoundPart],
    actor: Actor,
    now: datetime,
) -> None:
    for part in parts:
        offer = Offer(
            need_id=need.id,
            compound_id=row.id,
            starts_at=part.starts_at,
            ends_at=part.ends_at,
            mode=OfferMode.EXCLUSIVE,
            places=1,
            window_ends_at=row.window_ends_at,
            state=OfferState.OPEN,
            created_by=actor.label,
            created_at=now,
        )
        session.add(offer)
        session.flush()
        session.add(OfferAnswer(offer_id=offer.id, person_id=part.person_id, rank=1, asked_at=now))
        part.offer_id = offer.id
        session.flush()
        texts.tell(session, offer, need, texts.ASKED, [part.person_id], now)


def _record(
    session: Session, row: Compound, parts: Sequence[CompoundPart], actor: Actor, now: datetime
) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="compound.tried",
        subject=("need", row.need_id),
        data={
            "compound": row.id,
            "people": [part.person_id for part in parts],
            "dropped_minutes": row.dropped_minutes,
        },
    )
