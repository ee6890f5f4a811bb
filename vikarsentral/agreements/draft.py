"""Draft an agreement, or a new version of one; a draft opens nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.agreements.faults import AgreementFault, fault
from vikarsentral.agreements.limits import limit_faults
from vikarsentral.agreements.scope import clashing, is_signed, last_day, today
from vikarsentral.errors import BadInput, Conflict, NotFound
from vikarsentral.tables import (
    Agreement,
    AgreementKind,
    AgreementLevel,
    AgreementPerson,
    AgreementUnit,
    Person,
    Unit,
)

LONGEST_TEXT = 200
LAST_YEAR = 2999
PREFIX = {
    (AgreementKind.WORKING_TIME, AgreementLevel.LOCAL_TV): "L",
    (AgreementKind.WORKING_TIME, AgreementLevel.INDIVIDUAL): "I",
    (AgreementKind.HIRE, AgreementLevel.LOCAL_TV): "H",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What the parties mean to sign.

    Attributes:
        kind: on working time, or on hire from agencies.
        level: between employer and employee, or with tillitsvalgte.
        title: what it is about, at most 200 characters.
        limits: minutes by the contract's names; `red_days` is `each` or `average`.
        valid_from: first Oslo date.
        valid_to: last Oslo date.
        document_ref: where the signed paper lies, at most 200 characters.
        units: ids of units; empty for all.
        people: ids of people; empty for all. Exactly one at level INDIVIDUAL.
        replaces: id of the agreement this is a new version of, or None.
    """

    kind: AgreementKind
    level: AgreementLevel
    title: str
    limits: Mapping[str, Any]
    valid_from: date
    valid_to: date
    document_ref: str
    units: frozenset[int] = field(default_factory=frozenset)
    people: frozenset[int] = field(default_factory=frozenset)
    replaces: int | None = None


def draft(session: Session, wanted: Draft, *, actor: Actor, now: datetime) -> int:
    """Keep a draft for both sides to sign.

    Args:
        session: an open session; the caller commits.
        wanted: what is to be signed.
        actor: who drafts.
        now: UTC.

    Returns:
        The agreement's id.

    Raises:
        BadInput: every fault at once, with the row and what is allowed.
        Conflict: `agreement_replaced` when a newer version of it exists already.
        NotAllowed: the actor may not draft.
        NotFound: the agreement to replace does not exist.

    Source: AML § 10-5, § 10-6, § 10-8, § 14-12 (2); contract 2 (agreements).
    """
    require(actor, Action.DRAFT_AGREEMENT)
    before = _before(session, wanted.replaces)
    row = _row(wanted, before, actor, now)
    if faults := [*plain_faults(wanted, today(now)), *_scope_faults(session, wanted)]:
        raise BadInput([*faults])
    if clashes := clash_faults(session, row, wanted.units, wanted.people):
        raise BadInput([*clashes])
    session.add(row)
    session.flush()
    row.code = _code(row, before)
    session.add_all(AgreementUnit(agreement_id=row.id, unit_id=unit) for unit in wanted.units)
    session.add_all(AgreementPerson(agreement_id=row.id, person_id=who) for who in wanted.people)
    session.flush()
    session.refresh(row, ["units", "people"])
    record(session, row, "agreement.drafted", actor, now, {"version": row.version})
    return row.id


def _before(session: Session, replaces: int | None) -> Agreement | None:
    if replaces is None:
        return None
    row = session.get(Agreement, replaces, with_for_update=True)
    if row is None:
        raise NotFound("agreement", replaces)
    live = select(Agreement.id).where(Agreement.replaces_id == replaces)
    newer = session.scalars(live.where(Agreement.ended_at.is_(None))).first()
    if newer is not None:
        raise Conflict("agreement_replaced", {"agreement": replaces, "newer": newer})
    return row


