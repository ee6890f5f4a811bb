"""A combination as the leader sees it: who takes which part, and where each yes stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from vikarsentral.tables import (
    AnswerState,
    Compound,
    CompoundPart,
    CompoundState,
    OfferAnswer,
    Person,
    Shift,
    Unit,
    Way,
)


@dataclass(frozen=True, slots=True)
class PartView:
    """One person's part.

    Attributes:
        name: who.
        starts_at: UTC.
        ends_at: UTC.
        way: how they take it.
        leaves: name of the unit they leave; empty where none.
        state: where the answer stands; None for who has said yes beforehand.
        need_id: what the part became; None before it is booked.
        person_id: who.
    """

    name: str
    starts_at: datetime
    ends_at: datetime
    way: Way
    leaves: str
    state: AnswerState | None
    need_id: int | None
    person_id: int


@dataclass(frozen=True, slots=True)
class CompoundView:
    """One combination; `starts_at` and `ends_at` are the need's own times, UTC."""

    id: int
    need_id: int
    state: CompoundState
    starts_at: datetime
    ends_at: datetime
    dropped_minutes: int
    window_ends_at: datetime
    parts: tuple[PartView, ...]


def view(session: Session, need_id: int) -> CompoundView | None:
    """Return the newest combination that a need was in, whole or as a part; one query.

    Args:
        session: an open session.
        need_id: the need, or one that a part became.

    Returns:
        None where there was none.
    """
    of_part = select(CompoundPart.compound_id).where(CompoundPart.need_id == need_id)
    newest = select(Compound.id).where((Compound.need_id == need_id) | Compound.id.in_(of_part))
    rows = session.execute(
        _query().where(
            Compound.id == newest.order_by(Compound.id.desc()).limit(1).scalar_subquery()
        )
    ).all()
    if not rows:
        return None
    row = rows[0][0]
    return CompoundView(
        row.id,
        row.need_id,
        row.state,
        row.starts_at,
        row.ends_at,
        row.dropped_minutes,
        row.window_ends_at,
        tuple(_parts([row[1:] for row in rows])),
    )


def _query() -> Select[Compound, CompoundPart | None, str, AnswerState | None, str | None]:
    left = aliased(Unit)
    return (
        select(Compound, CompoundPart, Person.name, OfferAnswer.state, left.name)
        .outerjoin(CompoundPart, CompoundPart.compound_id == Compound.id)
        .outerjoin(Person, Person.id == CompoundPart.person_id)
        .outerjoin(OfferAnswer, OfferAnswer.offer_id == CompoundPart.offer_id)
        .outerjoin(Shift, Shift.id == CompoundPart.moved_shift_id)
        .outerjoin(left, left.id == Shift.unit_id)
        .order_by(CompoundPart.starts_at)
    )


def _parts(rows: Iterable[Sequence[Any]]) -> list[PartView]:
    return [
        PartView(
            name,
            part.starts_at,
            part.ends_at,
            part.way,
            leaves or "",
            state,
            part.need_id,
            part.person_id,
        )
        for part, name, state, leaves in rows
        if part is not None
    ]
