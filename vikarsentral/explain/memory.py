"""Facts kept in memory by each process; after a change only what it touched is read again.

What was read is known to be old as soon as a transaction that touched its tables has been
finished after it was read, in whatever order transactions end. The database notes whose facts
each transaction touched, so that a piece made of many people can be brought up to date by
reading those people alone. What a transaction has itself changed it sees, and nobody else:
nothing is kept of that. A process that has nothing in memory may begin with a copy kept in the
database, which is brought up to date in the same way.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.explain.copies import BEHIND, Copies
from vikarsentral.plan.store import RunView, problem_of
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem, Stretch
from vikarsentral.tables import EVERYONE, WATCHED

T = TypeVar("T")

NEAR = BEHIND
"""How many people's facts an act may wait for; where more have changed, it reads only its own."""

KEPT = 6
"""How many pieces a process keeps; the one not asked for the longest goes first."""

LONGEST_SECONDS = 12 * 3600
"""Kept for half as long as the database keeps its notes."""

# A note that can be seen is of a transaction that is finished, or of this one. A transaction is
# not in its own snapshot, so what it does after reading is told apart by its number.
_STATE = text(
    """
    SELECT concat_ws('/', oid, pg_postmaster_start_time()),
           pg_current_snapshot()::text,
           current_setting('vikarsentral.noted', true) = pg_current_xact_id_if_assigned()::text,
           (SELECT array_agg(DISTINCT person_id) FROM roster_change
            WHERE xid >= pg_snapshot_xmin(CAST(:since AS pg_snapshot))::text::bigint
              AND (xid = CAST(:own AS bigint)
                   OR NOT pg_visible_in_snapshot(xid::text::xid8, CAST(:since AS pg_snapshot)))
              AND source = ANY(:sources)),
           pg_current_xact_id_if_assigned()::text::bigint
    FROM pg_database WHERE datname = current_database()
    """
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold something kept, and what the database was when it was read.

    `since` holds those whose facts have changed since a copy was put, and `copied_at` when that
    was; None where none was.
    """

    value: Any
    place: str
    snapshot: str
    own: int | None
    read_at: float
    since: frozenset[int] = frozenset()
    copied_at: float | None = None


_pieces: OrderedDict[Hashable, _Piece] = OrderedDict()
_lock = threading.Lock()


def kept(
    session: Session, key: Hashable, read: Callable[[], T], sources: Iterable[str] = WATCHED
) -> T:
    """Return something read from the roster, from memory while the roster is as it was.

    Args:
        session: an open session; one query tells whether the roster has changed.
        key: names what is read.
        read: reads it.
        sources: the watched tables it is read from.

    Returns:
        What `read` returns now, or returned earlier on the same roster.
    """
    return followed(session, key, read, None, sources)


def followed(
    session: Session,
    key: Hashable,
    read: Callable[[], T],
    renew: Callable[[T, frozenset[int]], T] | None,
    sources: Iterable[str],
    copies: Copies | None = None,
) -> T:
    """Return something made of many people, brought up to date by those who were touched.

    Args:
        session: an open session; one query tells what has changed.
        key: names what is read.
        read: reads it whole.
        renew: makes it anew from what it was and the row ids of those whose facts may have
            changed, and leaves the old one as it was; None where it is read whole.
        sources: the watched tables it is read from.
        copies: of the same in the database; asked where nothing is in memory.

    Returns:
        The same as `read` returns now.
    """
    found = _looked_up(session, key, sources, copies)
    piece, copied_at = found.piece, None
    value: T
    if piece is not None and not found.touched:
        value, copied_at = piece.value, piece.copied_at
    elif piece is not None and renew is not None and EVERYONE not in found.touched:
        value, copied_at = renew(piece.value, found.touched), piece.copied_at
    else:
        value = read()
    if not found.has_written:
        now = time.monotonic()
        since = frozenset() if piece is None else piece.since | found.touched
        if copies is not None and found.own is None and copies.is_far(since, copied_at):
            touched = partial(_touched_since, session, sources)
            since, copied_at = copies.put_where_due(session, value, found.snapshot, touched)
        _keep(key, _Piece(value, found.place, found.snapshot, found.own, now, since, copied_at))
    return value


def _touched_since(session: Session, sources: Iterable[str], snapshot: str) -> frozenset[int]:
    asked = {"since": snapshot, "own": None, "sources": list(sources)}
    return frozenset(session.execute(_STATE, asked).one()[3] or ())


def is_near(
    session: Session, key: Hashable, sources: Iterable[str], copies: Copies | None = None
) -> bool:
    """Tell whether something is in memory, and few people's facts have changed since it was read.

    Args:
        session: an open session; one query.
        key: names what was read.
        sources: the watched tables it was read from.
        copies: of the same in the database; one that is there is taken into memory.
    """
    found = _looked_up(session, key, sources, copies)
    is_few = len(found.touched) <= NEAR and EVERYONE not in found.touched
    return found.piece is not None and is_few


class _Found(NamedTuple):
    """Hold what is in memory, whose facts have changed since, and the database now."""

    piece: _Piece | None
    touched: frozenset[int]
    has_written: bool
    place: str
    snapshot: str
    own: int | None


def _looked_up(
    session: Session, key: Hashable, sources: Iterable[str], copies: Copies | None
) -> _Found:
    with _lock:
        piece = _pieces.get(key)
    if piece is not None and not _is_young(piece):
        piece = None
    taken = copies.take(session) if piece is None and copies is not None else None
    if taken is not None:
        was = time.monotonic() - taken.age
        piece = _Piece(taken.value, "", taken.snapshot, None, was, copied_at=was)
    session.flush()  # what is about to be written is a change too
    asked = {
        "since": None if piece is None else piece.snapshot,
        "own": None if piece is None else piece.own,
        "sources": list(sources),
    }
    place, snapshot, has_written, touched, own = session.execute(_STATE, asked).one()
    if piece is not None and taken is not None:
        piece = replace(piece, place=place)
        _keep(key, piece)
    elif piece is not None and piece.place != place:
        piece = None
    return _Found(piece, frozenset(touched or ()), bool(has_written), place, snapshot, own)


def _is_young(piece: _Piece) -> bool:
    return time.monotonic() - piece.read_at < LONGEST_SECONDS


def _keep(key: Hashable, piece: _Piece) -> None:
    with _lock:
        _pieces[key] = piece
        _pieces.move_to_end(key)
        while len(_pieces) > KEPT:
            _pieces.popitem(last=False)


def forget() -> None:
    """Let go of everything kept, such as between tests."""
    with _lock:
        _pieces.clear()


@dataclass(frozen=True, slots=True)
class Ground:
    """A finished plan on the problem it was made on.

    Attributes:
        problem: the facts.
        given: person id by need id.
        agency: ids of needs proposed to an agency.
        held: the needs each person holds.
    """

    problem: Problem
    given: Mapping[str, str]
    agency: frozenset[str]
    held: Mapping[str, tuple[Stretch, ...]]


def ground(session: Session, run: RunView) -> Ground:
    """Return a finished plan on its ground.

    Args:
        session: an open session.
        run: the run.

    Raises:
        NotFound: the run has no plan.
    """
    if run.plan is None:
        raise NotFound("plan", run.id)
    return plan_on_ground(session, run.id, run.ground_version, run.plan)


def plan_on_ground(session: Session, run_id: int, version: str, plan: Mapping[str, Any]) -> Ground:
    """Return a plan on its ground, from memory where the same plan was asked about before.

    Args:
        session: an open session.
        run_id: the run.
        version: the run's ground version.
        plan: the plan document.

    Raises:
        NotFound: there is no such run.
    """
    given = {row["need"]: row["person"] for row in plan["assignments"]}
    agency = frozenset(plan["agency"])
    problem = ground_of(session, run_id, version)
    key = ("plan", version, hash(frozenset(given.items())), hash(agency))
    with _lock:
        piece = _pieces.get(key)
    found: Ground | None = None if piece is None else piece.value
    if found is None or found.given != given or found.problem is not problem:
        held: dict[str, tuple[Stretch, ...]] = {}
        for need, person in given.items():
            held[person] = (*held.get(person, ()), problem.needs[need].stretch)
        found = Ground(problem, given, agency, held)
    _keep(key, _Piece(found, "", "", None, time.monotonic()))
    return found


def ground_of(session: Session, run_id: int, version: str) -> Problem:
    """Return the problem a run was made on; named by the sum of its bytes, it is never old.

    Args:
        session: an open session.
        run_id: the run.
        version: the run's ground version.

    Raises:
        NotFound: there is no such run.
    """
    key = ("ground", version)
    with _lock:
        piece = _pieces.get(key)
    if piece is None:
        problem = read_problem(problem_of(session, run_id))
        piece = _Piece(problem, "", "", None, time.monotonic())
    _keep(key, piece)
    found: Problem = piece.value
    return found
