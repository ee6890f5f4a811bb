"""Where part-timers come first: the unit, the sector or the whole municipality, from a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.tables import Post, PreferenceArea, PreferenceScope, Unit


def least_employees(on: date) -> int:
    """Return how many employees the units of a narrower area have together, at least.

    Args:
        on: Oslo date on which it is decided.

    Source: AML § 14-3.
    """
    return ALL_VALUES["preference_area_employees"].on(on.toordinal())


@dataclass(frozen=True, slots=True)
class Area:
    """Where the preference holds on a date.

    Attributes:
        scope: how far it reaches.
        valid_from: first Oslo date; None where nothing was decided and the law alone holds.
        discussed_on: when it was discussed with tillitsvalgte, None where it was not.
        document_ref: where the minutes lie.
        decided_by: who decided; empty where nobody has.
    """

    scope: PreferenceScope
    valid_from: date | None = None
    discussed_on: date | None = None
    document_ref: str = ""
    decided_by: str = ""


WHOLE = Area(PreferenceScope.MUNICIPALITY)


def area_on(session: Session, on: date) -> Area:
    """Return where the preference holds on a date; the whole municipality unless decided.

    Args:
        session: an open session.
        on: Oslo date.

    Source: AML § 14-3.
    """
    query = select(PreferenceArea).where(PreferenceArea.valid_from <= on)
    row = session.scalars(query.order_by(PreferenceArea.valid_from.desc()).limit(1)).first()
    return WHOLE if row is None else _area(row)


def areas(session: Session) -> list[Area]:
    """Return every decision on the area, the newest first.

    Args:
        session: an open session.
    """
    query = select(PreferenceArea).order_by(PreferenceArea.valid_from.desc())
    return [_area(row) for row in session.scalars(query)]


def _area(row: PreferenceArea) -> Area:
    return Area(row.scope, row.valid_from, row.discussed_on, row.document_ref, row.decided_by)


def set_area(session: Session, wanted: Area, *, actor: Actor, now: datetime) -> None:
    """Decide where the preference holds from a date on; earlier decisions are kept.

    Args:
        session: an open session; the caller commits.
        wanted: scope, first date, and the discussion behind it.
        actor: who decides, for the employer.
        now: UTC.

    Raises:
        BadInput: every fault at once: a day that has passed, a narrower area that was not
            discussed first, or one that some unit or sector is too small for.
        NotAllowed: the actor may not decide it.

    Source: AML § 14-3 (limits of the right to extra shifts, after discussion).
    """
    require(actor, Action.SET_PREFERENCE)
    today = now.astimezone(OSLO).date()
    if faults := [*_date_faults(session, wanted, today), *_size_faults(session, wanted, today)]:
        raise BadInput(faults)
    row = PreferenceArea(
        scope=wanted.scope,
        valid_from=wanted.valid_from or today,
        discussed_on=wanted.discussed_on,
        document_ref=wanted.document_ref.strip(),
        decided_by=actor.label,
        decided_at=now,
    )
    session.add(row)
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="preference.area_set",
        subject=("preference_area", row.id),
        data={"scope": row.scope.value, "valid_from": row.valid_from.isoformat()},
    )


def _date_faults(session: Session, wanted: Area, today: date) -> list[Fault]:
    faults = []
    since = wanted.valid_from or today
    if since < today:
        faults.append(Fault("valid_from", f"{since} has passed", "today or later"))
    taken = select(PreferenceArea.id).where(PreferenceArea.valid_from == since)
    if session.scalars(taken).first() is not None:
        faults.append(Fault("valid_from", "is decided already", "another day"))
    if wanted.scope is not PreferenceScope.MUNICIPALITY and wanted.discussed_on is None:
        faults.append(Fault("discussed_on", "was not discussed", "the day it was discussed"))
    if wanted.discussed_on is not None and wanted.discussed_on > min(since, today):
        faults.append(Fault("discussed_on", "lies ahead", "today or earlier, before it holds"))
    if not 1 <= len(wanted.document_ref.strip()) <= 200:
        faults.append(Fault("document_ref", "is missing or too long", "1 to 200 characters"))
    return faults


def _size_faults(session: Session, wanted: Area, today: date) -> list[Fault]:
    """Find units or sectors with fewer employees than a narrower area must have."""
    if wanted.scope is PreferenceScope.MUNICIPALITY:
        return []
    by_unit = wanted.scope is PreferenceScope.UNIT
    key = Unit.name if by_unit else Unit.sector_code
    held = (
        select(Post.person_id, Post.unit_id)
        .where(Post.valid_from <= today)
        .where(Post.valid_to.is_(None) | (Post.valid_to >= today))
        .subquery()
    )
    query = (
        select(key, func.count(func.distinct(held.c.person_id)))
        .select_from(Unit)
        .outerjoin(held, held.c.unit_id == Unit.id)
        .where(Unit.is_active)
        .group_by(key)
        .order_by(key)
    )
    least = least_employees(today)
    small = [name for name, number in session.execute(query) if number < least]
    if not small:
        return []
    told = f"fewer than {least} employees: {', '.join(small)}"
    return [Fault("scope", told, f"an area of at least {least} employees")]
