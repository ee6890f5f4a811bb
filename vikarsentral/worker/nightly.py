"""What happens once a night: old data goes."""

from __future__ import annotations

from functools import partial

from vikarsentral import clock, db, retention


def tidy() -> bool:
    """Do the night's retention, unless it is done already.

    Returns:
        Whether anything was to be done.

    Raises:
        ComponentMissing: the database is away.
    """
    return db.transaction(partial(retention.nightly, now=clock.now())) is not None
