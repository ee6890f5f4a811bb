"""Let shifts that have ended count as worked, a batch at a time."""

from __future__ import annotations

from functools import partial

from vikarsentral import clock, db, worked
from vikarsentral.worked.record import BATCH


def settle_ended() -> int:
    """Settle every shift that has ended, each batch in a transaction of its own.

    Returns:
        How many were settled.

    Raises:
        ComponentMissing: the database is away.
    """
    settled = 0
    while True:
        done = db.transaction(partial(worked.settle, now=clock.now(), limit=BATCH))
        settled += done
        if done < BATCH:
            return settled
