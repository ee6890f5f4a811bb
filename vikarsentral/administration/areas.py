"""The areas of the municipality, and the minutes of travel between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, Values, change, refuse, refuse_moved
from vikarsentral.administration.register import fetch
from vikarsentral.administration.words import free_code, name_faults
from vikarsentral.errors import Conflict, Fault
from vikarsentral.tables import Area, Person, Travel, Unit

MOST_TRAVEL = 600
ONE = 1


def add_area(session: Session, name: str, *, act: Act) -> str:
    """Add an area.

    Args:
        session: an open session; the caller commits.
        name: what it is called.
        act: who and when.

    Returns:
        The code.

    Raises:
        BadInput: the name cannot be used.
        Conflict: `already_there`: an area has the name.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    refuse(name_faults("name", name))
    if session.scalar(select(Area.code).where(func.lower(Area.name) == name.strip().lower())):
        raise Conflict("already_there", {"area": name.strip()})
    code = free_code(name, lambda one: session.get(Area, one) is not None)
    session.add(Area(code=code, name=name.strip()))
    session.flush()
    act.record(session, "area.added", ("area", code), {"after": {"name": name.strip()}})
    return code


def change_area(session: Session, code: str, name: str, *, seen: Values | None, act: Act) -> None:
    """Rename an area.

    Args:
        session: an open session; the caller commits.
        code: of the area.
        name: what it is called.
        seen: what the one who changes saw.
        act: who and when.

    Raises:
        BadInput: the name cannot be used.
        Conflict: `changed_meanwhile`.
        NotAllowed: the actor may not.
        NotFound: there is no such area.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    refuse(name_faults("name", name))
    row = fetch(session, select(Area).where(Area.code == code), "area", code)
    wanted = {"name": name.strip()}
    change(session, row, wanted, seen=seen, kind="area.changed", subject=("area", code), act=act)


def remove_area(session: Session, code: str, *, act: Act) -> None:
    """Take away an area that no unit and no person is in.

    Args:
        session: an open session; the caller commits.
        code: of the area.
        act: who and when.

    Raises:
        Conflict: `in_use`.
        NotAllowed: the actor may not.
        NotFound: there is no such area.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    row = fetch(session, select(Area).where(Area.code == code), "area", code)
    units = select(Unit.id).where(Unit.area_code == code)
    people = select(Person.id).where(Person.home_area == code)
    if session.scalars(units).first() or session.scalars(people).first():
        raise Conflict("in_use", {"area": code})
    for travel in session.scalars(
        select(Travel).where((Travel.from_area == code) | (Travel.to_area == code))
    ):
        session.delete(travel)
    session.flush()
    session.delete(row)
    session.flush()
    act.record(session, "area.removed", ("area", code), {"before": {"name": row.name}})


Pair = tuple[str, str]
"""Two areas, in the order of their codes."""


def travel_minutes(session: Session) -> dict[Pair, int]:
    """Return the minutes between areas, the longer way where the two ways differ.

    Args:
        session: an open session.
    """
    held: dict[Pair, int] = {}
    for row in session.scalars(select(Travel)):
        first, last = sorted((row.from_area, row.to_area))
        held[first, last] = max(row.minutes, held.get((first, last), 0))
    return held


def set_travel(
    session: Session,
    wanted: Mapping[Pair, int],
    *,
    seen: Mapping[Pair, int] | None,
    act: Act,
) -> int:
    """Set the minutes between areas, the same both ways.

    Args:
        session: an open session; the caller commits.
        wanted: minutes by pair, 0 to 600; a pair that is left out stays as it is.
        seen: what the one who changes saw.
        act: who and when.

    Returns:
        How many pairs changed.

    Raises:
        BadInput: minutes out of bounds, or an area that is not there; all faults at once.
        Conflict: `changed_meanwhile`.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    codes = set(session.scalars(select(Area.code).with_for_update()))
    faults = []
    for pair, minutes in wanted.items():
        if not 0 <= minutes <= MOST_TRAVEL:
            faults.append(Fault("–".join(pair), f"{minutes} minutes", f"0 to {MOST_TRAVEL}"))
        if len(set(pair)) == ONE or set(pair) - codes:
            faults.append(Fault("–".join(pair), "is unknown", "two areas"))
    refuse(faults)
    held = travel_minutes(session)
    moved = [pair for pair in wanted if wanted[pair] != held.get(pair, 0)]
    if seen is not None:
        refuse_moved(_by_name(held, moved), _by_name(seen, moved))
    for pair in moved:
        for start, end in (pair, pair[::-1]):
            session.merge(Travel(from_area=start, to_area=end, minutes=wanted[pair]))
    session.flush()
    if moved:
        data = {"before": _by_name(held, moved), "after": _by_name(wanted, moved)}
        act.record(session, "travel.changed", ("municipality", ONE), data)
    return len(moved)


def _by_name(minutes: Mapping[Pair, int], pairs: list[Pair]) -> dict[str, Any]:
    return {"–".join(pair): minutes.get(pair, 0) for pair in pairs}
