"""Find people and units by what people write: an employee number, a unit's code."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import Person, Unit

LONGEST = 20


def person_by_number(session: Session, employee_no: str) -> int | None:
    """Return the id of the active employee with a number.

    Args:
        session: an open session.
        employee_no: as it was written.
    """
    told = employee_no.strip()
    if not 1 <= len(told) <= LONGEST:
        return None
    query = select(Person.id).where(Person.employee_no == told, Person.is_active)
    return session.scalars(query).one_or_none()


def unit_ids_by_code(session: Session, codes: Collection[str]) -> list[int]:
    """Return the ids of active units by their codes, in the order of ids.

    Args:
        session: an open session.
        codes: as a form sends them; unknown ones are left out.
    """
    if not codes:
        return []
    query = select(Unit.id).where(Unit.code.in_(codes), Unit.is_active)
    return list(session.scalars(query.order_by(Unit.id)))
