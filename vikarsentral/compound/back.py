"""Take a booked combination back, such as when the one it covers for comes after all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.offer import joined, together
from vikarsentral.offer.rows import lock_need
from vikarsentral.tables import Compound, CompoundState


def undo(session: Session, *, compound_id: int, actor: Actor, now: datetime) -> int:
    """Take every part of a combination back; each is told, own shifts stand again.

    Undone again changes nothing.

    Args:
        session: an open session; the caller commits.
        compound_id: the combination.
        actor: who takes it back; must lead the unit or coordinate.
        now: UTC.

    Returns:
        The need, open in its old times.

    Raises:
        Conflict: `shift_begun` when a part has begun, `shift_cancelled` when it is not booked.
        NotAllowed: the actor may not book at the unit.
        NotFound: there is no such combination.
    """
    row = session.get(Compound, compound_id)
    if row is None:
        raise NotFound("compound", compound_id)
    need = lock_need(session, row.need_id)
    require(actor, Action.BOOK, need.unit_id)
    session.refresh(row, with_for_update=True)
    if row.state is CompoundState.UNDONE:
        return need.id
    if row.state is not CompoundState.BOOKED:
        raise Conflict("shift_cancelled", {"compound": compound_id})
    if any(part.starts_at <= now for part in together.parts_of(session, compound_id)):
        raise Conflict("shift_begun", {"compound": compound_id})
    joined.undo(session, row, actor=actor, now=now)
    return need.id
