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
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from vikarsentral.explain.copies import BEHIND, Copies, Standing
from vikarsentral.tables import EVERYONE, WATCHED

T = TypeVar("T")

NEAR = BEHIND
"""How many people's facts an act may wait for; where more have changed, it reads only its own."""

KEPT = 6
"""How many pieces of each kind a process keeps; the one not asked for the longest goes first."""

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


_UNCOPIED = Standing()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold something kept, what the database was when it was read, and how its copy stands."""

    value: Any
    place: str
    snapshot: str
    own: int | None
    read_at: float
    standing: Standing = _UNCOPIED


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
    found, piece = _brought(session, key, read, renew, sources, copies)
    if not found.has_written:
        if copies is not None and found.own is None:
            touched = partial(_touched_since, session, sources)
            standing = copies.ordered(session, piece.value, piece.standing, touched)
            piece = replace(piece, standing=standing)
        _keep(key, piece)
    value: T = piece.value
    return value


def copied(
    session: Session,
    key: Hashable,
    read: Callable[[], T],
    renew: Callable[[T, frozenset[int]], T],
    sources: Iterable[str],
    copies: Copies,
) -> bool:
    """Put a copy in the database of what `followed` returns now, unless one is near enough.

    Args:
        session: an open session that has changed nothing.
        key: names what is read.
        read: reads it whole.
        renew: makes it anew, as for `followed`.
        sources: the watched tables it is read from.
        copies: of the same in the database.

    Returns:
        False where none could be put now: something has changed meanwhile.
    """
    found, piece = _brought(session, key, read, renew, sources, copies)
    if found.has_written or found.own is not None:
        return False
    touched = partial(_touched_since, session, sources)
    standing = copies.put_where_due(session, piece.value, found.snapshot, touched)
    _keep(key, piece if standing is None else replace(piece, standing=standing))
    return standing is not None


def _brought(
    session: Session,
    key: Hashable,
    read: Callable[[], T],
    renew: Callable[[T, frozenset[int]], T] | None,
    sources: Iterable[str],
    copies: Copies | None,
) -> tuple[_Found, _Piece]:
    """Bring something up to date; what comes back is not kept yet."""
    found = _looked_up(session, key, sources, copies)
    piece, standing = found.piece, _UNCOPIED
    if piece is not None:
        standing = piece.standing._replace(since=piece.standing.since | found.touched)
    if piece is not None and not found.touched:
        value = piece.value
    elif piece is not None and renew is not None and EVERYONE not in found.touched:
        value = renew(piece.value, found.touched)
    else:
        value = read()
    now = time.monotonic()
    return found, _Piece(value, found.place, found.snapshot, found.own, now, standing)


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
        piece = _Piece(taken.value, "", taken.snapshot, None, was, Standing(copied_at=was))
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
        alike = [one for one in _pieces if _kind(one) == _kind(key)]
        for one in alike[:-KEPT]:
            del _pieces[one]


def _kind(key: Hashable) -> Hashable:
    """Return what pieces that make room for each other have in common."""
    return key[0] if isinstance(key, tuple) else None


def forget() -> None:
    """Let go of everything kept, such as between tests."""
    with _lock:
        _pieces.clear()


def named(key: Hashable, make: Callable[[], T], is_right: Callable[[T], bool] | None = None) -> T:
    """Return something that is never old, since its key names all that it follows from.

    Args:
        key: names it.
        make: makes it, where it is not in memory.
        is_right: tells whether what is in memory is what is asked for; it is where left out.
    """
    with _lock:
        piece = _pieces.get(key)
    is_there = piece is not None and (is_right is None or is_right(piece.value))
    value: T = piece.value if piece is not None and is_there else make()
    _keep(key, _Piece(value, "", "", None, time.monotonic()))
    return value
