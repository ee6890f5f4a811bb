"""Settle the offers whose window has ended, so that everyone who was asked gets a last word."""

from __future__ import annotations

from functools import partial

from vikarsentral import clock, db, offer
from vikarsentral.worker.net import each


def settle_waiting() -> int:
    """Settle every offer that is due, each in a transaction of its own.

    An offer that is refused is told in the log and stops no other; it is tried again.

    Returns:
        How many were due.

    Raises:
        ComponentMissing: the database is away.

    Source: contract 5 (the highest-ranked yes wins when the window ends).
    """
    due = db.transaction(lambda session: offer.due(session, clock.now()))
    each(due, lambda key: partial(offer.settle_one, offer_id=key, now=clock.now()), "the offer")
    return len(due)
