"""Do one piece of work after another: one that is refused is told in the log, and stops no other.

A sweep that fell with its first refusal would leave everyone behind it waiting, and take the
whole worker with it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from vikarsentral import db
from vikarsentral.errors import ComponentMissing, VikarsentralError

logger = logging.getLogger(__name__)

AWAY = (ComponentMissing, InterfaceError, OperationalError)
"""What is about the database itself, and is waited for; all else is about one item."""


def try_one(work: Callable[[Session], object], what: str) -> bool:
    """Do one piece of work in a transaction of its own.

    Args:
        work: the piece; it gets the session.
        what: what the log calls it.

    Returns:
        Whether it was done; False when it was refused, or what is stored could not be read,
        and then nothing of it stands.

    Raises:
        ComponentMissing: the database is away.
    """
    try:
        db.transaction(work)
    except AWAY:
        raise
    except (VikarsentralError, DBAPIError) as refused:
        logger.warning("%s was refused: %s", what, str(refused).partition("\n")[0])
        return False
    except (LookupError, TypeError, ValueError):
        logger.exception("%s could not be read", what)
        return False
    return True


def each(
    keys: Iterable[int], work: Callable[[int], Callable[[Session], object]], what: str
) -> list[int]:
    """Do the same for each of some things, each in a transaction of its own.

    Args:
        keys: ids of the things.
        work: makes the piece of work for an id.
        what: what the log calls one of them.

    Returns:
        The ids that were refused.

    Raises:
        ComponentMissing: the database is away.
    """
    return [key for key in keys if not try_one(work(key), f"{what} {key}")]
