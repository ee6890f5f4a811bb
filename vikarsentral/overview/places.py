"""The municipality, its competences and the needs of an absence, as pages name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

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
    """Return an absence and its needs, in order; None without one; one query.

    Args:
        session: an open session.
        absence_id: the absence, if any.
    """
    if absence_id is None:
        return None
    comes = aliased(Person)
    live = and_(Shift.need_id == Need.id, Shift.status.in_(OCCUPYING))
    query = (
        select(Person.name, Absence.withdrawn_at, Need.id, Need.starts_at, Need.ends_at)
        .add_columns(Need.status, func.coalesce(comes.name, ""))
        .select_from(Absence)
        .join(Person, Person.id == Absence.person_id)
        .outerjoin(Need, Need.absence_id == Absence.id)
        .outerjoin(Shift, live)
        .outerjoin(comes, comes.id == Shift.person_id)
        .where(Absence.id == absence_id)
        .order_by(Need.starts_at, Need.id)
    )
    rows = session.execute(query).all()
    if not rows:
        return None
    name, withdrawn_at, *_ = rows[0]
    lines = tuple(NeedLine(*line) for _, _, *line in rows if line[0] is not None)
    return AbsenceOf(absence_id, name, withdrawn_at is None, lines)
