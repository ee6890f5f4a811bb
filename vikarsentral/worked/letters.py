"""What the other side is told when somebody has said how a shift went."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import notice
from vikarsentral.tables import (
    Person,
    RoleGrant,
    RoleName,
    Shift,
    Side,
    Unit,
    User,
    WorkedEntry,
)
from vikarsentral.worked.record import Told

TEXTS: Final[dict[str, dict[str, str]]] = {
    "hours_told": {
        "nb": "Timene for {when}, {unit}, er endret. {went} Er du uenig, si fra under «Timer».",
        "nn": "Timane for {when}, {unit}, er endra. {went} Er du usamd, sei frå under «Timar».",
        "en": "The hours for {when}, {unit}, have changed. {went} If you disagree, say so"
        " under “Hours”.",
    },
    "hours_objected": {
        "nb": "Den andre parten er uenig i timene for {when}, {unit}. Se «Timer».",
        "nn": "Den andre parten er usamd i timane for {when}, {unit}. Sjå «Timar».",
        "en": "The other side disagrees with the hours for {when}, {unit}. See “Hours”.",
    },
}
AWAY: Final = {
    "nb": "Ingen oppmøte.",
    "nn": "Inga oppmøte.",
    "en": "Nobody came.",
}
TIMES: Final = {
    "nb": "Nå står det {times}.",
    "nn": "No står det {times}.",
    "en": "Now it says {times}.",
}


def tell_other_side(
    session: Session, shift: Shift, entry: WorkedEntry, told: Told, *, kind: str
) -> None:
    """Tell the person what the leader has said, or the leaders what the person has said.

    Args:
        session: the transaction of the telling.
        shift: the shift.
        entry: the entry it is about.
        told: who has spoken.
        kind: `hours_told` or `hours_objected`.
    """
    unit = session.get_one(Unit, shift.unit_id)
    for person in _others(session, shift, told.side):
        notice.write(
            session,
            person=person,
            kind=kind,
            key=f"{kind}:{entry.id}:{told.side.value}:{person.id}",
            body=_body(entry, unit.name, person.language.value, kind),
            now=told.at,
        )
        notice.send_soon(session)


def _others(session: Session, shift: Shift, side: Side) -> list[Person]:
    """Return who is on the other side: the person, or the leaders who are known as people."""
    if side is not Side.PERSON:
        person = session.get_one(Person, shift.person_id)
        return [person] if person.is_active else []
    leaders = (
        select(Person)
        .join(User, User.person_id == Person.id)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.role == RoleName.MANAGER, RoleGrant.unit_id == shift.unit_id)
        .where(User.is_active, Person.is_active, Person.id != shift.person_id)
        .order_by(Person.id)
    )
    return list(session.scalars(leaders))


def _body(entry: WorkedEntry, unit: str, language: str, kind: str) -> str:
    went = AWAY[language]
    if entry.starts_at is not None and entry.ends_at is not None:
        went = TIMES[language].format(times=notice.when(entry.starts_at, entry.ends_at))
    planned = notice.when(entry.planned_starts_at, entry.planned_ends_at)
    return TEXTS[kind][language].format(when=planned, unit=unit, went=went)
