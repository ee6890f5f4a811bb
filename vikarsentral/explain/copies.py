"""Facts as packed, kept in the database for programs that have none in memory.

A copy tells by which code it was made, in which database, and what that database was when the
facts were read. The same notes that bring memory up to date bring a copy up to date, so it is
never more old than memory is. Nobody waits for a copy: it is put beside the others, those that
somebody else holds are passed by, and one that cannot be read is as none.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from psycopg import Connection
from sqlalchemy import CursorResult, delete, func, select, text
from sqlalchemy.orm import Session

import vikarsentral
from vikarsentral.explain.copy_columns import Junk
from vikarsentral.explain.copy_facts import bytes_of, problem_from
from vikarsentral.explain.screen import is_ready
from vikarsentral.tables import RosterCopy

FEWEST: Final = 200
"""Where fewer people are in reach they are read as quickly as a copy of them."""

BEHIND: Final = 20
"""How many people's changes a copy may be behind: they are read by whoever takes it."""

KEPT: Final = timedelta(hours=12)
"""No copy is older than anything in memory may be."""

_TAKE = """
    SELECT snapshot, packed, extract(epoch FROM clock_timestamp() - at)::float8
    FROM roster_copy
    WHERE first_on = %s AND made_by = %s
      AND place = (SELECT concat_ws('/', oid, (SELECT system_identifier FROM pg_control_system()))
                   FROM pg_database WHERE datname = current_database())
      AND at BETWEEN clock_timestamp() - %s AND clock_timestamp()
    ORDER BY id DESC LIMIT 1
"""
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


@dataclass(frozen=True, slots=True)
class Copies:
    """Copies of one period.

    Attributes:
        first_on: the period's first Monday.
        behind: a new copy is put when so many people's facts have changed since the last.
    """

    first_on: date
    behind: int = BEHIND

    def take(self, session: Session) -> Taken | None:
        """Return the newest copy that this code can read; None where there is none.

        Args:
            session: an open session; one query.
        """
        if not is_ready():
            return None
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, Connection)  # noqa: S101 - the one driver there is
        asked = (self.first_on, made_by(), KEPT)
        row = driver.execute(_TAKE.encode(), asked, binary=True).fetchone()
        if row is None:
            return None
        try:
            return Taken(problem_from(row[1]), row[0], row[2])
        except Junk:
            return None

    def put(self, session: Session, problem: Any, snapshot: str) -> None:
        """Put a copy where it is worth it, and take older ones of the period away.

        Args:
            session: an open session, which commits or not as it likes.
            problem: a `Problem` that this transaction has changed nothing of.
            snapshot: what the database was before they were read.
        """
        if len(problem.people) < FEWEST or not is_ready():
            return
        told = {
            "first_on": self.first_on,
            "made_by": made_by(),
            "snapshot": snapshot,
            "packed": bytes_of(problem),
        }
        made = session.execute(_PUT, told).scalar_one()
        clear(session, (RosterCopy.first_on == self.first_on) & (RosterCopy.id < made))


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


def clear_old(session: Session) -> int:
    """Take away copies that are too old to be read.

    Args:
        session: an open session; the caller commits.

    Returns:
        How many.
    """
    return clear(session, RosterCopy.at < func.clock_timestamp() - KEPT)


@cache
def made_by() -> str:
    """Return a sum over all code that facts are read, judged and packed by."""
    found = hashlib.sha256()
    root = Path(vikarsentral.__file__).parent
    for file in sorted(root.rglob("*.py")):
        found.update(f"{file.relative_to(root)} {file.stat().st_size}\n".encode())
        found.update(file.read_bytes())
    return found.hexdigest()
