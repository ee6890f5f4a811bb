"""The rows behind rota by hand: found, locked, made, counted anew and recorded."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act
from vikarsentral.administration.people import person_row
from vikarsentral.administration.rota.letters import tell
from vikarsentral.administration.rota.wishes import RotaWish, Span
from vikarsentral.clock import OSLO
from vikarsentral.commitments.week import PersonWeek
from vikarsentral.commitments.window import monday
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import OCCUPYING, Person, Shift, ShiftKind, ShiftStatus, Unit


@dataclass(frozen=True, slots=True)
class Told:
    """One shift as the record holds it: what it was, or what it is."""

    shift: int
    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int
    requires: tuple[str, ...]

    @property
    def span(self) -> Span:
        """Return its times."""
        return self.starts_at, self.ends_at

    def document(self) -> dict[str, object]:
        """Return it as the record writes it."""
        return {
            "shift": self.shift,
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "unpaid_break_minutes": self.unpaid_break_minutes,
            "requires": list(self.requires),
        }


def told(row: Shift) -> Told:
    """Return a shift as it is now."""
    requires = tuple(row.requires)
    return Told(row.id, row.starts_at, row.ends_at, row.unpaid_break_minutes, requires)


def active(session: Session, person_id: int) -> Person:
    """Return an active person, locked.

    Args:
        session: an open session.
        person_id: who.

    Raises:
        NotFound: there is no such active person.
    """
    person = person_row(session, person_id)
    if not person.is_active:
        raise NotFound("person", person_id)
    return person


def place(session: Session, unit_id: int) -> Unit:
    """Return a unit in use.

    Args:
        session: an open session.
        unit_id: which.

    Raises:
        NotFound: there is no such unit.
    """
    unit = session.get(Unit, unit_id)
    if unit is None or not unit.is_active:
        raise NotFound("unit", unit_id)
    return unit


def changeable(session: Session, shift_id: int, act: Act) -> tuple[Person, Shift]:
    """Return an own shift that has not begun, with its person; the person is locked first.

    Args:
        session: an open session.
        shift_id: the shift.
        act: who changes and when.

    Raises:
        Conflict: `shift_not_rota`, `shift_cancelled` or `shift_begun`.
        NotAllowed: the actor may not change rota at the unit.
        NotFound: there is no such shift.
    """
    query = select(Shift.person_id, Shift.unit_id).where(Shift.id == shift_id)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound("shift", shift_id)
    require(act.actor, Action.CHANGE_ROTA, found.unit_id)
    person = active(session, found.person_id)
    row = session.get(Shift, shift_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("shift", shift_id)
    if row.kind is not ShiftKind.ROTA:
        raise Conflict("shift_not_rota", {"shift": shift_id})
    if row.status not in OCCUPYING:
        raise Conflict("shift_cancelled", {"shift": shift_id})
    if row.starts_at <= act.now:
        raise Conflict("shift_begun", {"shift": shift_id})
    return person, row


def _standing(person_id: int, unit_id: int) -> Select[Shift]:
    query = select(Shift).where(Shift.person_id == person_id, Shift.unit_id == unit_id)
    return query.where(Shift.kind == ShiftKind.ROTA, Shift.status.in_(OCCUPYING))


def standing(session: Session, person_id: int, unit_id: int) -> set[Span]:
    """Return the times of a person's own shifts at a unit.

    Args:
        session: an open session.
        person_id: whose.
        unit_id: where.
    """
    return {(one.starts_at, one.ends_at) for one in session.scalars(_standing(person_id, unit_id))}


def alike(session: Session, row: Shift, until: date | None) -> list[Shift]:
    """Return the later shifts on the same weekday and Oslo clock, locked.

    Args:
        session: an open session.
        row: the first.
        until: last Oslo date; None for no later ones.
    """
    if until is None:
        return []
    query = _standing(row.person_id, row.unit_id).where(Shift.starts_at > row.starts_at)
    query = query.order_by(Shift.starts_at).with_for_update()
    return [
        one
        for one in session.scalars(query)
        if _clock(one) == _clock(row) and one.starts_at.astimezone(OSLO).date() <= until
    ]


def _clock(row: Shift) -> tuple[int, object, object]:
    start, end = row.starts_at.astimezone(OSLO), row.ends_at.astimezone(OSLO)
    return start.weekday(), start.time(), end.time()


def made(person_id: int, wish: RotaWish, span: Span, now: datetime) -> Shift:
    """Return a new own shift, planned.

    Args:
        person_id: whose.
        wish: where, with which break and competences.
        span: when, UTC.
        now: UTC.
    """
    return Shift(
        person_id=person_id,
        unit_id=wish.unit_id,
        starts_at=span[0],
        ends_at=span[1],
        unpaid_break_minutes=wish.unpaid_break_minutes,
        requires=sorted(wish.requires),
        kind=ShiftKind.ROTA,
        status=ShiftStatus.PLANNED,
        uid=str(uuid.uuid4()),
        sequence=0,
        created_at=now,
        changed_at=now,
    )


def follow_up(
    session: Session,
    person: Person,
    rows: Sequence[Shift],
    *,
    before: Sequence[Told],
    after: Sequence[Told],
    opened: Sequence[str],
    kind: str,
    act: Act,
) -> None:
    """Count the touched weeks anew, record the change, and tell the person what is near.

    Args:
        session: an open session; the caller commits.
        person: whose rota, locked.
        rows: the shifts, at least one.
        before: what they were.
        after: what they are.
        opened: ids of the rules that a ground opened.
        kind: `added`, `changed` or `removed`.
        act: who changes and when.
    """
    commitments.recount(session, _weeks(person.id, [*before, *after]))
    data = {
        "unit": rows[0].unit_id,
        "before": [one.document() for one in before],
        "after": [one.document() for one in after],
        "opened": list(opened),
    }
    act.record(session, f"rota.{kind}", ("person", person.id), data)
    spans = {"before": [one.span for one in before], "after": [one.span for one in after]}
    tell(session, person, rows[0], **spans, act=act)


def _weeks(person_id: int, times: Iterable[Told]) -> set[PersonWeek]:
    return {(person_id, monday(one.starts_at.astimezone(OSLO).date())) for one in times}
