"""The walk over the log as a page shows it: each violation with its place and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import preference
from vikarsentral.preference import Violation
from vikarsentral.tables import Need, Unit


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One violation with the need it is about.

    Attributes:
        violation: what was found.
        unit: the unit's name; empty for a whole plan.
        starts_at: UTC, start of the need; None for a whole plan.
        ends_at: UTC, its end.
    """

    violation: Violation
    unit: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Turns:
    """What was looked at, and the newest violations.

    Attributes:
        orders: approved orders from agencies.
        hires: needs given to hourly people.
        offers: waves of asking.
        plans: published plans.
        violations: how many there are in all.
        lines: the newest of them.
    """

    orders: int
    hires: int
    offers: int
    plans: int
    violations: int
    lines: tuple[TurnLine, ...]


def turns(session: Session, *, limit: int) -> Turns:
    """Walk the whole log and return the newest violations; a fixed number of queries.

    Args:
        session: an open session.
        limit: how many violations at most.

    Source: AML § 14-3.
    """
    told = preference.walk(session)
    newest = told.violations[:limit]
    query = (
        select(Need.id, Unit.name, Need.starts_at, Need.ends_at)
        .join(Unit, Unit.id == Need.unit_id)
        .where(Need.id.in_({one.need_id for one in newest}))
    )
    needs = {row_id: (unit, start, end) for row_id, unit, start, end in session.execute(query)}
    lines = tuple(TurnLine(one, *needs.get(one.need_id, ("", None, None))) for one in newest)
    return Turns(told.orders, told.hires, told.offers, told.plans, len(told.violations), lines)
