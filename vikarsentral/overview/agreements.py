"""Agreements on working time as pages list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from vikarsentral.tables import Agreement, AgreementUnit, Unit


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement.

    Attributes:
        code: its short name.
        title: what it is about.
        level: `INDIVIDUAL` or `LOCAL_TV`.
        limits: the values it sets, by the names of the contract.
        valid_from: first Oslo date.
        valid_to: last Oslo date.
        units: names of the units it is for; empty for all.
        people: how many people it is for; 0 for all.
        is_signed: both sides have signed, so it counts.
    """

    code: str
    title: str
    level: str
    limits: dict[str, Any]
    valid_from: date
    valid_to: date
    units: tuple[str, ...]
    people: int
    is_signed: bool


def agreement_lines(session: Session) -> list[AgreementLine]:
    """Return every agreement, the newest first.

    Args:
        session: an open session.

    Source: contract 2 (agreements).
    """
    names = (
        select(AgreementUnit.agreement_id, func.array_agg(Unit.name))
        .join(Unit, Unit.id == AgreementUnit.unit_id)
        .group_by(AgreementUnit.agreement_id)
    )
    units = {row[0]: row[1] for row in session.execute(names)}
    query = (
        select(Agreement)
        .options(selectinload(Agreement.people))
        .order_by(Agreement.valid_from.desc(), Agreement.code)
    )
    return [
        AgreementLine(
            code=row.code,
            title=row.title,
            level=row.level.value,
            limits=row.limits,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            units=tuple(sorted(units.get(row.id, ()))),
            people=len(row.people),
            is_signed=None not in (row.employer_signed_at, row.counterpart_signed_at),
        )
        for row in session.scalars(query)
    ]
