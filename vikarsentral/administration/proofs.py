"""Proofs the law asks for before work: which are kept, which sectors ask, and who lacks one.

A municipality first registers what its people have shown, and then lets the sector ask. From
that moment nobody without it is asked, planned or booked there.

Source: helse- og omsorgstjenesteloven § 5-4; barnehageloven §§ 25, 27, 30; opplæringslova
chapter 17; tuberkuloseforskriften § 3-1; forskrift om legemiddelhåndtering.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act
from vikarsentral.administration.competences import put_competence
from vikarsentral.administration.register import known
from vikarsentral.administration.usual_proofs import USUAL_PROOFS
from vikarsentral.errors import Fault, NotFound
from vikarsentral.rules.proofs import first_day_of
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.tables import (
    Competence,
    Post,
    Proof,
    ProofKind,
    Sector,
    SectorDemand,
)

DATED = frozenset({ProofKind.POLICE_CHECK, ProofKind.CLEARANCE, ProofKind.TEACHER_FOR_NOW})
"""Kinds that say nothing without the day they were seen or began."""


def add_usual_proofs(session: Session, sector: str, *, act: Act) -> list[str]:
    """Register the proofs that belong to a sector; nobody is asked for them yet.

    Args:
        session: an open session; the caller commits.
        sector: its code.
        act: who and when.

    Returns:
        Codes that are new.

    Raises:
        BadInput: an unknown sector.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    known(session, Sector, sector)
    had = set(session.scalars(select(Proof.competence_code)))
    taken = set(session.scalars(select(Competence.code)))
    new = []
    for one in USUAL_PROOFS:
        if sector not in one.sectors or one.code in had:
            continue
        if one.code not in taken:
            put_competence(session, one.code, one.names, False, act)
        session.add(Proof(competence_code=one.code, kind=one.kind, scope=one.scope))
        new.append(one.code)
    session.flush()
    if new:
        act.record(session, "sector.proofs_added", ("sector", sector), {"proofs": new})
    return new


def set_demand(session: Session, sector: str, code: str, *, asked: bool, act: Act) -> None:
    """Let a sector ask for a proof, or no longer; again changes nothing.

    Args:
        session: an open session; the caller commits.
        sector: its code.
        code: of the proof.
        asked: whether it shall be asked for.
        act: who and when.

    Raises:
        BadInput: an unknown sector.
        NotAllowed: the actor may not.
        NotFound: there is no such proof.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    known(session, Sector, sector)
    if session.scalar(select(Proof.kind).where(Proof.competence_code == code)) is None:
        raise NotFound("proof", code)
    session.execute(select(Sector.code).where(Sector.code == sector).with_for_update())
    row = session.get(SectorDemand, (sector, code))
    if (row is not None) is asked:
        return
    if row is None:
        session.add(SectorDemand(sector_code=sector, competence_code=code))
    else:
        session.delete(row)
    session.flush()
    kind = "sector.proof_asked" if asked else "sector.proof_not_asked"
    act.record(session, kind, ("sector", sector), {"proof": code})


def proof_faults(
    session: Session, person_id: int, code: str, valid_from: date | None
) -> list[Fault]:
    """Return what is wrong with the days of a proof; nothing for any other competence.

    Args:
        session: an open session.
        person_id: who would hold it.
        code: of the competence.
        valid_from: first day; None from ever.
    """
    kind = session.scalar(select(Proof.kind).where(Proof.competence_code == code))
    first = select(func.min(Post.valid_from)).where(Post.person_id == person_id)
    if not lacks_day(kind, valid_from, session.scalar(first)):
        return []
    return [Fault("valid_from", "is missing", "the day it was seen or began")]


def lacks_day(
    kind: ProofKind | None, valid_from: date | None, employed_since: date | None
) -> bool:
    """Tell whether a proof says nothing, since the day it was seen or began is not told.

    Who was employed before the first law that asks for a certificate need not show one.

    Args:
        kind: of the proof; None for a competence that is none.
        valid_from: first day; None from ever.
        employed_since: first Oslo date of the first post; None without posts.

    Source: helse- og omsorgstjenesteloven § 5-4.
    """
    if kind not in DATED or valid_from is not None:
        return False
    since = first_day_of(ALL_VALUES["police_check_health"])
    if kind is not ProofKind.POLICE_CHECK or employed_since is None or since is None:
        return True
    return employed_since.toordinal() >= since
