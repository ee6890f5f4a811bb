"""The municipality and its units, as pages name them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import Municipality


def municipality_name(session: Session) -> str | None:
    """Return the municipality's name, or None before it is set up.

    Args:
        session: an open session.
    """
    return session.scalar(select(Municipality.name))
