"""Erase who somebody was, and keep what was done: hours, sums and the log stay whole.

The person's row stays under a number alone, so that statistics and the record of working time
do not change. What pay and inspection need is kept until its period is over.

Source: GDPR art. 17 (1), (3) b; bokføringsloven § 13; AML § 10-7.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Text, case, cast, delete, exists, func, literal, or_, select, update
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.explain import copies
from vikarsentral.retention.classes import class_of
from vikarsentral.tables import (
    OCCUPYING,
    ApiToken,
    Contact,
    Erasure,
    FeedToken,
    FileImport,
    IdempotentRequest,
    ImportState,
    Message,
    OfferAnswer,
    PayrollLine,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PushSubscription,
    RoleGrant,
    Shift,
    ShiftLead,
    Unavailability,
    User,
    WebSession,
    Wish,
)

OWN = (PersonCompetence, PersonSector, PersonUnit, Contact, PushSubscription, Wish, Unavailability)
"""Rows that are of no use once somebody has left for good."""
OF_PEOPLE = ("people", "rota")
"""Kinds of file in that hold people."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done, and what must wait.

    Attributes:
        rows: how many rows were deleted.
        is_whole: name and number are gone too.
        kept_until: the Oslo date name and number are kept to; None when they are gone.
    """

    rows: int
    is_whole: bool
    kept_until: date | None


def kept_until(session: Session, person_id: int) -> date | None:
    """Return until when name and number must be kept for pay and inspection.

    Args:
        session: an open session.
        person_id: who.

    Returns:
        Oslo date; None for somebody who never worked.
    """
    query = select(func.max(Shift.ends_at)).where(Shift.person_id == person_id)
    last = session.scalar(query.where(Shift.status.in_(OCCUPYING)))
    if last is None:
        return None
    days = timedelta(days=class_of("person").days)
    return (last + days).astimezone(OSLO).date()


def left_before(session: Session, before: datetime) -> list[int]:
    """Return who has left, is not yet erased, and has worked no shift since an instant.

    Args:
        session: an open session.
        before: UTC.
    """
    later = exists().where(
        Shift.person_id == Person.id, Shift.status.in_(OCCUPYING), Shift.ends_at >= before
    )
    on = before.astimezone(OSLO).date()
    held = exists().where(
        Post.person_id == Person.id, or_(Post.valid_to.is_(None), Post.valid_to >= on)
    )
    gone = exists().where(Erasure.person_id == Person.id)
    query = select(Person.id).where(~Person.is_active, ~later, ~held, ~gone)
    return list(session.scalars(query.order_by(Person.id)))


def erase(
    session: Session, *, person_id: int, actor: Actor, now: datetime, everything: bool = False
) -> Erased:
    """Erase a person who has left; safe to repeat.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        actor: who decides.
        now: UTC.
        everything: name and number too, although their period is not over, such as for somebody
            who was registered by mistake.

    Returns:
        What was done, and until when name and number are kept.

    Raises:
        Conflict: `person_active` while they are in use, or `person_has_shifts` to come.
        NotAllowed: the actor may not erase.
        NotFound: there is no such person.

    Source: GDPR art. 17.
    """
    require(actor, Action.ERASE_PERSON)
    person = session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise NotFound("person", person_id)
    if person.is_active:
        raise Conflict("person_active", {"person": person_id})
    if _has_shifts_to_come(session, person_id, now):
        raise Conflict("person_has_shifts", {"person": person_id})
    if session.get(Erasure, person_id) is not None:
        return Erased(0, is_whole=True, kept_until=None)
    rows = strip(session, person_id, now=now) + _messages(session, person)
    _empty_files(session, person, now)
    until = kept_until(session, person_id)
    must_wait = until is not None and until >= now.astimezone(OSLO).date() and not everything
    if not must_wait:
        _forget_identity(session, person, actor, now)
    _record(session, person_id, actor, now, is_whole=not must_wait, rows=rows)
    return Erased(rows, is_whole=not must_wait, kept_until=until if must_wait else None)


def erase_again(session: Session, *, person_id: int, actor: Actor, now: datetime) -> bool:
    """Erase somebody whose erasure was lost with a restored copy, in use or not.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        actor: who decides.
        now: UTC.

    Returns:
        False when they are erased already.

    Raises:
        NotFound: there is no such person.

    Source: reliability.md T9.4.
    """
    require(actor, Action.ERASE_PERSON)
    person = session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise NotFound("person", person_id)
    if session.get(Erasure, person_id) is not None:
        return False
    person.is_active = False
    session.flush()
    rows = strip(session, person_id, now=now) + _messages(session, person)
    _empty_files(session, person, now)
    _forget_identity(session, person, actor, now)
    _record(session, person_id, actor, now, is_whole=True, rows=rows)
    return True


def strip(session: Session, person_id: int, *, now: datetime) -> int:
    """Delete what is only of use while somebody works here, and shut their sign-in.

    Args:
        session: an open session.
        person_id: who, no longer in use.
        now: UTC.

    Returns:
        How many rows were deleted.
    """
    rows = sum(_delete(session, model, model.person_id == person_id) for model in OWN)
    copies.clear_for_good(session)
    users = list(session.scalars(select(User.id).where(User.person_id == person_id)))
    rows += _delete(session, WebSession, WebSession.user_id.in_(users))
    rows += _delete(session, RoleGrant, RoleGrant.user_id.in_(users))
    rows += _delete(session, ShiftLead, ShiftLead.user_id.in_(users))
    person = session.get_one(Person, person_id)
    person.phone = person.email = person.home_area = None
    person.accepts_overtime = person.accepts_night = False
    person.accepts_merarbeid_minutes_week = 0
    for user_id in users:
        user = session.get_one(User, user_id)
        session.refresh(user)
        if user.is_active:
            user.is_active, user.session_key = False, secrets.token_hex(16)
    session.flush()
    _revoke(session, person_id, users, now)
    return rows


def _revoke(session: Session, person_id: int, users: list[int], now: datetime) -> None:
    for model, own in (
        (ApiToken, ApiToken.user_id.in_(users)),
        (FeedToken, FeedToken.person_id == person_id),
    ):
        session.execute(
            update(model)
            .where(own, model.revoked_at.is_(None))
            .values(revoked_at=now)
            .execution_options(synchronize_session=False)
        )


def _messages(session: Session, person: Person) -> int:
    """Delete messages to the person, their answers, and kept replies that name them."""
    named = or_(
        cast(IdempotentRequest.answer, Text).contains(person.name, autoescape=True),
        cast(IdempotentRequest.answer, Text).contains(f'"{person.employee_no}"', autoescape=True),
    )
    return (
        _delete(session, Message, Message.person_id == person.id)
        + _delete(session, OfferAnswer, OfferAnswer.person_id == person.id)
        + _delete(session, IdempotentRequest, named)
    )


def _empty_files(session: Session, person: Person, now: datetime) -> None:
    """Empty files that name the person; those that wait and may hold people are dropped."""
    told = cast(FileImport.report, Text)
    words = (f'"{person.employee_no}"', f"({person.employee_no})", person.name)
    named = or_(*(told.contains(word, autoescape=True) for word in words))
    waits = FileImport.state.in_((ImportState.READING, ImportState.READ))
    unseen = waits & FileImport.kind.in_(OF_PEOPLE)
    dropped = literal(ImportState.CANCELLED, FileImport.state.type)
    emptied = (
        update(FileImport)
        .where(named | unseen, FileImport.state != ImportState.STORING)
        .values(content=None, report=None, state=case((waits, dropped), else_=FileImport.state))
        .values(finished_at=func.coalesce(FileImport.finished_at, now))
    )
    session.execute(emptied.execution_options(synchronize_session=False))


def _forget_identity(session: Session, person: Person, actor: Actor, now: datetime) -> None:
    person.name, person.employee_no = "Slettet person", f"slettet-{person.id}"
    sent = update(PayrollLine).where(PayrollLine.person_id == person.id)
    session.execute(sent.values(name=person.name, employee_no=person.employee_no))
    for user in session.scalars(select(User).where(User.person_id == person.id)):
        user.name, user.login = "Slettet person", f"slettet-{user.id}"
        user.password_hash = "!"  # noqa: S105 - no password fits it
    session.add(Erasure(person_id=person.id, erased_by=actor.label, erased_at=now))
    session.flush()


def erased_numbers(session: Session) -> list[int]:
    """Return whose identity is erased, to be applied anew after an older copy is restored.

    Args:
        session: an open session.
    """
    return list(session.scalars(select(Erasure.person_id).order_by(Erasure.person_id)))


def _has_shifts_to_come(session: Session, person_id: int, now: datetime) -> bool:
    query = select(Shift.id).where(Shift.person_id == person_id, Shift.ends_at > now)
    return session.scalars(query.where(Shift.status.in_(OCCUPYING)).limit(1)).first() is not None


def _delete(session: Session, model: type[Any], condition: Any) -> int:
    statement = delete(model).where(condition).execution_options(synchronize_session=False)
    result: Any = session.execute(statement)
    return int(result.rowcount)


def _record(
    session: Session, person_id: int, actor: Actor, now: datetime, *, is_whole: bool, rows: int
) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="person.erased" if is_whole else "person.stripped",
        subject=("person", person_id),
        data={"rows": rows},
    )
