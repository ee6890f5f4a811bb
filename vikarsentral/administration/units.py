"""Units: where they are, their usual shifts, their leader and deputies."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, Values, change, refuse, told
from vikarsentral.administration.presets import preset_of
from vikarsentral.administration.register import fetch, known
from vikarsentral.administration.words import free_code, name_faults
from vikarsentral.errors import Conflict, Fault
from vikarsentral.tables import (
    OCCUPYING,
    Area,
    Competence,
    Need,
    NeedStatus,
    Sector,
    Shift,
    ShiftTemplate,
    Unit,
)

LONGEST_CODE = 60
LONGEST_SHORT = 10
LONGEST_DEPUTY = timedelta(days=365)
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class UnitWish:
    """What a unit is called, its sector and its area, by codes."""

    name: str
    sector_code: str
    area_code: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class TemplateWish:
    """One usual shift on the Oslo clock.

    Attributes:
        code: a letter or two that people know it by.
        starts: time of day.
        ends: time of day; not later than `starts` means the next day.
        unpaid_break_minutes: 0 or more, less than the shift.
        requires: codes of competences.
    """

    code: str
    starts: time
    ends: time
    unpaid_break_minutes: int = 0
    requires: tuple[str, ...] = ()


def add_unit(session: Session, wish: UnitWish, *, act: Act) -> int:
    """Add a unit, with the usual shifts of its sector where those are known.

    Args:
        session: an open session; the caller commits.
        wish: the unit.
        act: who and when.

    Returns:
        The unit's id.

    Raises:
        BadInput: name, sector or area cannot be used.
        Conflict: `already_there`: a unit has the name.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    _check(session, wish)
    _refuse_second_name(session, wish.name.strip(), None)
    codes = set(session.scalars(select(Unit.code)))
    fields = {**asdict(wish), "name": wish.name.strip()}
    row = Unit(code=free_code(wish.name, codes.__contains__, LONGEST_CODE), **fields)
    session.add(row)
    session.flush()
    act.record(session, "unit.added", ("unit", row.code), {"after": told(fields)})
    preset = preset_of(wish.sector_code)
    for usual in preset.shifts if preset else ():
        wanted = TemplateWish(usual.code, usual.starts, usual.ends, usual.unpaid_break_minutes)
        _put_template(session, row, wanted, act)
    return row.id


def _refuse_second_name(session: Session, name: str, own: int | None) -> None:
    """Stop a name that another unit has: files name units by it."""
    same = func.lower(Unit.name) == name.lower()
    if set(session.scalars(select(Unit.id).where(same))) - {own}:
        raise Conflict("already_there", {"unit": name})


def _check(session: Session, wish: UnitWish) -> None:
    refuse(name_faults("name", wish.name))
    known(session, Sector, wish.sector_code)
    known(session, Area, wish.area_code)


def change_unit(
    session: Session, unit_id: int, wish: UnitWish, *, seen: Values | None, act: Act
) -> None:
    """Rename or move a unit, or close it; a unit with work to come is not closed.

    Args:
        session: an open session; the caller commits.
        unit_id: the unit.
        wish: what it shall be.
        seen: what the one who changes saw.
        act: who and when.

    Raises:
        BadInput: name, sector or area cannot be used.
        Conflict: `changed_meanwhile`, `already_there`: another unit has the name, or
            `unit_in_use` with how many shifts are to come.
        NotAllowed: the actor may not.
        NotFound: there is no such unit.
    """
    require(act.actor, Action.MANAGE_MUNICIPALITY)
    _check(session, wish)
    row = fetch(session, select(Unit).where(Unit.id == unit_id), "unit", unit_id)
    if wish.name.strip().lower() != row.name.lower():
        _refuse_second_name(session, wish.name.strip(), row.id)
    if row.is_active and not wish.is_active and (left := _to_come(session, unit_id, act)):
        raise Conflict("unit_in_use", {"shifts": left})
    fields = {**asdict(wish), "name": wish.name.strip()}
    subject = ("unit", row.code)
    change(session, row, fields, seen=seen, kind="unit.changed", subject=subject, act=act)


def _to_come(session: Session, unit_id: int, act: Act) -> int:
    shifts = select(func.count(Shift.id)).where(Shift.unit_id == unit_id)
    shifts = shifts.where(Shift.status.in_(OCCUPYING), Shift.ends_at > act.now)
    needs = select(func.count(Need.id)).where(Need.unit_id == unit_id)
    needs = needs.where(Need.status.in_((NeedStatus.OPEN, NeedStatus.AGENCY)))
    needs = needs.where(Need.ends_at > act.now)
    return (session.scalar(shifts) or 0) + (session.scalar(needs) or 0)


