"""When nobody is left to ask: whether two who exchange shifts could cover the need."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import swap
from vikarsentral.tables import AnswerState, Callout, CalloutWave, OfferAnswer


def is_possible(session: Session, row: Callout, now: datetime) -> bool:
    """Tell whether an exchange of two steps would cover a search's need as the roster is now.

    Nobody is moved by it: who leads the unit asks the people in it, and carries it out.

    Args:
        session: an open session.
        row: the search; whoever it has asked without a yes is left in peace.
        now: UTC.

    Source: AML § 10-3 (changed times ask for a yes).
    """
    said_yes = (AnswerState.NOTED, AnswerState.YOURS)
    query = (
        select(OfferAnswer.person_id)
        .join(CalloutWave, CalloutWave.offer_id == OfferAnswer.offer_id)
        .where(CalloutWave.callout_id == row.id, OfferAnswer.state.not_in(said_yes))
    )
    out = set(session.scalars(query))
    return swap.proposed(session, row.need_id, now=now, out=out) is not None
