"""What people hold as a problem file writes it, and the proofs that sectors ask for.

A file knows no hierarchy, so what opens something else is listed as that too: a larger scope of
medication as each smaller one, a temporary teacher's post and a waiver as what they stand for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy import ARRAY, ColumnElement, ScalarSelect, Select, String, cast, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, aliased

from vikarsentral.rules.proofs import Days, joined, opened
from vikarsentral.tables import PersonCompetence, Proof, ProofKind, SectorDemand, Unit

Held = Mapping[str, Days]

_STANDS_FOR = (
    (ProofKind.TEACHER_FOR_NOW, ProofKind.TEACHER),
    (ProofKind.LANGUAGE_WAIVED, ProofKind.LANGUAGE),
)


def held(session: Session, among: ColumnElement[bool]) -> dict[int, Held]:
    """Return what people hold and what it opens, by code with its days; one query.

    Args:
        session: an open session.
        among: a condition on `PersonCompetence`.

    Returns:
        By person, in the order of codes.
    """
    found: dict[int, dict[str, Days]] = defaultdict(dict)
    for row in session.execute(_query().where(among)):
        days = opened(row.kind, (_ordinal(row.valid_from), _ordinal(row.valid_to)))
        if days is None:
            continue
        mine = found[row.person_id]
        code = row.opens or row.code
        mine[code] = joined(mine[code], days) if code in mine else days
    return {person: dict(sorted(mine.items())) for person, mine in found.items()}


@cache
def _query() -> Select[int, str, date | None, date | None, ProofKind | None, str | None]:
    own, other = aliased(Proof), aliased(Proof)
    opens = or_(
        (own.kind == ProofKind.MEDICATION) & (other.scope <= own.scope),
        *((own.kind == one) & (other.kind == another) for one, another in _STANDS_FOR),
    )
    return (
        select(
            PersonCompetence.person_id,
            PersonCompetence.competence_code.label("code"),
            PersonCompetence.valid_from,
            PersonCompetence.valid_to,
            own.kind,
            other.competence_code.label("opens"),
        )
        .outerjoin(own, own.competence_code == PersonCompetence.competence_code)
        .outerjoin(other, opens)
        .order_by(PersonCompetence.id)
    )


def entries(mine: Held) -> list[dict[str, str]]:
    """Write what one person holds as a problem file does.

    Args:
        mine: days by code.
    """
    found = []
    for code, (first, last) in mine.items():
        entry = {"id": code}
        if first is not None:
            entry["valid_from"] = date.fromordinal(first).isoformat()
        if last is not None:
            entry["valid_to"] = date.fromordinal(last).isoformat()
        found.append(entry)
    return found


def demanded() -> ScalarSelect[list[str]]:
    """Return the codes that the sector of `Unit` asks for, as a column of a query on it."""
    code = SectorDemand.competence_code
    codes = func.array_agg(aggregate_order_by(code, code))
    nothing = cast([], ARRAY(String(40)))
    query = select(func.coalesce(codes, nothing)).where(
        SectorDemand.sector_code == Unit.sector_code
    )
    return query.correlate(Unit).scalar_subquery()


def _ordinal(on: date | None) -> int | None:
    return None if on is None else on.toordinal()
