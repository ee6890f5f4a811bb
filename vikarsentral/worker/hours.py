"""Let shifts that have ended count as worked, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from vikarsentral import clock, db, worked
from vikarsentral.worked import BATCH
from vikarsentral.worker.net import each, try_one


def settle_ended() -> int:
    """Settle every shift that has ended, each batch in a transaction of its own.

    A batch that is refused is taken shift by shift, so that one shift stops no other; what is
    refused is told in the log and tried again next time.

    Returns:
        How many were looked at and not refused.

    Raises:
        ComponentMissing: the database is away.
    """
    settled = 0
    last: worked.Place | None = None
    while batch := db.transaction(partial(_next, last=last)):
        keys = [key for _, key in batch]
        is_done = try_one(_settle(keys), "a batch of hours")
        refused = [] if is_done else each(keys, _one, "the hours of shift")
        settled += len(keys) - len(refused)
        last = batch[-1]
    return settled


def _next(session: Session, last: worked.Place | None) -> list[worked.Place]:
    return worked.ended(session, now=clock.now(), limit=BATCH, after=last)


def _settle(keys: list[int]) -> Callable[[Session], object]:
    return partial(worked.settle, now=clock.now(), only=keys)


def _one(key: int) -> Callable[[Session], object]:
    return _settle([key])