def _row(wanted: Draft, before: Agreement | None, actor: Actor, now: datetime) -> Agreement:
    return Agreement(
        code=f"draft-{actor.label}-{now.timestamp()}"[:40],
        kind=wanted.kind,
        version=1 if before is None else before.version + 1,
        replaces_id=wanted.replaces,
        title=wanted.title.strip(),
        level=wanted.level,
        limits=dict(wanted.limits),
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        document_ref=wanted.document_ref.strip(),
        drafted_by=actor.label,
        drafted_at=now,
    )


def _code(row: Agreement, before: Agreement | None) -> str:
    if before is None:
        return f"{PREFIX[row.kind, row.level]}{row.id}"
    return f"{before.code.split('.')[0][:30]}.{row.id}"


def plain_faults(wanted: Draft, on: date) -> list[AgreementFault]:
    """Find what is wrong with a draft in itself, without looking at other rows.

    Args:
        wanted: the draft.
        on: today, Oslo date.
    """
    found = []
    for name, text in (("title", wanted.title), ("document_ref", wanted.document_ref)):
        if not 1 <= len(text.strip()) <= LONGEST_TEXT:
            told = f"1 to {LONGEST_TEXT} characters"
            found.append(fault(name, "text_length", f"{len(text.strip())} characters", told))
    if wanted.valid_to < wanted.valid_from:
        found.append(fault("valid_to", "ends_before", "it ends before it starts", "a later day"))
    elif wanted.valid_to < on:
        found.append(fault("valid_to", "is_over", "it is over already", "today or later"))
    if max(wanted.valid_from, wanted.valid_to).year > LAST_YEAR:
        found.append(fault("valid_to", "too_late", "too far ahead", f"up to {LAST_YEAR}"))
    if (wanted.kind, wanted.level) not in PREFIX:
        told = "hire is agreed with tillitsvalgte (aml § 14-12 (2))"
        found.append(fault("level", "wrong_level", wanted.level.value, told))
    if wanted.level is AgreementLevel.INDIVIDUAL and len(wanted.people) != 1:
        told = "exactly one employee, who signs"
        found.append(fault("people", "one_person", f"{len(wanted.people)} people", told))
    return [*found, *limit_faults(wanted.kind, wanted.level, wanted.limits)]


def _scope_faults(session: Session, wanted: Draft) -> list[AgreementFault]:
    units = select(Unit.id).where(Unit.id.in_(wanted.units), Unit.is_active)
    people = select(Person.id).where(Person.id.in_(wanted.people), Person.is_active)
    found = []
    if missing := wanted.units - set(session.scalars(units)):
        told = "a unit of the municipality"
        found.append(fault("units", "unknown_unit", f"{sorted(missing)} unknown", told))
    if missing := wanted.people - set(session.scalars(people)):
        told = "an employee of the municipality"
        found.append(fault("people", "unknown_person", f"{sorted(missing)} unknown", told))
    return found


def clash_faults(
    session: Session, row: Agreement, units: frozenset[int], people: frozenset[int]
) -> list[AgreementFault]:
    """Find signed agreements that already set the same limit for the same people and days.

    Args:
        session: an open session.
        row: the agreement.
        units: ids of its units; empty for all.
        people: ids of its people; empty for all.
    """
    own = [one for one in (row.id, row.replaces_id) if one is not None]
    return [
        fault(
            f"limits.{name}" if name in row.limits else "valid_from",
            "overlaps",
            f"{other.code} holds from {other.valid_from} to {last_day(other)}",
            "days on which no other agreement sets the same for the same people",
            code_of_other=other.code,
            title=other.title,
            valid_from=other.valid_from,
            valid_to=last_day(other),
        )
        for other, name in clashing(session, row, units=units, people=people, apart_from=own)
        if is_signed(other)
    ]


def record(
    session: Session,
    row: Agreement,
    kind: str,
    actor: Actor,
    now: datetime,
    data: dict[str, Any],
) -> None:
    """Add a line about an agreement to the record."""
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("agreement", row.id),
        data={"code": row.code, **data},
    )
