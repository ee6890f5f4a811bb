"""The municipality itself and its sectors; the pool is switched on sector by sector."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, Values, change, plain, refuse
from vikarsentral.administration.competences import put_competence
from vikarsentral.administration.presets import preset_of
from vikarsentral.administration.register import Named, fetch
from vikarsentral.administration.words import free_code, name_faults
from vikarsentral.errors import Conflict
from vikarsentral.tables import Competence, Municipality, Sector
from vikarsentral.tables.columns import Language

ONE = 1


@dataclass(frozen=True, slots=True)
class MunicipalityWish:
    """What the municipality is called, who messages come from, and its language."""

    name: str
    sender_name: str
    language: Language = Language.NB


def set_municipality(
    session: Session, wish: MunicipalityWish, *, seen: Values | None, act: Act
) -> None:
    """Name the municipality; the first time it is made.

    Args:
        session: an open session; the caller commits.
        wish: name, sender and language.
        seen: what the one who changes saw; None the first time.
        act: who and when.

    Raises:
        BadInput: a name cannot be used.
        Conflict: `changed_meanwhile`.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    refuse(name_faults("name", wish.name) + name_faults("sender_name", wish.sender_name))
    values = {**asdict(wish), "name": wish.name.strip(), "sender_name": wish.sender_name.strip()}
    row = session.get(Municipality, ONE, with_for_update=True, populate_existing=True)
    if row is None:
        session.add(Municipality(id=ONE, **values))
        session.flush()
        after = {name: plain(value) for name, value in values.items()}
        act.record(session, "municipality.added", ("municipality", ONE), {"after": after})
        return
    subject = ("municipality", ONE)
    change(session, row, values, seen=seen, kind="municipality.changed", subject=subject, act=act)


def add_sector(session: Session, names: Named, *, code: str | None, act: Act) -> str:
    """Add a sector; a known code brings its usual competences with it.

    Args:
        session: an open session; the caller commits.
        names: what it is called.
        code: a code of `presets`; None makes one from the name.
        act: who and when.

    Returns:
        The code.

    Raises:
        BadInput: a name cannot be used.
        Conflict: `already_there`: a sector has the code, or the name where no code is given.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    refuse(names.faults())
    same = select(Sector.code).where(func.lower(Sector.name_nb) == names.nb.strip().lower())
    if code is None and (held := session.scalar(same)) is not None:
        raise Conflict("already_there", {"sector": held})
    made = code or free_code(names.nb, lambda one: session.get(Sector, one) is not None)
    if session.get(Sector, made) is not None:
        raise Conflict("already_there", {"sector": made})
    session.add(Sector(code=made, is_pool_on=True, **names.fields()))
    session.flush()
    act.record(session, "sector.added", ("sector", made), {"after": names.fields()})
    preset = preset_of(made)
    for competence, told, is_health in preset.competences if preset else ():
        if session.get(Competence, competence) is None:
            put_competence(session, competence, Named(*told), is_health, act)
    return made


def change_sector(
    session: Session,
    code: str,
    names: Named,
    *,
    is_pool_on: bool,
    seen: Values | None,
    act: Act,
) -> None:
    """Rename a sector, or switch the pool on or off there.

    Args:
        session: an open session; the caller commits.
        code: of the sector.
        names: what it is called.
        is_pool_on: whether plans cover the sector's needs.
        seen: what the one who changes saw.
        act: who and when.

    Raises:
        BadInput: a name cannot be used.
        Conflict: `changed_meanwhile`.
        NotAllowed: the actor may not.
        NotFound: there is no such sector.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    refuse(names.faults())
    row = fetch(session, select(Sector).where(Sector.code == code), "sector", code)
    wanted = {**names.fields(), "is_pool_on": is_pool_on}
    change(
        session,
        row,
        wanted,
        seen=seen,
        kind="sector.changed",
        subject=("sector", code),
        act=act,
    )
