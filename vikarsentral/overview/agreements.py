"""Agreements as pages list and show them: state, scope, signatures, versions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, lazyload

from vikarsentral.agreements import is_signed, last_day
from vikarsentral.clock import OSLO
from vikarsentral.errors import NotFound
from vikarsentral.tables import (
    Agreement,
    AgreementPerson,
    AgreementUnit,
    Person,
    Unit,
)

AgreementState = Literal["draft", "withdrawn", "to_come", "in_force", "over"]


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One version of one agreement.

    Attributes:
        id: row id.
        code: its short name.
        kind: `working_time` or `hire`.
        version: 1 and up.
        replaces_id: the version before, if any.
        title: what it is about.
        level: `INDIVIDUAL` or `LOCAL_TV`.
        limits: the values it sets, by the names of the contract.
        valid_from: first Oslo date.
        valid_to: last Oslo date that was agreed.
        last_on: last Oslo date it holds, an early end counted.
        document_ref: where the signed paper lies.
        units: names of the units it is for; empty for all.
        people: how many people it is for; 0 for all.
        names: names of the people it is for.
        is_signed: both sides have signed.
        state: where it stands today.
        drafted_by: who wrote it, where known.
        employer_signed_by: who signed for the employer.
        employer_signed_at: UTC.
        counterpart_signed_by: who signed for the other side.
        counterpart_signed_at: UTC.
        ended_by: who ended it early or withdrew it.
    """

    id: int
    code: str
    kind: str
    version: int
    replaces_id: int | None
    title: str
    level: str
    limits: dict[str, Any]
    valid_from: date
    valid_to: date
    last_on: date
    document_ref: str
    units: tuple[str, ...]
    people: int
    names: tuple[str, ...]
    is_signed: bool
    state: AgreementState
    drafted_by: str | None
    employer_signed_by: str | None
    employer_signed_at: datetime | None
    counterpart_signed_by: str | None
    counterpart_signed_at: datetime | None
    ended_by: str | None


def agreement_lines(
    session: Session,
    *,
    now: datetime,
    ids: Collection[int] | None = None,
    person_id: int | None = None,
) -> list[AgreementLine]:
    """Return agreements, the newest first; one query.

    Args:
        session: an open session.
        now: UTC.
        ids: only these; None for all.
        person_id: only those made with this one person; None for all.

    Source: contract 2 (agreements).
    """
    query = (
        select(Agreement, _units(), _names())
        .options(lazyload(Agreement.people), lazyload(Agreement.units))
        .order_by(Agreement.valid_from.desc(), Agreement.id.desc())
    )
    if ids is not None:
        query = query.where(Agreement.id.in_(ids))
    if person_id is not None:
        mine = select(AgreementPerson.agreement_id).where(AgreementPerson.person_id == person_id)
        query = query.where(Agreement.id.in_(mine))
    today = now.astimezone(OSLO).date()
    return [
        _line(row, units or (), names or (), today) for row, units, names in session.execute(query)
    ]


def agreement_line(session: Session, agreement_id: int, *, now: datetime) -> AgreementLine:
    """Return one agreement.

    Args:
        session: an open session.
        agreement_id: which.
        now: UTC.

    Raises:
        NotFound: there is no such agreement.
    """
    found = agreement_lines(session, now=now, ids=[agreement_id])
    if not found:
        raise NotFound("agreement", agreement_id)
    return found[0]


def versions_of(session: Session, agreement_id: int, *, now: datetime) -> list[AgreementLine]:
    """Return every version of an agreement, the newest first.

    Args:
        session: an open session.
        agreement_id: any of its versions.
        now: UTC.
    """
    links = dict(session.execute(select(Agreement.id, Agreement.replaces_id)).all())
    root = agreement_id
    while (before := links.get(root)) is not None:
        root = before
    family, grown = {root}, True
    while grown:
        more = {row for row, before in links.items() if before in family} - family
        family |= more
        grown = bool(more)
    lines = agreement_lines(session, now=now, ids=family)
    return sorted(lines, key=lambda one: (one.version, one.id), reverse=True)


def _units() -> ScalarSelect[list[str] | None]:
    """Return the column with the names of an agreement's units; None for all."""
    return (
        select(func.array_agg(Unit.name))
        .join(AgreementUnit, AgreementUnit.unit_id == Unit.id)
        .where(AgreementUnit.agreement_id == Agreement.id)
        .correlate(Agreement)
        .scalar_subquery()
    )


def _names() -> ScalarSelect[list[str] | None]:
    """Return the column with the names of an agreement's people; None for all."""
    return (
        select(func.array_agg(Person.name))
        .join(AgreementPerson, AgreementPerson.person_id == Person.id)
        .where(AgreementPerson.agreement_id == Agreement.id)
        .correlate(Agreement)
        .scalar_subquery()
    )


def _line(
    row: Agreement, units: Collection[str], names: Collection[str], today: date
) -> AgreementLine:
    return AgreementLine(
        id=row.id,
        code=row.code,
        kind=row.kind.value,
        version=row.version,
        replaces_id=row.replaces_id,
        title=row.title,
        level=row.level.value,
        limits=row.limits,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        last_on=last_day(row),
        document_ref=row.document_ref,
        units=tuple(sorted(units)),
        people=len(names),
        names=tuple(sorted(names)),
        is_signed=is_signed(row),
        state=_state(row, today),
        drafted_by=row.drafted_by,
        employer_signed_by=row.employer_signed_by,
        employer_signed_at=row.employer_signed_at,
        counterpart_signed_by=row.counterpart_signed_by,
        counterpart_signed_at=row.counterpart_signed_at,
        ended_by=row.ended_by,
    )


def _state(row: Agreement, today: date) -> AgreementState:
    if not is_signed(row) and row.ended_at is not None:
        return "withdrawn"
    if last_day(row) < max(today, row.valid_from):
        return "over"
    if not is_signed(row):
        return "draft"
    return "to_come" if row.valid_from > today else "in_force"
