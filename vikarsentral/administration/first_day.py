"""The first day: how far an installation has come, and what is missing to be in operation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from vikarsentral.tables import (
    Municipality,
    Need,
    NeedStatus,
    Person,
    Post,
    PostKind,
    RoleGrant,
    RoleName,
    Sector,
    Shift,
    ShiftKind,
    ShiftTemplate,
    Unit,
    User,
)


class Step(StrEnum):
    """Name the steps of the first day, in order."""

    MUNICIPALITY = "municipality"
    SECTORS = "sectors"
    UNITS = "units"
    LEADERS = "leaders"
    PEOPLE = "people"
    ROTA = "rota"
    REQUEST = "request"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an installation has come.

    Attributes:
        done: the steps that are taken.
        demo_size: size of the demo that is in the database; None without one.
        is_empty: nothing is registered, so a demo may be put in.
    """

    done: frozenset[Step]
    demo_size: str | None
    is_empty: bool

    @property
    def next_step(self) -> Step | None:
        """Return the first step that is left; None when all are taken."""
        return next((step for step in Step if step not in self.done), None)


def progress(session: Session) -> Progress:
    """Tell how far an installation has come; one query.

    Args:
        session: an open session.
    """
    asked: dict[Step, Select[bool]] = {
        Step.MUNICIPALITY: _any(select(Municipality.id)),
        Step.SECTORS: _any(select(Sector.code).where(Sector.is_pool_on)),
        Step.UNITS: _any(select(Unit.id).where(Unit.is_active)),
        Step.LEADERS: _any(
            select(RoleGrant.id)
            .join(User, User.id == RoleGrant.user_id)
            .where(RoleGrant.role == RoleName.MANAGER, User.is_active)
        ),
        Step.PEOPLE: _any(select(Person.id).join(Post).where(Person.is_active)),
        Step.ROTA: _any(select(Shift.id).where(Shift.kind == ShiftKind.ROTA)),
        Step.REQUEST: _any(select(Need.id)),
        Step.COVERED: _any(select(Need.id).where(Need.status == NeedStatus.COVERED)),
    }
    sizes = select(func.max(Municipality.demo_size)).scalar_subquery()
    columns = [query.scalar_subquery() for query in asked.values()]
    people = _any(select(Person.id)).scalar_subquery()
    row = session.execute(select(*columns, sizes, people)).one()
    done = frozenset(step for step, is_done in zip(asked, row, strict=False) if is_done)
    size, has_people = row[len(asked) :]
    return Progress(done, size, not done - {Step.LEADERS} and not has_people)


def _any(query: Select[int] | Select[str]) -> Select[bool]:
    return select(exists(query))


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing to be in operation: a stable code and how many it is about."""

    code: str
    number: int = 1


def lacks(session: Session, here: Progress | None = None) -> list[Lack]:
    """Tell what is missing to be in operation, in the order it would be mended.

    Args:
        session: an open session.
        here: how far the installation has come, where that is known already.

    Returns:
        Codes: `no_municipality`, `no_sector_on`, `no_unit`, `unit_without_leader`,
        `unit_without_shifts`, `no_people`, `person_without_post`, `person_without_contact`,
        `no_pool`, `no_coordinator`, `no_tillitsvalgt`, `no_rota`, `demo`.
    """
    here = here or progress(session)
    found = [
        Lack(code)
        for code, step in (
            ("no_municipality", Step.MUNICIPALITY),
            ("no_sector_on", Step.SECTORS),
            ("no_unit", Step.UNITS),
            ("no_people", Step.PEOPLE),
            ("no_rota", Step.ROTA),
        )
        if step not in here.done
    ]
    found += [Lack(code, many) for code, many in _counted(session) if many]
    if here.demo_size is not None:
        found.append(Lack("demo"))
    return found


def _counted(session: Session) -> list[tuple[str, int]]:
    led = select(RoleGrant.unit_id).join(User, User.id == RoleGrant.user_id)
    led = led.where(RoleGrant.role == RoleName.MANAGER, User.is_active)
    led = led.where(RoleGrant.valid_to.is_(None), RoleGrant.unit_id.is_not(None))
    usual = select(ShiftTemplate.unit_id)
    units = select(func.count(Unit.id)).where(Unit.is_active)
    people = select(func.count(Person.id)).where(Person.is_active)
    unreachable = people.where(Person.phone.is_(None), Person.email.is_(None))
    pool = select(Post.id).join(Person).where(Post.kind == PostKind.POOL, Person.is_active)
    counted = {
        "unit_without_leader": units.where(Unit.id.not_in(led)),
        "unit_without_shifts": units.where(Unit.id.not_in(usual)),
        "person_without_post": people.where(Person.id.not_in(select(Post.person_id))),
        "person_without_contact": unreachable,
    }
    lacking = {"no_pool": ~exists(pool)}
    for code, role in (
        ("no_coordinator", RoleName.COORDINATOR),
        ("no_tillitsvalgt", RoleName.TILLITSVALGT),
    ):
        held = select(RoleGrant.id).join(User, User.id == RoleGrant.user_id)
        lacking[code] = ~exists(held.where(RoleGrant.role == role, User.is_active))
    columns = [query.scalar_subquery() for query in counted.values()]
    row = session.execute(select(*columns, *lacking.values())).one()
    return [(code, int(many)) for code, many in zip((*counted, *lacking), row, strict=True)]
