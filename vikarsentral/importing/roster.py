"""The shifts, absences and duty plans there are, read at once for a span of time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, cast, func, select
from sqlalchemy.orm import Session

from vikarsentral.tables import (
    Absence,
    DutyTime,
    Person,
    Post,
    PostKind,
    Shift,
    ShiftKind,
    ShiftStatus,
)

SECONDS = 60
Span = tuple[int, int]


class HeldShift(NamedTuple):
    """One shift that is there; times in minutes since 1970."""

    id: int
    person_id: int
    unit_id: int
    starts: int
    ends: int
    unpaid_break: int
    requires: tuple[str, ...]
    kind: ShiftKind
    status: ShiftStatus


@dataclass(slots=True)
class Roster:
    """Who there is, and what occupies them.

    Attributes:
        people: ids by employee number, active people only.
        names: by person id.
        pool: ids of people with a pool post.
        shifts: by person id, all but the cancelled.
        absences: by person id.
        duty: known times by person id.
        has_plan: ids of people with any duty plan at all.
    """

    people: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    pool: set[int] = field(default_factory=set)
    shifts: dict[int, list[HeldShift]] = field(default_factory=dict)
    absences: dict[int, list[Span]] = field(default_factory=dict)
    duty: dict[int, list[Span]] = field(default_factory=dict)
    has_plan: set[int] = field(default_factory=set)

    def is_absent(self, person_id: int, starts: int, ends: int) -> bool:
        """Tell whether a person is reported away at some of a time."""
        away = self.absences.get(person_id, ())
        return any(start < ends and end > starts for start, end in away)

    def near(self, employee_no: str) -> dict[str, str]:
        """Return the number that a spreadsheet may have taken the zeros off, if there is one."""
        bare = employee_no.lstrip("0")
        found = (number for number in self.people if number.lstrip("0") == bare)
        return {"near": number} if (number := next(found, None)) else {}


def roster(session: Session, starts_at: datetime, ends_at: datetime) -> Roster:
    """Read what is there.

    Args:
        session: an open session.
        starts_at: from, UTC.
        ends_at: to, UTC.
    """
    there = Roster()
    people = select(Person.id, Person.employee_no, Person.name).where(Person.is_active)
    for row_id, employee_no, name in session.execute(people):
        there.people[employee_no], there.names[row_id] = row_id, name
    pool = select(Post.person_id).where(Post.kind == PostKind.POOL)
    there.pool = set(session.scalars(pool))
    there.has_plan = set(session.scalars(select(DutyTime.person_id).distinct()))
    _shifts(session, there, starts_at, ends_at)
    for model, spans in ((Absence, there.absences), (DutyTime, there.duty)):
        query = select(model.person_id, _minute(model.starts_at), _minute(model.ends_at))
        query = query.where(model.ends_at > starts_at, model.starts_at < ends_at)
        if model is Absence:
            query = query.where(Absence.withdrawn_at.is_(None))
        found: dict[int, list[Span]] = defaultdict(list)
        for person, start, end in session.execute(query):
            found[person].append((start, end))
        spans.update(found)
    return there


def _shifts(session: Session, there: Roster, starts_at: datetime, ends_at: datetime) -> None:
    query = (
        select(
            Shift.id,
            Shift.person_id,
            Shift.unit_id,
            _minute(Shift.starts_at),
            _minute(Shift.ends_at),
            Shift.unpaid_break_minutes,
            Shift.requires,
            Shift.kind,
            Shift.status,
        )
        .where(Shift.ends_at > starts_at, Shift.starts_at < ends_at)
        .where(Shift.status != ShiftStatus.CANCELLED)
        .execution_options(yield_per=5000)
    )
    found: dict[int, list[HeldShift]] = defaultdict(list)
    for row in session.execute(query):
        found[row[1]].append(HeldShift(*row[:6], tuple(sorted(row[6])), *row[7:]))
    there.shifts = dict(found)


def _minute(instant: Any) -> ColumnElement[int]:
    """Have an instant told in whole minutes since 1970."""
    return cast(func.floor(func.extract("epoch", instant) / SECONDS), BigInteger)
