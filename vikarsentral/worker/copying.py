"""Put copies of packed facts where a program with nothing in memory finds them."""

from __future__ import annotations

from datetime import date
from functools import partial

from vikarsentral import db
from vikarsentral.commitments import window_of
from vikarsentral.explain.live import copied

WEEKS = 4
"""As long as the period around any need."""

TRIES = 3
"""Where people are changed while everyone is read, the next try reads those people alone."""


def put_copy(first_on: date) -> bool:
    """Put a copy of a period's facts, unless one is there that is near enough.

    Args:
        first_on: the period's first Monday.

    Returns:
        False where the roster changed each time it was tried.

    Raises:
        ComponentMissing: the database is away.
    """
    put = partial(copied, window=window_of(first_on, WEEKS))
    return any(db.transaction(put) for _ in range(TRIES))
