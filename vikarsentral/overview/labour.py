"""The shifts and agency orders behind a figure of spend, asked for by plain words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from vikarsentral import spend
from vikarsentral.errors import NotFound
from vikarsentral.spend import Behind
from vikarsentral.tables import LabourSource

SOURCES: Final = tuple(source.value for source in LabourSource)
"""Names of the sources of volatile labour, in the order pages show them."""


def labour_lines(
    session: Session,
    *,
    first_on: date,
    last_on: date,
    source: str | None,
    unit_ids: Collection[int] | None,
    limit: int,
    skip: int = 0,
) -> list[Behind]:
    """Open a figure of spend; one query.

    Args:
        session: an open session.
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.
        source: one of `SOURCES`; None for all.
        unit_ids: only these units; None for all.
        limit: how many at most.
        skip: how many of the first are left out.

    Returns:
        The lines in the order of dates.

    Raises:
        NotFound: there is no such source.

    Source: contract 5 (spend).
    """
    if source is not None and source not in SOURCES:
        raise NotFound("source", source)
    return spend.behind(
        session,
        first_on=first_on,
        last_on=last_on,
        source=None if source is None else LabourSource(source),
        unit_ids=unit_ids,
        limit=limit,
        skip=skip,
    )
