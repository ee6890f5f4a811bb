"""What a person can do and where they may work: competences, sectors, units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, cast, delete, func, literal, select, union_all
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import (
    Act,
    Values,
    change,
    refuse,
    refuse_moved,
    told,
)
from vikarsentral.administration.people import person_row
from vikarsentral.administration.proofs import proof_faults
from vikarsentral.administration.register import known
from vikarsentral.errors import BadInput, Fault
from vikarsentral.tables import (
    Competence,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Sector,
    Unit,
    UnitTie,
)


def set_competence(
    session: Session,
    person_id: int,
    code: str,
    *,
    valid_from: date | None,
    valid_to: date | None,
    act: Act,
) -> None:
    """Let a person have a competence, or change how long; both days are included.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        code: the competence.
        valid_from: first day; None from ever.
        valid_to: last day; None until further notice.
        act: who changes and when.

    Raises:
        BadInput: an unknown competence, or days in wrong order.
        NotAllowed: the actor may not.
        NotFound: there is no such person.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    person_row(session, person_id)
    known(session, Competence, code)
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise BadInput([Fault("valid_to", f"{valid_to} is before the first day", "a later day")])
    refuse(proof_faults(session, person_id, code, valid_from))
    row = _competence(session, person_id, code)
    days = {"valid_from": valid_from, "valid_to": valid_to}
    if row is None:
        session.add(PersonCompetence(person_id=person_id, competence_code=code, **days))
        session.flush()
        data = {"competence": code, "after": told(days)}
        act.record(session, "person.competence_added", ("person", person_id), data)
        return
    kind, subject = "person.competence_changed", ("person", person_id)
    change(session, row, days, seen=None, kind=kind, subject=subject, act=act)


def _competence(session: Session, person_id: int, code: str) -> PersonCompetence | None:
    query = select(PersonCompetence).where(PersonCompetence.person_id == person_id)
    return session.scalar(query.where(PersonCompetence.competence_code == code))


def remove_competence_of(session: Session, person_id: int, code: str, *, act: Act) -> None:
    """Take a competence from a person; again changes nothing.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        code: the competence.
        act: who changes and when.

    Raises:
        NotAllowed: the actor may not.
        NotFound: there is no such person.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    person_row(session, person_id)
    row = _competence(session, person_id, code)
    if row is None:
        return
    days = {"valid_from": row.valid_from, "valid_to": row.valid_to}
    session.delete(row)
    session.flush()
    data = {"competence": code, "before": told(days)}
    act.record(session, "person.competence_removed", ("person", person_id), data)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a person may work and is known, by codes of sectors and ids of units.

    Without `allowed` every unit in the sectors.
    """

    sectors: frozenset[str]
    allowed: frozenset[int]
    known: frozenset[int]

    def plain(self) -> dict[str, list[str] | list[int]]:
        """Return the three lists in order, as the record and the page hold them."""
        return {
            "sectors": sorted(self.sectors),
            "allowed": sorted(self.allowed),
            "known": sorted(self.known),
        }


def reach_of(session: Session, person_id: int) -> Reach:
    """Return where a person may work and is known.

    Args:
        session: an open session.
        person_id: who.
    """
    query = union_all(
        select(literal("sector"), PersonSector.sector_code).where(
            PersonSector.person_id == person_id
        ),
        select(cast(PersonUnit.tie, String), cast(PersonUnit.unit_id, String)).where(
            PersonUnit.person_id == person_id
        ),
    )
    held: dict[str, set[str]] = {}
    for kind, key in session.execute(query):
        held.setdefault(kind, set()).add(key)
    return Reach(
        frozenset(held.get("sector", ())),
        frozenset(map(int, held.get(UnitTie.ALLOWED.value, ()))),
        frozenset(map(int, held.get(UnitTie.KNOWN.value, ()))),
    )


def set_reach(
    session: Session, person_id: int, wish: Reach, *, seen: Values | None, act: Act
) -> None:
    """Decide where a person may work.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        wish: sectors and units.
        seen: what the one who changes saw, as `Reach.plain`.
        act: who changes and when.

    Raises:
        BadInput: an unknown sector or unit.
        Conflict: `changed_meanwhile`.
        NotAllowed: the actor may not.
        NotFound: there is no such person.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    person_row(session, person_id)
    for code in wish.sectors:
        known(session, Sector, code)
    units = wish.allowed | wish.known
    found = session.scalar(select(func.count(Unit.id)).where(Unit.id.in_(units)))
    if found != len(units):
        raise BadInput([Fault("units", "is unknown", "units of the register")])
    held = reach_of(session, person_id)
    if held == wish:
        return
    refuse_moved(held.plain(), seen)
    for table in (PersonSector, PersonUnit):
        session.execute(delete(table).where(table.person_id == person_id))
    session.add_all(PersonSector(person_id=person_id, sector_code=code) for code in wish.sectors)
    session.add_all(_ties(person_id, UnitTie.ALLOWED, wish.allowed))
    session.add_all(_ties(person_id, UnitTie.KNOWN, wish.known))
    session.flush()
    data = {"before": held.plain(), "after": wish.plain()}
    act.record(session, "person.reach_changed", ("person", person_id), data)


def _ties(person_id: int, tie: UnitTie, unit_ids: Collection[int]) -> list[PersonUnit]:
    return [PersonUnit(person_id=person_id, unit_id=one, tie=tie) for one in unit_ids]
