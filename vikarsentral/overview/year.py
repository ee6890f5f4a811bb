"""Live shifts as a year of work, so that the rules of a year can read them.

What the register does not keep, such as a proof no sector asks for, is not judged here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.agreed import agreements
from vikarsentral.commitments.refs import person_ref
from vikarsentral.overview.workers import Kept, kept, workers
from vikarsentral.rules.facts import Agreement
from vikarsentral.rules.oslo import MINUTES_PER_HOUR, instant, local_datetime
from vikarsentral.rules.stretch import Unit as RuleUnit
from vikarsentral.rules.year import Duty, YearRoster
from vikarsentral.tables import OCCUPYING, ProofKind, Shift, Travel, Unit

JUDGED = frozenset(
    {
        *("overlap", "travel", "place", "competence", "daily_rest", "weekly_rest"),
        *("day_minutes", "week_minutes", "eight_weeks", "overtime", "red_days"),
        *("ordinary_average", "ordinary_roof", "compensating_rest"),
        *("night_average", "night_work", "red_window", "overtime_break"),
        *("authorisation", "police_check", "tb_clearance", "medication"),
        *("teacher", "pedagogue", "language"),
    }
)
"""The rules that live shifts hold the facts for."""


def year_roster(session: Session, first: date, weeks: int) -> YearRoster:
    """Return the live shifts of some whole weeks as a year of work; eleven queries.

    Args:
        session: an open session.
        first: a Monday.
        weeks: how many.
    """
    end = first + timedelta(days=7 * weeks)
    starts_at = local_datetime(instant(first.toordinal()))
    ends_at = local_datetime(instant(end.toordinal()))
    units = {
        row.id: RuleUnit(row.code, row.sector_code, row.area_code)
        for row in session.scalars(select(Unit))
    }
    keeps = kept(session)
    query = (
        select(Shift)
        .where(Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at >= starts_at, Shift.starts_at < ends_at)
    )
    shifts = session.scalars(query).all()
    return YearRoster(
        first.toordinal(),
        end.toordinal(),
        {unit.id: unit for unit in units.values()},
        tuple(workers(session, {row.person_id for row in shifts}, first, keeps)),
        tuple(_duty(row, units[row.unit_id].id, keeps) for row in shifts),
        tuple(_agreement(one) for one in agreements(session, first, end)),
        _travel(session),
        authorised=keeps.authorised,
        unkept=keeps.unkept({unit.sector for unit in units.values()}),
    )


def _duty(row: Shift, unit: str, keeps: Kept) -> Duty:
    asked = tuple(row.requires) if row.need_id is not None else ()
    kinds = {keeps.kinds.get(code) for code in asked}
    return Duty(
        id=str(row.id),
        person=person_ref(row.person_id),
        unit=unit,
        start=int(row.starts_at.timestamp()) // MINUTES_PER_HOUR,
        end=int(row.ends_at.timestamp()) // MINUTES_PER_HOUR,
        unpaid_break=row.unpaid_break_minutes,
        requires=tuple(code for code in asked if code not in keeps.kinds),
        medication=max((keeps.scopes.get(code, 0) for code in asked), default=0),
        teaching=ProofKind.TEACHER in kinds,
        pedagogue=ProofKind.PEDAGOGUE in kinds,
    )


def _agreement(told: dict[str, Any]) -> Agreement:
    scope = told["scope"]
    limits = {name: value for name, value in told["limits"].items() if name != "red_days"}
    return Agreement(
        told["id"],
        told["level"],
        frozenset(scope["units"]) if "units" in scope else None,
        frozenset(scope["people"]) if "people" in scope else None,
        date.fromisoformat(told["valid_from"]).toordinal(),
        date.fromisoformat(told["valid_to"]).toordinal(),
        limits,
        told["limits"].get("red_days"),
    )


def _travel(session: Session) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in session.scalars(select(Travel)):
        found.setdefault(row.from_area, {})[row.to_area] = row.minutes
    return found


def monday_of(on: date) -> date:
    """Return the Monday of the week of a date.

    Args:
        on: Oslo date.
    """
    return on - timedelta(days=on.weekday())


def last_start(session: Session) -> date | None:
    """Return the Oslo date on which the last live shift starts; None without any."""
    query = select(Shift.starts_at).where(Shift.status.in_(OCCUPYING))
    last = session.scalars(query.order_by(Shift.starts_at.desc()).limit(1)).first()
    return None if last is None else last.astimezone(OSLO).date()
