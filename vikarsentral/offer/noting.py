"""Note an answer that decides nothing yet, without reading everybody else's.

In an exclusive wave only the answer that leaves nobody above the highest yes decides. All others
are noted by their own row alone, so that many can answer at once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from vikarsentral.offer.rows import ASKABLE
from vikarsentral.tables import AnswerState, Need, Offer, OfferAnswer, OfferMode, OfferState

_MAY_CHANGE = (AnswerState.ASKED, AnswerState.NOTED, AnswerState.DECLINED)


def _first(state: AnswerState) -> ScalarSelect[Any]:
    """Return the highest rank of the others in a state, as a column beside `OfferAnswer`."""
    other = aliased(OfferAnswer)
    return (
        select(func.min(other.rank))
        .where(other.offer_id == OfferAnswer.offer_id, other.id != OfferAnswer.id)
        .where(other.state == state)
        .correlate(OfferAnswer)
        .scalar_subquery()
    )


_STANDING = (
    select(Offer, OfferAnswer, _first(AnswerState.ASKED), _first(AnswerState.NOTED))
    .join(OfferAnswer, OfferAnswer.offer_id == Offer.id)
    .where(Offer.id == bindparam("offer"), OfferAnswer.person_id == bindparam("person"))
    .execution_options(populate_existing=True)
)


def undecided(
    session: Session, need: Need, offer_id: int, person_id: int, now: datetime, *, is_yes: bool
) -> tuple[Offer, OfferAnswer] | None:
    """Return the rows of one whose answer decides nothing yet; one query.

    Args:
        session: an open session.
        need: what is asked about, locked.
        offer_id: the offer.
        person_id: one of those asked.
        now: UTC.
        is_yes: what they are about to say.

    Returns:
        None where the answer may decide, or the offer is over, open to the fastest, or part of a
        combination: then everybody's answers must be read.
    """
    wanted = {"offer": offer_id, "person": person_id}
    row = session.execute(_STANDING, wanted).one_or_none()
    if row is None:
        return None
    offer, own, waiting, best = row
    if need.status not in ASKABLE or not _is_waited_for(offer, now):
        return None
    if is_yes:
        best = own.rank if best is None else min(best, own.rank)
    decides = waiting is None or (best is not None and best < waiting)
    return None if decides or own.state not in _MAY_CHANGE else (offer, own)


def _is_waited_for(offer: Offer, now: datetime) -> bool:
    is_whole = offer.mode is OfferMode.EXCLUSIVE and offer.compound_id is None
    return is_whole and offer.state is OfferState.OPEN and now < offer.window_ends_at
