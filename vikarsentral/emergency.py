"""The emergency exception: a person's decision to open named rules for one booking.

It is never an outcome of a plan: neither the solver nor an offer asks here. One person decides,
another confirms having seen it, and only then may the first one's booking go past the rules that
were named, by no more than was shown.

Source: AML § 10-12 (3); law.md 9.1 (a separate, logged action with reason code).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.commitments import local, need_ref, person_ref
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound, Unlawful
from vikarsentral.plan import judge
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.receipt import refusal
from vikarsentral.tables import (
    EmergencyCode,
    EmergencyException,
    Need,
    NeedStatus,
    Person,
    Shift,
)

OPENABLE = frozenset(
    {"daily_rest", "weekly_rest", "day_minutes", "week_minutes", "overtime", "red_days"}
)
"""The rules of AML chapter 10 on time; nothing opens competence, place, consent or two places."""

ASKABLE = (NeedStatus.OPEN, NeedStatus.AGENCY)


@dataclass(frozen=True, slots=True)
class Emergency:
    """What one person decides.

    Attributes:
        need_id: the one need.
        person_id: the one person.
        code: what happened.
        has_said_yes: the person was asked and has said yes.
    """

    need_id: int
    person_id: int
    code: EmergencyCode
    has_said_yes: bool


def is_openable(excesses: Iterable[Excess]) -> bool:
    """Tell whether an exception may open all that would be broken.

    Args:
        excesses: what would be broken; nothing at all needs no exception.

    Source: AML § 10-12 (3); § 10-6 (10) (overtime stays the person's own yes).
    """
    found = list(excesses)
    return bool(found) and all(
        one.rule in OPENABLE and one.numbers.get("accepted", True) for one in found
    )


def decide(session: Session, wanted: Emergency, *, actor: Actor, now: datetime) -> int:
    """Decide on an exception and keep what it opens; it opens nothing before it was seen.

    Deciding the same again while it is live finds the one that is there.

    Args:
        session: an open session; the caller commits.
        wanted: for whom, for what, and why.
        actor: who decides; must lead the unit or coordinate.
        now: UTC.

    Returns:
        The exception's id.

    Raises:
        BadInput: the person has not said yes.
        Conflict: `own_exception` when it is for the actor; `need_not_open`, or `nothing_to_open`
            when the booking is lawful as it is.
        NotAllowed: the actor may not decide at the unit.
        NotFound: there is no such need or active person.
        Unlawful: it would break a rule that no emergency opens; carries the receipts.

    Source: AML § 10-12 (3).
    """
    need, person = _need_and_person(session, wanted, actor, now)
    _refuse_own(actor, person.id, {"need": need.id})
    if not wanted.has_said_yes:
        allowed = "a person who was asked and has said yes"
        raise BadInput([Fault("has_said_yes", "the person has not said yes", allowed)])
    if (live := _live(session, need.id, person.id)) is not None:
        return live.id
    found = judge.excesses(session, need.id, person.id)
    if not found:
        raise Conflict("nothing_to_open", {"need": need.id, "person": person.id})
    receipts = _receipts(need, person, found, now)
    if not is_openable(found):
        raise Unlawful(receipts)
    row = EmergencyException(
        need_id=need.id,
        person_id=person.id,
        code=wanted.code,
        rules=sorted({one.rule for one in found}),
        receipts=receipts,
        decided_by=actor.label,
        decided_at=now,
    )
    session.add(row)
    session.flush()
    record(session, row, "emergency.decided", actor, now, {"code": wanted.code.value})
    return row.id


def _need_and_person(
    session: Session, wanted: Emergency, actor: Actor, now: datetime
) -> tuple[Need, Person]:
    need = session.get(Need, wanted.need_id, with_for_update=True)
    if need is None:
        raise NotFound("need", wanted.need_id)
    require(actor, Action.DECIDE_EMERGENCY, need.unit_id)
    if need.status not in ASKABLE or need.ends_at <= now:
        raise Conflict("need_not_open", {"need": need.id, "status": need.status.value})
    person = session.get(Person, wanted.person_id)
    if person is None or not person.is_active:
        raise NotFound("person", wanted.person_id)
    return need, person


def _receipts(
    need: Need, person: Person, found: Iterable[Excess], now: datetime
) -> list[dict[str, Any]]:
    """Write one receipt per excess, so that each breach keeps its own sum."""
    return [
        refusal(need_ref(need.id), person_ref(person.id), [one], data_at=local(now)).document()
        for one in found
    ]


def _live(session: Session, need_id: int, person_id: int) -> EmergencyException | None:
    query = (
        select(EmergencyException)
        .where(EmergencyException.need_id == need_id)
        .where(EmergencyException.person_id == person_id)
        .where(EmergencyException.withdrawn_at.is_(None))
        .where(EmergencyException.shift_id.is_(None))
        .with_for_update()
    )
    return session.scalars(query).one_or_none()


def confirm_seen(session: Session, *, exception_id: int, actor: Actor, now: datetime) -> None:
    """Confirm having seen an exception, as another person than the one who decided.

    Args:
        session: an open session; the caller commits.
        exception_id: the exception.
        actor: who has seen it.
        now: UTC.

    Raises:
        Conflict: `same_person` decided it; `own_exception` when it is for the actor;
            `exception_over` when it was withdrawn.
        NotAllowed: the actor may not see exceptions at the unit.
        NotFound: there is no such exception.
    """
    row, _ = _locked(session, exception_id, Action.SEE_EMERGENCY, actor)
    if row.decided_by == actor.label:
        raise Conflict("same_person", {"exception": exception_id})
    _refuse_own(actor, row.person_id, {"exception": exception_id})
    if row.withdrawn_at is not None:
        raise Conflict("exception_over", {"exception": exception_id})
    if row.seen_by is not None:
        return
    row.seen_by, row.seen_at = actor.label, now
    session.flush()
    record(session, row, "emergency.seen", actor, now, {})


def _refuse_own(actor: Actor, person_id: int, facts: dict[str, object]) -> None:
    """Keep the one an exception is for from being one of the two who open it."""
    if actor.person_id == person_id:
        raise Conflict("own_exception", facts)


def withdraw(session: Session, *, exception_id: int, actor: Actor, now: datetime) -> None:
    """Take an exception back before it is used; again changes nothing.

    Args:
        session: an open session; the caller commits.
        exception_id: the exception.
        actor: who takes it back; must be one who may decide at the unit.
        now: UTC.

    Raises:
        Conflict: `exception_used`.
        NotAllowed: the actor may not decide at the unit.
        NotFound: there is no such exception.
    """
    row, _ = _locked(session, exception_id, Action.DECIDE_EMERGENCY, actor)
    if row.shift_id is not None:
        raise Conflict("exception_used", {"exception": exception_id})
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        session.flush()
        record(session, row, "emergency.withdrawn", actor, now, {})


def _locked(
    session: Session, exception_id: int, action: Action, actor: Actor
) -> tuple[EmergencyException, Need]:
    row = session.get(EmergencyException, exception_id, with_for_update=True)
    if row is None:
        raise NotFound("exception", exception_id)
    need = session.get_one(Need, row.need_id)
    require(actor, action, need.unit_id)
    return row, need


def opening(
    session: Session, *, need_id: int, person_id: int, excesses: Iterable[Excess]
) -> EmergencyException | None:
    """Find the exception that opens all that a booking by hand would break now.

    Args:
        session: an open session; the exception is locked.
        need_id: the need.
        person_id: the person.
        excesses: what would be broken at this moment.

    Returns:
        The exception, seen by a second person; None where there is none, or where more would
        be broken than was decided on.
    """
    row = _live(session, need_id, person_id)
    if row is None or row.seen_by is None:
        return None
    found = list(excesses)
    held: dict[str, int] = {}
    for told in row.receipts:
        rule, over = str(told["rule"]), int(told["numbers"]["excess"])
        held[rule] = max(held.get(rule, 0), over)
    fits = all(one.over <= held.get(one.rule, 0) for one in found)
    return row if fits and is_openable(found) else None


def use(
    session: Session, row: EmergencyException, shift: Shift, *, actor: Actor, now: datetime
) -> None:
    """Tie an exception to the one booking it opened.

    Args:
        session: an open session.
        row: the exception.
        shift: the new shift.
        actor: who booked.
        now: UTC.
    """
    row.shift_id = shift.id
    session.flush()
    record(session, row, "emergency.used", actor, now, {"shift": shift.uid})


def record(
    session: Session,
    row: EmergencyException,
    kind: str,
    actor: Actor,
    now: datetime,
    data: dict[str, object],
) -> None:
    """Add a line about an exception to the need's record."""
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("need", row.need_id),
        data={"exception": row.id, "person": row.person_id, "rules": row.rules, **data},
    )
