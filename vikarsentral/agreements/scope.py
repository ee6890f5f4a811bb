"""Whom an agreement covers, when it counts, and which agreements meet each other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.tables import Agreement, AgreementKind


def today(now: datetime) -> date:
    """Return the Oslo date of an instant.

    Args:
        now: UTC.
    """
    return now.astimezone(OSLO).date()


def last_day(row: Agreement) -> date:
    """Return the last day an agreement holds: its own, or the day it was ended early on."""
    return row.valid_to if row.ended_on is None else row.ended_on


def is_signed(row: Agreement) -> bool:
    """Tell whether both sides have signed."""
    return row.employer_signed_at is not None and row.counterpart_signed_at is not None


def counts(kind: AgreementKind, first_on: date, last_on: date) -> ColumnElement[bool]:
    """Return the condition that an agreement counts on some of the dates.

    Args:
        kind: on working time, or on hire.
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.

    Source: contract 2 (agreements); AML § 10-5 (written agreement).
    """
    last = func.coalesce(Agreement.ended_on, Agreement.valid_to)
    return and_(
        Agreement.kind == kind,
        Agreement.employer_signed_at.is_not(None),
        Agreement.counterpart_signed_at.is_not(None),
        Agreement.valid_from <= last_on,
        last >= first_on,
        last >= Agreement.valid_from,
    )


def hire_covering(session: Session, unit_id: int, on: date) -> Agreement | None:
    """Return the signed agreement on hire that covers a unit on a date, the newest first.

    Args:
        session: an open session.
        unit_id: where hired people would work.
        on: Oslo date.

    Source: AML § 14-12 (2).
    """
    query = select(Agreement).where(counts(AgreementKind.HIRE, on, on))
    for row in session.scalars(query.order_by(Agreement.valid_from.desc(), Agreement.id.desc())):
        if not row.units or unit_id in {tie.unit_id for tie in row.units}:
            return row
    return None


def meets(ours: Collection[int], theirs: Collection[int]) -> bool:
    """Tell whether two lists of units or people have anyone in common; empty means all."""
    return not ours or not theirs or not set(ours).isdisjoint(theirs)


def clashing(
    session: Session,
    row: Agreement,
    *,
    units: Collection[int],
    people: Collection[int],
    apart_from: Collection[int] = (),
) -> list[tuple[Agreement, str]]:
    """Find signed agreements that set the same limit, for someone it covers, on a same day.

    Args:
        session: an open session.
        row: the agreement, stored or not.
        units: ids of its units; empty for all.
        people: ids of its people; empty for all.
        apart_from: ids of agreements that do not count, such as the one it replaces.

    Returns:
        Pairs of the other agreement and the limit; the limit is `hire` for agreements on hire.
    """
    query = (
        select(Agreement)
        .where(counts(row.kind, row.valid_from, row.valid_to))
        .where(Agreement.level == row.level, Agreement.id.not_in(apart_from))
        .order_by(Agreement.valid_from, Agreement.id)
    )
    names = set(row.limits) or {AgreementKind.HIRE.value}
    found = []
    for other in session.scalars(query):
        same = sorted(names & (set(other.limits) or {AgreementKind.HIRE.value}))
        meet = meets(units, {tie.unit_id for tie in other.units})
        if meet and meets(people, {tie.person_id for tie in other.people}):
            found += [(other, name) for name in same]
    return found
