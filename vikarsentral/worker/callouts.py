"""Let every running search take its next step when it is time, and look for exchanges after."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

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
        step = partial(callout.go_on, need_id=need_id, now=clock.now())
        _alone(step, f"the search for need {need_id} could not go on")
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
        look = partial(callout.look_for_exchange, need_id=need_id, now=clock.now())
        _alone(look, f"no exchange could be looked for, need {need_id}")
    return len(needs)


def _alone(act: Callable[[Session], object], told: str) -> None:
    """Act in a transaction of its own; a refusal is told in the log and stops no other."""
    try:
        db.transaction(act)
    except ComponentMissing:
        raise
    except VikarsentralError as refused:
        logger.warning("%s: %s", told, refused)
