"""Settle the offers whose window has ended, so that everyone who was asked gets a last word."""

from __future__ import annotations

from functools import partial

from vikarsentral import clock, db, offer


def settle_waiting() -> int:
    """Settle every offer that is due, each in a transaction of its own.

    Returns:
        How many were due.

    Raises:
        ComponentMissing: the database is away.

    Source: contract 5 (the highest-ranked yes wins when the window ends).
    """
    due = db.transaction(lambda session: offer.due(session, clock.now()))
    for offer_id in due:
        db.transaction(partial(offer.settle_one, offer_id=offer_id, now=clock.now()))
    return len(due)
