"""What the parties have signed: agreements in force and the weights of the objective."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from vikarsentral.agreements import counts, last_day
from vikarsentral.commitments.refs import person_ref
from vikarsentral.tables import Agreement, AgreementKind, Unit, Weights


def agreements(
    session: Session, first_on: date, last_on: date, codes: Mapping[int, str] | None = None
) -> list[dict[str, Any]]:
    """Return the agreements both sides have signed that touch some dates; at most two queries.

    Args:
        session: an open session.
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.
        codes: of every unit, by row id; None to have them read.

    Returns:
        Entries of `agreements` of a problem file, in the order of codes.
    """
    query = (
        select(Agreement)
        .options(joinedload(Agreement.units), joinedload(Agreement.people))
        .where(counts(AgreementKind.WORKING_TIME, first_on, last_on))
        .order_by(Agreement.code)
    )
    if codes is None:
        codes = dict(session.execute(select(Unit.id, Unit.code)).all())
    return [
        {
            "id": row.code,
            "level": row.level.value,
            "scope": _scope(row, codes),
            "valid_from": row.valid_from.isoformat(),
            "valid_to": last_day(row).isoformat(),
            "limits": row.limits,
        }
        for row in session.scalars(query).unique()
    ]


def _scope(row: Agreement, codes: Mapping[int, str]) -> dict[str, list[str]]:
    scope = {}
    if row.units:
        scope["units"] = sorted(codes[tie.unit_id] for tie in row.units)
    if row.people:
        scope["people"] = [
            person_ref(each) for each in sorted(tie.person_id for tie in row.people)
        ]
    return scope


def weights_row(session: Session, on: date) -> Weights | None:
    """Return the newest version of the weights that both sides have signed.

    Args:
        session: an open session.
        on: the Oslo date they must be in force.
    """
    query = (
        select(Weights)
        .where(Weights.valid_from <= on)
        .where(Weights.employer_signed_at.is_not(None))
        .where(Weights.tillitsvalgt_signed_at.is_not(None))
        .order_by(Weights.version.desc())
    )
    return session.scalars(query.limit(1)).first()


def weights(session: Session, on: date) -> dict[str, Any]:
    """Return `objective` of a problem file; without signed weights the defaults hold.

    Args:
        session: an open session.
        on: the Oslo date the weights must be in force.
    """
    row = weights_row(session, on)
    return {} if row is None else dict(row.weights)
