"""The municipality, its competences and the needs of an absence, as pages name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from vikarsentral.tables import (
    OCCUPYING,
    Absence,
    Competence,
    Municipality,
    Need,
    NeedStatus,
    Person,
    Shift,
)


def municipality_name(session: Session) -> str | None:
    """Return the municipality's name, or None before it is set up.

    Args:
        session: an open session.
    """
    return session.scalar(select(Municipality.name))


def competence_names(session: Session, language: str) -> dict[str, str]:
    """Return the name of each competence by its code, in the order of codes.

    Args:
        session: an open session.
        language: `nb`, `nn` or `en`.
    """
    column = {"nn": Competence.name_nn, "en": Competence.name_en}.get(language, Competence.name_nb)
    query = select(Competence.code, column).order_by(Competence.code)
    return dict(session.execute(query).all())


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need of an absence: when, and who comes."""

    id: int
    starts_at: datetime
    ends_at: datetime
    status: NeedStatus
    comes: str


@dataclass(frozen=True, slots=True)
class AbsenceOf:
    """Whose absence a need comes from, and all its needs in order.

    `is_live` tells whether it still holds; there is no cause to tell.
    """

    id: int
    person: str
    is_live: bool
    needs: tuple[NeedLine, ...]


def needs_of_absence(session: Session, absence_id: int | None) -> AbsenceOf | None:
    """Return an absence and its needs, in order; None without one.

    Args:
        session: an open session.
        absence_id: the absence, if any.
    """
    query = (
        select(Person.name, Absence.withdrawn_at)
        .join(Absence, Absence.person_id == Person.id)
        .where(Absence.id == absence_id)
    )
    row = session.execute(query).one_or_none() if absence_id is not None else None
    if row is None or absence_id is None:
        return None
    live = and_(Shift.need_id == Need.id, Shift.status.in_(OCCUPYING))
    needs = (
        select(Need.id, Need.starts_at, Need.ends_at, Need.status, func.coalesce(Person.name, ""))
        .outerjoin(Shift, live)
        .outerjoin(Person, Person.id == Shift.person_id)
        .where(Need.absence_id == absence_id)
        .order_by(Need.starts_at, Need.id)
    )
    lines = tuple(NeedLine(*line) for line in session.execute(needs))
    return AbsenceOf(absence_id, row.name, row.withdrawn_at is None, lines)
