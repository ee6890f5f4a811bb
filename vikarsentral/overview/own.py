"""A person's own page: shifts, consents, and when the calendar was last read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.tables import (
    OCCUPYING,
    Area,
    Competence,
    Need,
    Person,
    PersonCompetence,
    Post,
    Shift,
    ShiftKind,
    ShiftStatus,
    Unit,
)


@dataclass(frozen=True, slots=True)
class OwnShift:
    """One shift as its person sees it.

    Attributes:
        id: the shift.
        starts_at: UTC.
        ends_at: UTC.
        unit: the unit's name.
        area: the area's name.
        is_cover: it covers for someone else.
        is_away: the person is away from it.
        is_cancelled: it was taken away again.
        unpaid_break_minutes: minutes, 0 or more.
        note: what the unit wants the one who comes to know; empty without.
    """

    id: int
    starts_at: datetime
    ends_at: datetime
    unit: str
    area: str
    is_cover: bool
    is_away: bool
    is_cancelled: bool
    unpaid_break_minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person may read and change about themselves.

    `posts` are pairs of stillingsprosent (hundredths of a per cent) and the unit's name, empty
    for the vikarsentral.
    """

    name: str
    employee_no: str
    phone: str | None
    email: str | None
    accepts_merarbeid_minutes_week: int
    accepts_overtime: bool
    accepts_night: bool
    posts: tuple[tuple[int, str], ...]
    competences: tuple[Competence, ...]
    version: int


def own_shifts(
    session: Session, person_id: int, starts_at: datetime, ends_at: datetime
) -> list[OwnShift]:
    """Return a person's shifts that overlap a time, in order; cancelled ones are among them.

    Args:
        session: an open session.
        person_id: whose shifts.
        starts_at: from, UTC.
        ends_at: to, UTC.
    """
    query = (
        select(Shift, Unit.name, Area.name, Need.handover_note)
        .join(Unit, Unit.id == Shift.unit_id)
        .join(Area, Area.code == Unit.area_code)
        .outerjoin(Need, (Need.id == Shift.need_id) & Shift.status.in_(OCCUPYING))
        .where(Shift.person_id == person_id)
        .where(Shift.starts_at < ends_at, Shift.ends_at > starts_at)
        .order_by(Shift.starts_at, Shift.ends_at, Shift.id)
    )
    return [
        OwnShift(
            id=shift.id,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            unit=unit,
            area=area,
            is_cover=shift.kind is ShiftKind.COVER,
            is_away=shift.status is ShiftStatus.ABSENT,
            is_cancelled=shift.status is ShiftStatus.CANCELLED,
            unpaid_break_minutes=shift.unpaid_break_minutes,
            note=note or "",
        )
        for shift, unit, area, note in session.execute(query)
    ]


def profile(session: Session, person_id: int) -> Profile:
    """Return what a person may read and change about themselves.

    Args:
        session: an open session.
        person_id: who.

    Raises:
        NotFound: there is no such person.
    """
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("person", person_id)
    posts = (
        select(Post.stillingsprosent, Unit.name)
        .outerjoin(Unit, Unit.id == Post.unit_id)
        .where(Post.person_id == person_id)
        .order_by(Post.id)
    )
    held = (
        select(Competence)
        .join(PersonCompetence, PersonCompetence.competence_code == Competence.code)
        .where(PersonCompetence.person_id == person_id)
        .order_by(Competence.code)
    )
    return Profile(
        name=person.name,
        employee_no=person.employee_no,
        phone=person.phone,
        email=person.email,
        accepts_merarbeid_minutes_week=person.accepts_merarbeid_minutes_week,
        accepts_overtime=person.accepts_overtime,
        accepts_night=person.accepts_night,
        posts=tuple((share, unit or "") for share, unit in session.execute(posts)),
        competences=tuple(session.scalars(held)),
        version=person.version,
    )
