"""Facts kept in memory by each process, and let go of once the roster has changed.

What was read is known to be old as soon as a transaction that touched the roster has been
finished after it was read, in whatever order transactions end. Inside a transaction that has
itself changed the roster nothing is kept and nothing kept is used.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.plan.store import RunView, problem_of
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem, Stretch

T = TypeVar("T")

KEPT = 6
"""How many pieces a process keeps; the one not asked for the longest goes first."""

LONGEST_SECONDS = 12 * 3600
"""Kept for half as long as the database keeps its notes."""

_STATE = text(
    """
    SELECT concat_ws('/', oid, pg_postmaster_start_time()),
           pg_current_snapshot()::text,
           current_setting('vikarsentral.noted', true) = pg_current_xact_id_if_assigned()::text,
           CAST(:since AS text) IS NULL OR EXISTS (
               SELECT FROM roster_change
               WHERE xid >= pg_snapshot_xmin(CAST(:since AS pg_snapshot))::text::bigint
                 AND xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                 AND NOT pg_visible_in_snapshot(xid::text::xid8, CAST(:since AS pg_snapshot)))
    FROM pg_database WHERE datname = current_database()
    """
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold something kept, and what the database was when it was read."""

    value: Any
    place: str
    snapshot: str
    read_at: float


_pieces: OrderedDict[Hashable, _Piece] = OrderedDict()
_lock = threading.Lock()


def kept(session: Session, key: Hashable, read: Callable[[], T]) -> T:
    """Return something read from the roster, from memory while the roster is as it was.

    Args:
        session: an open session; one query tells whether the roster has changed.
        key: names what is read.
        read: reads it.

    Returns:
        What `read` returns now, or returned earlier on the same roster.
    """
    piece, now = _looked_up(session, key)
    if piece is not None:
        _keep(key, piece)
        held: T = piece.value
        return held
    value = read()
    if now is not None:
        _keep(key, _Piece(value, now.place, now.snapshot, time.monotonic()))
    return value


def is_kept(session: Session, key: Hashable) -> bool:
    """Tell whether something read from the roster is in memory, and the roster is as it was.

    Args:
        session: an open session; one query.
        key: names what was read.
    """
    return _looked_up(session, key)[0] is not None


class _Now(NamedTuple):
    """Hold what the database is now."""

    place: str
    snapshot: str


def _looked_up(session: Session, key: Hashable) -> tuple[_Piece | None, _Now | None]:
    """Return a piece that is not old, and the database now where what is read may be kept."""
    with _lock:
        piece = _pieces.get(key)
    since = None if piece is None else piece.snapshot
    place, snapshot, has_written, is_old = session.execute(_STATE, {"since": since}).one()
    if has_written:
        return None, None
    is_good = piece is not None and not is_old and _is_young(piece) and piece.place == place
    return piece if is_good else None, _Now(place, snapshot)


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
    _keep(key, _Piece(found, "", "", time.monotonic()))
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
        piece = _Piece(problem, "", "", time.monotonic())
    _keep(key, piece)
    found: Problem = piece.value
    return found
