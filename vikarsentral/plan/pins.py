"""Pins: a coordinator decides who must have a need in the next plan, unless it is unlawful."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import Need, NeedStatus, Person, Pin


def pin(session: Session, *, need_id: int, person_id: int, actor: Actor, now: datetime) -> None:
    """Pin a person to a need; a pin that is there is replaced.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        person_id: who must have it.
        actor: who decides.
        now: UTC.

    Raises:
        Conflict: `need_withdrawn`.
        NotAllowed: the actor may not pin.
        NotFound: there is no such need or active person.
    """
    require(actor, Action.PIN)
    need = session.get(Need, need_id, with_for_update=True)
    if need is None:
        raise NotFound("need", need_id)
    if need.status is NeedStatus.WITHDRAWN:
        raise Conflict("need_withdrawn", {"need": need_id})
    person = session.get(Person, person_id)
    if person is None or not person.is_active:
        raise NotFound("person", person_id)
    row = session.get(Pin, need_id) or Pin(need_id=need_id)
    row.person_id, row.pinned_by, row.pinned_at = person_id, actor.label, now
    session.add(row)
    session.flush()
    _record(session, need_id, "need.pinned", actor, now, person_id)


def unpin(session: Session, *, need_id: int, actor: Actor, now: datetime) -> None:
    """Take a pin away; where there is none, nothing changes.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        actor: who decides.
        now: UTC.

    Raises:
        NotAllowed: the actor may not pin.
    """
    require(actor, Action.PIN)
    row = session.get(Pin, need_id)
    if row is not None:
        session.delete(row)
        session.flush()
        _record(session, need_id, "need.unpinned", actor, now, row.person_id)


def _record(
    session: Session, need_id: int, kind: str, actor: Actor, now: datetime, person_id: int
) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("need", need_id),
        data={"person": person_id},
    )
