"""The municipality, sectors, areas, competences, units and usual shifts, as pages show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.administration.views.line import Line, line_of
from vikarsentral.db import norwegian_key
from vikarsentral.errors import NotFound
from vikarsentral.tables import (
    Area,
    Competence,
    Municipality,
    Person,
    PersonCompetence,
    RoleGrant,
    RoleName,
    Sector,
    ShiftTemplate,
    Unit,
    User,
)

MUNICIPALITY_FIELDS = ("name", "sender_name", "language")
NAME_FIELDS = ("name_nb", "name_nn", "name_en")
UNIT_FIELDS = ("name", "sector_code", "area_code", "is_active")
TEMPLATE_FIELDS = ("code", "starts", "ends", "unpaid_break_minutes", "requires")


def municipality(session: Session) -> Line | None:
    """Return the municipality; None before it is named."""
    row = session.get(Municipality, 1)
    return None if row is None else line_of(row, 1, MUNICIPALITY_FIELDS)


def sectors(session: Session) -> list[Line]:
    """Return every sector with how many units it has."""
    many = dict(
        session.execute(select(Unit.sector_code, func.count()).group_by(Unit.sector_code)).all()
    )
    rows = session.scalars(select(Sector)).all()
    lines = [
        line_of(row, row.code, (*NAME_FIELDS, "is_pool_on"), many.get(row.code, 0)) for row in rows
    ]
    return sorted(lines, key=lambda one: norwegian_key(one.name_nb))


def areas(session: Session) -> list[Line]:
    """Return every area with how many units and people are in it."""
    units = select(Unit.area_code, func.count()).group_by(Unit.area_code)
    people = select(Person.home_area, func.count()).where(Person.home_area.is_not(None))
    many: dict[str, int] = {}
    for query in (units, people.group_by(Person.home_area)):
        for code, number in session.execute(query):
            if code is None:
                continue
            many[code] = many.get(code, 0) + number
    rows = session.scalars(select(Area)).all()
    lines = [line_of(row, row.code, ("name",), many.get(row.code, 0)) for row in rows]
    return sorted(lines, key=lambda one: norwegian_key(one.name))


def competences(session: Session) -> list[Line]:
    """Return every competence with how many people have it."""
    held = select(PersonCompetence.competence_code, func.count())
    many = dict(session.execute(held.group_by(PersonCompetence.competence_code)).all())
    rows = session.scalars(select(Competence)).all()
    fields = (*NAME_FIELDS, "is_health_personnel")
    lines = [line_of(row, row.code, fields, many.get(row.code, 0)) for row in rows]
    return sorted(lines, key=lambda one: norwegian_key(one.name_nb))


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in the list: its places, leaders and how many usual shifts it has."""

    id: int
    code: str
    name: str
    sector: str
    area: str
    is_active: bool
    leaders: tuple[str, ...]
    templates: int


def units(session: Session, unit_ids: Collection[int] | None = None) -> list[UnitLine]:
    """Return units, the closed ones last.

    Args:
        session: an open session.
        unit_ids: these; None for all.
    """
    query = select(Unit, Sector.name_nb, Area.name).join(Sector).join(Area)
    if unit_ids is not None:
        query = query.where(Unit.id.in_(unit_ids))
    led = select(RoleGrant.unit_id, User.name).join(User, User.id == RoleGrant.user_id)
    led = led.where(RoleGrant.role == RoleName.MANAGER, RoleGrant.valid_to.is_(None))
    leaders: dict[int | None, list[str]] = {}
    for unit_id, name in session.execute(led.where(User.is_active).order_by(User.name)):
        leaders.setdefault(unit_id, []).append(name)
    counted = select(ShiftTemplate.unit_id, func.count()).group_by(ShiftTemplate.unit_id)
    usual = dict(session.execute(counted).all())
    lines = [
        UnitLine(
            row.id,
            row.code,
            row.name,
            sector,
            area,
            row.is_active,
            tuple(leaders.get(row.id, ())),
            usual.get(row.id, 0),
        )
        for row, sector, area in session.execute(query)
    ]
    return sorted(lines, key=lambda one: (not one.is_active, norwegian_key(one.name)))


def unit(session: Session, unit_id: int) -> Line:
    """Return one unit.

    Raises:
        NotFound: there is no such unit.
    """
    row = session.get(Unit, unit_id)
    if row is None:
        raise NotFound("unit", unit_id)
    return line_of(row, unit_id, UNIT_FIELDS)


def templates(session: Session, unit_id: int) -> list[Line]:
    """Return a unit's usual shifts in the order of their starts."""
    query = select(ShiftTemplate).where(ShiftTemplate.unit_id == unit_id)
    rows = session.scalars(query.order_by(ShiftTemplate.starts, ShiftTemplate.code))
    return [line_of(row, row.id, TEMPLATE_FIELDS) for row in rows]
