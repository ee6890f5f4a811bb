"""Let every running search take its next step when it is time."""

from __future__ import annotations

import logging
from functools import partial

from vikarsentral import callout, clock, db
from vikarsentral.errors import ComponentMissing, VikarsentralError

logger = logging.getLogger(__name__)


def go_on_waiting() -> int:
    """Take the next step of every search that is due, each in a transaction of its own.

    A search that is refused its step is told in the log and stops no other; it is tried again.

    Returns:
        How many were due.

    Raises:
        ComponentMissing: the database is away.
    """
    due = db.transaction(lambda session: callout.due(session, clock.now()))
    for need_id in due:
        try:
            db.transaction(partial(callout.go_on, need_id=need_id, now=clock.now()))
        except ComponentMissing:
            raise
        except VikarsentralError as refused:
            logger.warning("the search for need %s could not go on: %s", need_id, refused)
    return len(due)
