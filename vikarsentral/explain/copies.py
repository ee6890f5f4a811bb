"""Facts as packed, kept in the database for programs that have none in memory.

A copy tells by which code it was made, in which database, and what that database was when the
facts were read. The same notes that bring memory up to date bring a copy up to date, so it is
never more old than memory is. Nobody waits for a copy: who finds it due asks the worker for
another, it is put beside the others, those that somebody else holds are passed by, and one that
cannot be read is as none. An erasure alone waits, for those who are putting; nobody puts while it
goes on, nor what was read before it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from psycopg import Connection
from sqlalchemy import CursorResult, delete, func, select, text
from sqlalchemy.orm import Session

from vikarsentral import jobs
from vikarsentral.explain.copy_facts import MADE_BY, bytes_of, problem_from
from vikarsentral.explain.screen import is_ready
from vikarsentral.tables import EVERYONE, RosterCopy

logger = logging.getLogger(__name__)

FEWEST: Final = 200
"""Where fewer people are in reach they are read as quickly as a copy of them."""

BEHIND: Final = 100
"""How many people's changes a copy may be behind: they are read by whoever takes it."""

PAUSE_SECONDS: Final = 600.0
"""How long a copy is left as it is, however many people's facts change."""

AGAIN_SECONDS: Final = 60.0
"""How long who has asked for a copy waits before looking whether it is there."""

KEPT: Final = timedelta(hours=12)
"""No copy is older than anything in memory may be."""

_unreadable: set[str] = set()
"""Snapshots of copies that this program could not read; each is told of once."""

_NEWEST = """
    FROM roster_copy
    WHERE first_on = %s AND made_by = %s
      AND place = (SELECT concat_ws('/', oid, (SELECT system_identifier FROM pg_control_system()))
                   FROM pg_database WHERE datname = current_database())
      AND at BETWEEN clock_timestamp() - %s AND clock_timestamp()
    ORDER BY id DESC LIMIT 1
"""
_AGE = "extract(epoch FROM clock_timestamp() - at)::float8"
_TAKE = f"SELECT snapshot, {_AGE}, packed {_NEWEST}"
_LOOK = f"SELECT snapshot, {_AGE} {_NEWEST}"
_LOCK = "hashtext('vikarsentral.copies')"
_MAY_PUT = text(f"SELECT pg_try_advisory_xact_lock_shared({_LOCK})")
_STOP_PUTTING = text(f"SELECT pg_advisory_xact_lock({_LOCK})")
_TOUCHED = text(
    """
    SELECT EXISTS (SELECT FROM roster_change
                   WHERE xid >= pg_snapshot_xmin(CAST(:since AS pg_snapshot))::text::bigint
                     AND NOT pg_visible_in_snapshot(xid::text::xid8, CAST(:since AS pg_snapshot)))
    """
)
_PUT = text(
    """
    INSERT INTO roster_copy (first_on, made_by, place, snapshot, at, packed)
    SELECT :first_on, :made_by, concat_ws('/', oid, system_identifier), :snapshot,
           clock_timestamp(), :packed
    FROM pg_database, pg_control_system() WHERE datname = current_database()
    RETURNING id
    """
)


class Taken(NamedTuple):
    """What a copy holds.

    Attributes:
        value: the facts.
        snapshot: what the database was when they were read.
        age: seconds since then, at most.
    """

    value: Any
    snapshot: str
    age: float


class Standing(NamedTuple):
    """How far the copy in the database is behind what is in memory.

    Attributes:
        since: whose facts have changed since it was put.
        copied_at: when it was put, by `time.monotonic`; None where there is none.
        asked_at: when another was asked for; None where none was.
    """

    since: frozenset[int] = frozenset()
    copied_at: float | None = None
    asked_at: float | None = None


