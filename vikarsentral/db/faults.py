"""Turn the database's refusals into ours; know which ones a new try can cure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError

from vikarsentral.errors import Conflict

EXCLUDED = "23P01"
UNIQUE = "23505"
# Deadlock found, serialization failure, and a server that is starting or stopping.
PASSING = frozenset({"40P01", "40001", "57P01", "57P02", "57P03", "08006", "08001", "08003"})


def sqlstate(error: BaseException | None) -> str:
    """Return the five-letter state of a database error, or an empty text."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(origin, "sqlstate", None) or "")


def constraint(error: DBAPIError) -> str:
    """Return the name of the constraint that refused, or an empty text."""
    diagnostic = getattr(error.orig, "diag", None)
    return str(getattr(diagnostic, "constraint_name", None) or "")


def is_passing(error: BaseException) -> bool:
    """Tell whether the whole transaction may succeed when it is tried again.

    A connection that broke while it was used says nothing of whether a commit was reached, but
    `transaction` tries only functions that may be repeated.
    """
    if not isinstance(error, DBAPIError):
        return False
    return sqlstate(error) in PASSING or error.connection_invalidated


@contextmanager
def told() -> Iterator[None]:
    """Turn refusals of the database inside the block into ours.

    Raises:
        Conflict: `person_busy` for an overlap in time, `already_there` for a second of what
            there may be one of; carries the constraint's name.
    """
    try:
        yield
    except IntegrityError as error:
        code = {EXCLUDED: "person_busy", UNIQUE: "already_there"}.get(sqlstate(error))
        if code is None:
            raise
        raise Conflict(code, {"constraint": constraint(error)}) from error
