"""What the forms of administration let one choose among, in one query."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import String, cast, literal, select, true, union_all
from sqlalchemy.orm import Session

from vikarsentral.db import norwegian_key
from vikarsentral.tables import Area, Competence, Sector, Unit

Pairs = tuple[tuple[str, str], ...]
"""What is sent and what is shown, in Norwegian order of what is shown."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold every name of the registers; `units` by id, the closed ones only in `all_units`."""

    sectors: Pairs
    areas: Pairs
    competences: Pairs
    units: Pairs
    all_units: Pairs


def choices(session: Session) -> Choices:
    """Return what may be chosen.

    Args:
        session: an open session.
    """
    query = union_all(
        select(literal("sectors"), Sector.code, Sector.name_nb, true()),
        select(literal("areas"), Area.code, Area.name, true()),
        select(literal("competences"), Competence.code, Competence.name_nb, true()),
        select(literal("units"), cast(Unit.id, String), Unit.name, Unit.is_active),
    )
    held: dict[str, list[tuple[str, str, bool]]] = {}
    for register, key, name, is_active in session.execute(query):
        held.setdefault(register, []).append((key, name, is_active))
    for rows in held.values():
        rows.sort(key=lambda one: norwegian_key(one[1]))
    pairs = {name: tuple((key, told) for key, told, _ in rows) for name, rows in held.items()}
    active = tuple((key, told) for key, told, is_active in held.get("units", ()) if is_active)
    return Choices(
        pairs.get("sectors", ()),
        pairs.get("areas", ()),
        pairs.get("competences", ()),
        active,
        pairs.get("units", ()),
    )
