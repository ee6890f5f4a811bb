"""Duty plans and the questions about them, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import DutyChange, DutyChangeState, DutyTime


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One time of a duty plan; `asked` is the question about it that waits for an answer."""

    id: int | None
    starts_at: datetime
    ends_at: datetime
    asked: Question | None


@dataclass(frozen=True, slots=True)
class Question:
    """One change a person is asked about; None is nothing before, or nothing after."""

    id: int
    before: tuple[datetime, datetime] | None
    after: tuple[datetime, datetime] | None


def duty_plan(session: Session, person_id: int, since: datetime) -> list[DutyLine]:
    """Return a person's duty plan from an instant on, with the questions that are out.

    Args:
        session: an open session.
        person_id: whose.
        since: times that end after this, UTC.
    """
    asked = questions(session, person_id)
    by_duty = {duty_id: question for duty_id, question in asked if duty_id is not None}
    query = select(DutyTime).where(DutyTime.person_id == person_id, DutyTime.ends_at > since)
    lines = [
        DutyLine(row.id, row.starts_at, row.ends_at, by_duty.get(row.id))
        for row in session.scalars(query)
    ]
    lines += [
        DutyLine(None, *question.after, question)
        for duty_id, question in asked
        if duty_id is None and question.after is not None
    ]
    return sorted(lines, key=lambda one: one.starts_at)


def questions(session: Session, person_id: int) -> list[tuple[int | None, Question]]:
    """Return what a person is asked about their duty plan, with the time it is about.

    Args:
        session: an open session.
        person_id: whose.
    """
    query = (
        select(DutyChange)
        .where(DutyChange.person_id == person_id, DutyChange.state == DutyChangeState.ASKED)
        .order_by(DutyChange.id)
    )
    return [(row.duty_time_id, _question(row)) for row in session.scalars(query)]


def _question(row: DutyChange) -> Question:
    before, after = None, None
    if row.before_starts_at and row.before_ends_at:
        before = (row.before_starts_at, row.before_ends_at)
    if row.starts_at and row.ends_at:
        after = (row.starts_at, row.ends_at)
    return Question(row.id, before, after)
