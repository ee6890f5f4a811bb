"""What moved under a plan, with the names people know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import need_id, person_id
from vikarsentral.tables import Need, Person, Unit


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that moved.

    Attributes:
        kind: `need`, `person`, `agreement`, `unit`, `plan` or another part of the ground.
        change: `added`, `gone` or `changed`.
        name: the person's or the unit's name, or the id.
        starts_at: UTC, for a need.
        ends_at: UTC, for a need.
    """

    kind: str
    change: str
    name: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def named_moves(session: Session, entries: Iterable[Mapping[str, Any]]) -> list[Move]:
    """Name what moved; two queries.

    Args:
        session: an open session.
        entries: as `plan.ground.moved` lists them.

    Returns:
        In the same order.
    """
    listed = list(entries)
    people = [person_id(one["id"]) for one in listed if one["kind"] == "person"]
    needs = [need_id(one["id"]) for one in listed if one["kind"] == "need"]
    names = dict(
        session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all()
    )
    query = (
        select(Need.id, Unit.name, Need.starts_at, Need.ends_at)
        .join(Unit, Unit.id == Need.unit_id)
        .where(Need.id.in_(needs))
    )
    places = {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}

    def told(one: Mapping[str, Any]) -> Move:
        kind, change, ref = one["kind"], one.get("change", "changed"), str(one["id"])
        if kind == "person":
            return Move(kind, change, names.get(person_id(ref), ref))
        if kind == "need" and need_id(ref) in places:
            return Move(kind, change, *places[need_id(ref)])
        return Move(kind, change, ref)

    return [told(one) for one in listed]
