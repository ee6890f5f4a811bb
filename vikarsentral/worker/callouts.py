"""Let every running search take its next step when it is time, and look for exchanges after."""

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


def look_for_exchanges() -> int:
    """Look for an exchange for every need that everyone has been asked about, one at a time.

    No search waits for it, and one that is refused stops no other; it is tried again.

    Returns:
        How many needs were looked at.

    Raises:
        ComponentMissing: the database is away.
    """
    needs = db.transaction(lambda session: callout.unlooked(session, clock.now()))
    for need_id in needs:
        try:
            db.transaction(partial(callout.look_for_exchange, need_id=need_id, now=clock.now()))
        except ComponentMissing:
            raise
        except VikarsentralError as refused:
            logger.warning("no exchange could be looked for, need %s: %s", need_id, refused)
    return len(needs)
