"""Cut a need in parts that are needs of their own, and join them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral.access import Actor
from vikarsentral.need.extra import record
from vikarsentral.tables import Need, NeedStatus


@dataclass(frozen=True, slots=True)
class Piece:
    """One part's times, UTC, and the unpaid break in it, minutes."""

    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int


def split(
    session: Session, need: Need, pieces: Sequence[Piece], *, actor: Actor, now: datetime
) -> list[Need]:
    """Cut a need in parts; the need itself becomes the first of them.

    What it replaces, what it requires and what is noted to the one who comes follow each part.

    Args:
        session: an open session; the caller commits.
        need: open, locked.
        pieces: at least one, in order, within the need.
        actor: who decides.
        now: UTC.

    Returns:
        The needs, in the order of the pieces.
    """
    told = [f"{one.starts_at.isoformat()}/{one.ends_at.isoformat()}" for one in pieces]
    others = [_like(need, one, actor, now) for one in pieces[1:]]
    first = pieces[0]
    need.core_starts_at = need.core_ends_at = None
    need.starts_at, need.ends_at = first.starts_at, first.ends_at
    need.unpaid_break_minutes = first.unpaid_break_minutes
    session.add_all(others)
    session.flush()
    record(session, need.id, "need.split", actor, now, {"parts": told})
    return [need, *others]


def _like(need: Need, piece: Piece, actor: Actor, now: datetime) -> Need:
    return Need(
        unit_id=need.unit_id,
        starts_at=piece.starts_at,
        ends_at=piece.ends_at,
        unpaid_break_minutes=piece.unpaid_break_minutes,
        requires=list(need.requires),
        priority=need.priority,
        absence_id=need.absence_id,
        is_agency_allowed=need.is_agency_allowed,
        agency_ore_per_hour=need.agency_ore_per_hour,
        handover_note=need.handover_note,
        order_uid=need.order_uid,
        part_of_id=need.id,
        created_by=actor.label,
        created_at=now,
    )


def join(
    session: Session,
    need: Need,
    others: Sequence[Need],
    piece: Piece,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Join parts again: the need gets its old times back, the others are withdrawn.

    Args:
        session: an open session; the caller commits.
        need: the first part; nobody has it any more.
        others: the other parts; nobody has them any more.
        piece: the old times and break.
        actor: who decides.
        now: UTC.
    """
    for other in others:
        other.status = NeedStatus.WITHDRAWN
        record(session, other.id, "need.withdrawn", actor, now, {})
    need.starts_at, need.ends_at = piece.starts_at, piece.ends_at
    need.unpaid_break_minutes = piece.unpaid_break_minutes
    session.flush()
    record(session, need.id, "need.joined", actor, now, {})
