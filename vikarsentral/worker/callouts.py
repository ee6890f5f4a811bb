"""Let every running search take its next step when it is time."""

from __future__ import annotations

from functools import partial

from vikarsentral import callout, clock, db


def go_on_waiting() -> int:
    """Take the next step of every search that is due, each in a transaction of its own.

    Returns:
        How many were due.

    Raises:
        ComponentMissing: the database is away.
    """
    due = db.transaction(lambda session: callout.due(session, clock.now()))
    for need_id in due:
        db.transaction(partial(callout.go_on, need_id=need_id, now=clock.now()))
    return len(due)
