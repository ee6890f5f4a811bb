"""Who has shown what in each sector, and who lacks it, as the page of proofs shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.administration.usual_proofs import USUAL_PROOFS
from vikarsentral.commitments.proofs import Held, held
from vikarsentral.db import norwegian_key
from vikarsentral.rules.proofs import Days
from vikarsentral.tables import (
    Person,
    PersonCompetence,
    PersonSector,
    Proof,
    ProofKind,
    Sector,
    SectorDemand,
)

WARN_DAYS = 60
"""Days ahead in which a proof that ends is told."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One person in a list; `until` is the last day of a proof that ends soon."""

    id: int
    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One proof in one sector, with who lacks it.

    Attributes:
        code: of the proof.
        kind: what it proves.
        is_asked: the sector asks for it.
        is_usual: the law asks for it of everyone in the sector.
        lacking: people who may work in the sector and do not hold it today.
        expiring: those whose proof ends soon.
    """

    code: str
    kind: ProofKind
    is_asked: bool
    is_usual: bool
    lacking: tuple[Someone, ...]
    expiring: tuple[Someone, ...]


@dataclass(frozen=True, slots=True)
class SectorProofs:
    """The proofs of one sector.

    Attributes:
        sector: its row, for the name.
        people: how many may work there.
        lines: one for each proof that is usual there or asked for.
        is_new: some usual proof is not registered yet.
    """

    sector: Sector
    people: int
    lines: tuple[ProofLine, ...]
    is_new: bool


def proofs_by_sector(session: Session, today: date) -> list[SectorProofs]:
    """Return the proofs of each sector and who lacks them; five queries.

    Args:
        session: an open session.
        today: Oslo date.
    """
    kinds = dict(session.execute(select(Proof.competence_code, Proof.kind)).all())
    query = select(SectorDemand.sector_code, SectorDemand.competence_code)
    demands = set(session.execute(query).all())
    people = _people(session)
    opens = held(session, PersonCompetence.person_id.is_not(None)) if kinds else {}
    found = []
    for sector in session.scalars(select(Sector).order_by(Sector.name_nb)):
        mine = people.get(sector.code, [])
        usual = {one.code: one.is_asked for one in USUAL_PROOFS if sector.code in one.sectors}
        lines = tuple(
            ProofLine(
                code,
                kinds[code],
                (sector.code, code) in demands,
                usual.get(code, False),
                *_who(code, mine, opens, today.toordinal()),
            )
            for code in sorted(kinds)
            if code in usual or (sector.code, code) in demands
        )
        is_new = bool(usual.keys() - kinds.keys())
        found.append(SectorProofs(sector, len(mine), lines, is_new))
    return found


def _people(session: Session) -> dict[str, list[Someone]]:
    """Return active people by sector, in Norwegian order of names."""
    found: dict[str, list[Someone]] = {}
    query = select(PersonSector.sector_code, Person.id, Person.name).join(Person)
    for code, person_id, name in session.execute(query.where(Person.is_active)):
        found.setdefault(code, []).append(Someone(person_id, name))
    return {
        code: sorted(some, key=lambda one: norwegian_key(one.name)) for code, some in found.items()
    }


def _who(
    code: str, people: list[Someone], opens: Mapping[int, Held], today: int
) -> tuple[tuple[Someone, ...], tuple[Someone, ...]]:
    """Return who lacks a proof today, and whose ends soon."""
    lacking, expiring = [], []
    for one in people:
        days = opens.get(one.id, {}).get(code)
        if days is None or not _covers(days, today):
            lacking.append(one)
        elif days[1] is not None and days[1] <= today + WARN_DAYS:
            expiring.append(Someone(one.id, one.name, date.fromordinal(days[1])))
    return tuple(lacking), tuple(expiring)


def _covers(days: Days, on: int) -> bool:
    """Tell whether a date lies inside some days."""
    first, last = days
    return (first is None or first <= on) and (last is None or on <= last)
