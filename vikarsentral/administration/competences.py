"""Competences and roles that a need may ask for."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, Values, change, refuse
from vikarsentral.administration.register import Named, fetch
from vikarsentral.administration.words import free_code
from vikarsentral.errors import Conflict
from vikarsentral.tables import (
    Competence,
    Need,
    PersonCompetence,
    Post,
    Price,
    Proof,
    SectorDemand,
    Shift,
    ShiftTemplate,
)


def add_competence(session: Session, names: Named, *, is_health: bool, act: Act) -> str:
    """Add a competence or role that a need may ask for.

    Args:
        session: an open session; the caller commits.
        names: what it is called.
        is_health: whether who has it is health personnel.
        act: who and when.

    Returns:
        The code.

    Raises:
        BadInput: a name cannot be used.
        Conflict: `already_there`: a competence has the name.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    refuse(names.faults())
    same = func.lower(Competence.name_nb) == names.nb.strip().lower()
    if session.scalar(select(Competence.code).where(same)):
        raise Conflict("already_there", {"competence": names.nb.strip()})
    code = free_code(names.nb, lambda one: session.get(Competence, one) is not None)
    put_competence(session, code, names, is_health, act)
    return code


def put_competence(session: Session, code: str, names: Named, is_health: bool, act: Act) -> None:
    """Write a new competence and record it.

    Args:
        session: an open session.
        code: not in use yet.
        names: what it is called.
        is_health: whether who has it is health personnel.
        act: who and when.
    """
    fields = {**names.fields(), "is_health_personnel": is_health}
    session.add(Competence(code=code, **fields))
    session.flush()
    act.record(session, "competence.added", ("competence", code), {"after": fields})


def change_competence(
    session: Session,
    code: str,
    names: Named,
    *,
    is_health: bool,
    seen: Values | None,
    act: Act,
) -> None:
    """Rename a competence, or tell anew whether it is health personnel's.

    Args:
        session: an open session; the caller commits.
        code: of the competence.
        names: what it is called.
        is_health: whether who has it is health personnel.
        seen: what the one who changes saw.
        act: who and when.

    Raises:
        BadInput: a name cannot be used.
        Conflict: `changed_meanwhile`.
        NotAllowed: the actor may not.
        NotFound: there is no such competence.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    refuse(names.faults())
    row = fetch(session, select(Competence).where(Competence.code == code), "competence", code)
    wanted = {**names.fields(), "is_health_personnel": is_health}
    subject = ("competence", code)
    change(session, row, wanted, seen=seen, kind="competence.changed", subject=subject, act=act)


def remove_competence(session: Session, code: str, *, act: Act) -> None:
    """Take away a competence that nobody has and nothing asks for.

    Args:
        session: an open session; the caller commits.
        code: of the competence.
        act: who and when.

    Raises:
        Conflict: `in_use`.
        NotAllowed: the actor may not.
        NotFound: there is no such competence.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    row = fetch(session, select(Competence).where(Competence.code == code), "competence", code)
    uses = (
        select(PersonCompetence.id).where(PersonCompetence.competence_code == code),
        select(Post.id).where(Post.role_code == code),
        select(Price.id).where(Price.competence_code == code),
        select(ShiftTemplate.id).where(ShiftTemplate.requires.contains([code])),
        select(Need.id).where(Need.requires.contains([code])),
        select(Shift.id).where(Shift.requires.contains([code])),
        select(SectorDemand.sector_code).where(SectorDemand.competence_code == code),
    )
    if any(session.scalars(query.limit(1)).first() is not None for query in uses):
        raise Conflict("in_use", {"competence": code})
    session.execute(delete(Proof).where(Proof.competence_code == code))
    session.delete(row)
    session.flush()
    act.record(
        session, "competence.removed", ("competence", code), {"before": {"name_nb": row.name_nb}}
    )