def add_template(session: Session, unit_id: int, wish: TemplateWish, *, act: Act) -> int:
    """Add a usual shift to a unit.

    Args:
        session: an open session; the caller commits.
        unit_id: the unit.
        wish: the shift.
        act: who and when; must lead the unit or administer.

    Returns:
        The usual shift's id.

    Raises:
        BadInput: code, times, break or competences cannot be used; all faults at once.
        Conflict: `already_there`: the unit has a shift of that code.
        NotAllowed: the actor may not at this unit.
        NotFound: there is no such unit.
    """
    require(act.actor, Action.MANAGE_UNIT, unit_id)
    unit = fetch(session, select(Unit).where(Unit.id == unit_id), "unit", unit_id)
    refuse(_template_faults(session, wish))
    return _put_template(session, unit, wish, act)


def _put_template(session: Session, unit: Unit, wish: TemplateWish, act: Act) -> int:
    _refuse_second(session, unit.id, wish.code.strip(), None)
    fields = _fields(wish)
    row = ShiftTemplate(unit_id=unit.id, **fields)
    session.add(row)
    session.flush()
    act.record(session, "template.added", ("unit", unit.code), {"after": told(fields)})
    return row.id


def _fields(wish: TemplateWish) -> dict[str, object]:
    return {**asdict(wish), "code": wish.code.strip(), "requires": list(wish.requires)}


def _refuse_second(session: Session, unit_id: int, code: str, own: int | None) -> None:
    query = select(ShiftTemplate.id).where(ShiftTemplate.unit_id == unit_id)
    found = session.scalars(query.where(ShiftTemplate.code == code)).first()
    if found not in (None, own):
        raise Conflict("already_there", {"template": code})


def _template_faults(session: Session, wish: TemplateWish) -> list[Fault]:
    faults = []
    if not 1 <= len(wish.code.strip()) <= LONGEST_SHORT:
        faults.append(Fault("code", "cannot be used", f"1 to {LONGEST_SHORT} characters"))
    if not 0 <= wish.unpaid_break_minutes < length_of(wish.starts, wish.ends):
        faults.append(Fault("unpaid_break_minutes", "does not fit", "less than the shift"))
    known_codes = set(session.scalars(select(Competence.code)))
    faults += [
        Fault("requires", f"{code!r} is unknown", "a competence of the register")
        for code in wish.requires
        if code not in known_codes
    ]
    return faults


def length_of(starts: time, ends: time) -> int:
    """Return the minutes from one time of day to the next time it is another.

    Args:
        starts: Oslo clock.
        ends: Oslo clock; the same time is a whole day.
    """
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return minutes if minutes > 0 else minutes + DAY_MINUTES


def change_template(
    session: Session, template_id: int, wish: TemplateWish, *, seen: Values | None, act: Act
) -> None:
    """Change a usual shift; shifts and needs made from it stay as they are.

    Args:
        session: an open session; the caller commits.
        template_id: the usual shift.
        wish: what it shall be.
        seen: what the one who changes saw.
        act: who and when; must lead the unit or administer.

    Raises:
        BadInput: code, times, break or competences cannot be used; all faults at once.
        Conflict: `changed_meanwhile` or `already_there`.
        NotAllowed: the actor may not at this unit.
        NotFound: there is no such usual shift.
    """
    row, unit = _template(session, template_id, act)
    refuse(_template_faults(session, wish))
    _refuse_second(session, row.unit_id, wish.code.strip(), row.id)
    subject = ("unit", unit.code)
    change(
        session,
        row,
        _fields(wish),
        seen=seen,
        kind="template.changed",
        subject=subject,
        act=act,
    )


def remove_template(session: Session, template_id: int, *, act: Act) -> None:
    """Take away a usual shift; shifts and needs made from it stay.

    Args:
        session: an open session; the caller commits.
        template_id: the usual shift.
        act: who and when; must lead the unit or administer.

    Raises:
        NotAllowed: the actor may not at this unit.
        NotFound: there is no such usual shift.
    """
    row, unit = _template(session, template_id, act)
    before = {"code": row.code, "starts": row.starts, "ends": row.ends}
    session.delete(row)
    session.flush()
    act.record(session, "template.removed", ("unit", unit.code), {"before": told(before)})


def _template(session: Session, template_id: int, act: Act) -> tuple[ShiftTemplate, Unit]:
    query = select(ShiftTemplate).where(ShiftTemplate.id == template_id)
    row = fetch(session, query, "template", template_id)
    require(act.actor, Action.MANAGE_UNIT, row.unit_id)
    unit = session.get(Unit, row.unit_id)
    assert unit is not None  # noqa: S101 - held by a foreign key
    return row, unit
