"""A search as the leader sees it: who was asked, who has looked, what comes next and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from vikarsentral.tables import (
    AnswerState,
    Callout,
    CalloutStage,
    CalloutState,
    CalloutWave,
    Message,
    MessageState,
    Offer,
    OfferAnswer,
    OfferState,
    Person,
    User,
)


@dataclass(frozen=True, slots=True)
class WavePerson:
    """One person asked in a wave.

    Attributes:
        person_id: who.
        name: who.
        state: where the answer stands.
        sent: where the question stands; None before it was written.
        is_opened: the question has been looked at.
    """

    person_id: int
    name: str
    state: AnswerState
    sent: MessageState | None
    is_opened: bool


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave: its offer, number, the group asked, until when, those asked in order of rank."""

    offer_id: int
    number: int
    stage: CalloutStage
    window_ends_at: datetime
    is_open: bool
    people: tuple[WavePerson, ...]


@dataclass(frozen=True, slots=True)
class CalloutView:
    """The newest search for one need.

    Attributes:
        state: where it stands.
        started_by: login of the one who started it.
        started_at: UTC.
        next_at: when the next step is taken at the latest, UTC; None when it has ended.
        left_in_peace: how many could have been asked and were not.
        waves: the newest first.
        responsible: login of the one who answers for it now.
        responsible_name: their name; empty where the product itself began it.
        taken_at: when they took it over, UTC; None who started it.
        has_exchange: of one that has asked everyone: two could exchange; None until looked for.
        looked_at: when that was looked for the last time, UTC.
    """

    state: CalloutState
    started_by: str
    started_at: datetime
    next_at: datetime | None
    left_in_peace: int
    waves: tuple[Wave, ...]
    responsible: str = ""
    responsible_name: str = ""
    taken_at: datetime | None = None
    has_exchange: bool | None = None
    looked_at: datetime | None = None

    @property
    def asked(self) -> int:
        """Return how many have been asked."""
        return sum(len(wave.people) for wave in self.waves)

    @property
    def is_running(self) -> bool:
        """Tell whether it still looks."""
        return self.state is CalloutState.RUNNING


def view(session: Session, need_id: int) -> CalloutView | None:
    """Return the newest search for a need; one query.

    Args:
        session: an open session.
        need_id: the need.

    Returns:
        None when nobody has looked for cover yet.
    """
    rows = session.execute(_query(need_id)).all()
    if not rows:
        return None
    row = rows[0][0]
    return CalloutView(
        state=row.state,
        started_by=row.started_by,
        started_at=row.started_at,
        next_at=row.next_at,
        left_in_peace=row.left_in_peace,
        waves=tuple(_waves([told for _, _, *told in rows if told[2] is not None])),
        responsible=row.taken_by or row.started_by,
        responsible_name=rows[0][1] or "",
        taken_at=row.taken_at,
        has_exchange=row.has_exchange,
        looked_at=row.looked_at,
    )


def _query(
    need_id: int,
) -> Select[Callout, str | None, CalloutWave, Offer, OfferAnswer, str, MessageState]:
    newest = select(Callout.id).where(Callout.need_id == need_id)
    return (
        select(Callout, User.name, CalloutWave, Offer, OfferAnswer, Person.name, Message.state)
        .outerjoin(User, User.login == func.coalesce(Callout.taken_by, Callout.started_by))
        .outerjoin(CalloutWave, CalloutWave.callout_id == Callout.id)
        .outerjoin(Offer, Offer.id == CalloutWave.offer_id)
        .outerjoin(OfferAnswer, OfferAnswer.offer_id == Offer.id)
        .outerjoin(Person, Person.id == OfferAnswer.person_id)
        .outerjoin(
            Message,
            (Message.offer_id == Offer.id)
            & (Message.person_id == Person.id)
            & (Message.kind == "offer_asked"),
        )
        .where(Callout.id == newest.order_by(Callout.id.desc()).limit(1).scalar_subquery())
        .order_by(CalloutWave.number.desc(), OfferAnswer.rank)
    )


def _waves(rows: Iterable[Sequence[Any]]) -> list[Wave]:
    people: dict[int, list[WavePerson]] = {}
    waves: dict[int, tuple[CalloutWave, Offer]] = {}
    for wave, offer, answer, name, sent in rows:
        waves[wave.id] = (wave, offer)
        is_opened = answer.opened_at is not None
        told = WavePerson(answer.person_id, name, answer.state, sent, is_opened)
        people.setdefault(wave.id, []).append(told)
    return [
        Wave(
            offer.id,
            wave.number,
            wave.stage,
            offer.window_ends_at,
            offer.state is OfferState.OPEN,
            tuple(people[wave.id]),
        )
        for wave, offer in waves.values()
    ]


def running(session: Session, need_ids: Collection[int]) -> set[int]:
    """Return those of some needs that cover is being looked for; one query.

    Args:
        session: an open session.
        need_ids: the needs.
    """
    query = select(Callout.need_id).where(Callout.need_id.in_(need_ids))
    return set(session.scalars(query.where(Callout.state == CalloutState.RUNNING)))