Touched = Callable[[str], frozenset[int]]
"""Tells whose facts have changed since a snapshot."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies of one period.

    Attributes:
        first_on: the period's first Monday.
        behind: a new copy is put when so many people's facts have changed since the last.
        pause: seconds that a copy is left as it is, however many have changed.
    """

    first_on: date
    behind: int = BEHIND
    pause: float = PAUSE_SECONDS

    def take(self, session: Session) -> Taken | None:
        """Return the newest copy that this code can read; None where there is none.

        Args:
            session: an open session; one query.
        """
        row = self._newest(session, _TAKE) if is_ready() else None
        if row is None:
            return None
        try:
            return Taken(problem_from(row[2]), row[0], row[1])
        except Exception:  # whatever stops it, the roster itself can be read
            if row[0] not in _unreadable:
                _unreadable.add(row[0])
                logger.warning("A copy of facts cannot be read, and is as none.", exc_info=True)
            return None

    def newest(self, session: Session) -> Taken | None:
        """Return how old the newest copy is, without its facts; None where there is none.

        Args:
            session: an open session; one query.
        """
        row = self._newest(session, _LOOK)
        return None if row is None or row[0] in _unreadable else Taken(None, row[0], row[1])

    def is_worth(self, problem: Any) -> bool:
        """Tell whether facts are of so many people that a copy is read more quickly.

        Args:
            problem: a `Problem`.
        """
        return len(problem.people) >= FEWEST and is_ready()

    def _newest(self, session: Session, query: str) -> tuple[Any, ...] | None:
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, Connection)  # noqa: S101 - the one driver there is
        asked = (self.first_on, MADE_BY, KEPT)
        return driver.execute(query.encode(), asked, binary=True).fetchone()

    def is_far(self, standing: Standing) -> bool:
        """Tell whether what is in the database is none, or too far behind, or soon too old.

        Args:
            standing: how far it is behind.
        """
        if standing.copied_at is None or EVERYONE in standing.since:
            return True
        age = time.monotonic() - standing.copied_at
        is_old = age > KEPT.total_seconds() / 2
        return is_old or (len(standing.since) > self.behind and age >= self.pause)

    def ordered(
        self, session: Session, problem: Any, standing: Standing, touched: Touched
    ) -> Standing:
        """Ask the worker for a copy, where it is worth it and none is near enough.

        Args:
            session: an open session; no query where none is due.
            problem: a `Problem`.
            standing: how far the copy is behind, as far as this program knows.
            touched: tells whose facts have changed since a snapshot.

        Returns:
            How far the copy that is there is behind; or the same, where one is asked for.
        """
        now = time.monotonic()
        asked_at = standing.asked_at
        if not self.is_far(standing) or (asked_at is not None and now - asked_at < AGAIN_SECONDS):
            return standing
        near = self._near(session, problem, touched)
        if near is not None:
            return near
        week = {"first_on": self.first_on.isoformat()}
        if not jobs.is_waiting(session, jobs.COPY_FACTS, **week):
            jobs.enqueue(session, jobs.COPY_FACTS, **week)
        return standing._replace(asked_at=now)

    def _near(self, session: Session, problem: Any, touched: Touched) -> Standing | None:
        """Return how far the copy that is there is behind; None where another is wanted."""
        if not self.is_worth(problem):
            return Standing(copied_at=time.monotonic())
        there = self.newest(session)
        if there is None:
            return None
        found = Standing(touched(there.snapshot), time.monotonic() - there.age)
        return None if self.is_far(found) else found

    def put_where_due(
        self, session: Session, problem: Any, snapshot: str, touched: Touched
    ) -> Standing | None:
        """Put a copy, where it is worth it and nobody else has put one that is near enough.

        Args:
            session: an open session, which commits or not as it likes.
            problem: a `Problem` that this transaction has changed nothing of.
            snapshot: what the database was before they were read.
            touched: tells whose facts have changed since a snapshot.

        Returns:
            How far the copy that is there is behind; None where none could be put now.
        """
        near = self._near(session, problem, touched)
        if near is None and self.put(session, problem, snapshot):
            near = Standing(copied_at=time.monotonic())
        return near

    def put(self, session: Session, problem: Any, snapshot: str) -> bool:
        """Put a copy, and take older ones of the period and old ones away.

        Nothing is put while somebody is being erased, nor where anything has changed since the
        facts were read: what was read before an erasure does not come back after it.

        Args:
            session: an open session, which commits or not as it likes.
            problem: a `Problem` that this transaction has changed nothing of.
            snapshot: what the database was before they were read.

        Returns:
            False where none could be put.
        """
        if not session.scalar(_MAY_PUT) or session.scalar(_TOUCHED, {"since": snapshot}):
            return False
        told = {
            "first_on": self.first_on,
            "made_by": MADE_BY,
            "snapshot": snapshot,
            "packed": bytes_of(problem),
        }
        made = session.execute(_PUT, told).scalar_one()
        older = (RosterCopy.first_on == self.first_on) & (RosterCopy.id < made)
        clear(session, older | (RosterCopy.at < func.clock_timestamp() - KEPT))
        return True


def clear(session: Session, which: Any = True) -> int:
    """Take copies away, past those that somebody else puts or takes away just now.

    Args:
        session: an open session; the caller commits.
        which: a condition on `RosterCopy`; all where it is left out.

    Returns:
        How many.
    """
    free = select(RosterCopy.id).where(which).with_for_update(skip_locked=True)
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]  # of a DELETE
        delete(RosterCopy).where(RosterCopy.id.in_(free))
    )
    return gone.rowcount


def clear_for_good(session: Session) -> None:
    """Take every copy away; none is put before the transaction is over.

    Waits for those who are putting.

    Args:
        session: an open session; the caller commits.
    """
    session.execute(_STOP_PUTTING)
    session.execute(delete(RosterCopy))


def clear_old(session: Session) -> int:
    """Take away copies that are too old to be read.

    Args:
        session: an open session; the caller commits.

    Returns:
        How many.
    """
    return clear(session, RosterCopy.at < func.clock_timestamp() - KEPT)
