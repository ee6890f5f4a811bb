"""The people of Fjordvik: pool, part-timers, hourly, overtime volunteers and the rest."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from vikarsentral.demo import names
from vikarsentral.demo.places import SECTOR, SectorPlan, UnitPlan
from vikarsentral.demo.sizes import Size
from vikarsentral.demo.tariff import SENIORITY, hourly_cost_ore
from vikarsentral.tables import PostKind

FULL = 10_000
# Posts that fit a week of three shifts of 450 minutes, four of 450, three nights of 585.
ROTA_POST = 6_339
DAY_POST = 8_000
NIGHT_POST = 8_240
NIGHT_WORKERS = 2


@dataclass(slots=True)
class Member:
    """One person before the rows are made.

    Attributes:
        id: row id.
        name: made up.
        kind: of the post.
        role: code of the role.
        sectors: where the person may work.
        unit: own unit; None for pool and hourly.
        turn: number inside the unit or the pool, decides the rota's phase.
        size: post in hundredths of a per cent.
        full_week: minutes.
        regime: of working time.
        step: index into `tariff.SENIORITY`.
        is_night: works nights in the own rota or duty plan.
        merarbeid: minutes a week the person says yes to.
        overtime: says yes to overtime.
        night: says yes to nights.
        known: ids of units where the person is a known face.
        allowed: ids of the only units the person may work at; empty means all in the sectors.
        area: home area.
    """

    id: int
    name: str
    kind: PostKind
    role: str
    sectors: tuple[str, ...]
    unit: UnitPlan | None
    turn: int
    size: int
    full_week: int
    regime: str
    step: int
    is_night: bool = False
    merarbeid: int = 0
    overtime: bool = False
    night: bool = False
    known: list[int] = field(default_factory=list)
    allowed: list[int] = field(default_factory=list)
    area: str = "sentrum"

    @property
    def cost_ore(self) -> int:
        """Return the employer's cost of an ordinary hour."""
        return hourly_cost_ore(self.role, self.step, self.full_week)

    @property
    def is_reachable(self) -> bool:
        """Tell whether the person can be asked to cover."""
        asked = self.kind in (PostKind.POOL, PostKind.HOURLY)
        return asked or self.merarbeid > 0 or self.overtime


POOL_PROFILES = (
    ("health", ("health",)),
    ("health", ("health",)),
    ("kindergarten", ("kindergarten", "school")),
    ("health", ("health",)),
    ("school", ("school", "kindergarten")),
    ("health", ("health",)),
    ("cleaning", ("cleaning",)),
    ("health", ("health",)),
)


@dataclass(slots=True)
class _Maker:
    """Hand out ids, names and roles."""

    rng: random.Random
    names: Iterator[str]
    members: list[Member] = field(default_factory=list)
    roles: dict[str, Iterator[str]] = field(default_factory=dict)

    def add(
        self,
        sector: SectorPlan,
        kind: PostKind,
        *,
        unit: UnitPlan | None,
        turn: int,
        size: int,
        sectors: tuple[str, ...],
    ) -> Member:
        """Add one person with a role of the sector."""
        rng = self.rng
        role = next(self.roles.setdefault(f"{sector.code}:{kind}", self._roles(sector)))
        member = Member(
            id=len(self.members) + 1,
            name=next(self.names),
            kind=kind,
            role=role,
            sectors=sectors,
            unit=unit,
            turn=turn,
            size=size,
            full_week=sector.full_week,
            regime=sector.regime,
            step=rng.randrange(len(SENIORITY)),
        )
        member.area = unit.area if unit else rng.choice(("nord", "sentrum", "sor", "ost"))
        self.members.append(member)
        return member

    def _roles(self, sector: SectorPlan) -> Iterator[str]:
        listed = [role for role, count in sector.roles for _ in range(count)]
        self.rng.shuffle(listed)
        return cycle(listed)


def people(size: Size, units: Sequence[UnitPlan], rng: random.Random) -> list[Member]:
    """Staff the municipality.

    Args:
        size: how many can be reached, by kind.
        units: every unit.
        rng: decides names, roles, seniority and consents.

    Returns:
        Everyone, with ids from 1.
    """
    maker = _Maker(rng, names.people(rng))
    _pool(maker, size, units)
    _hourly(maker, size, units)
    _unit_staff(maker, size, units)
    return maker.members


def _in_sectors(units: Sequence[UnitPlan], sectors: tuple[str, ...]) -> list[int]:
    return [unit.id for unit in units if unit.sector in sectors]


def _some(rng: random.Random, ids: list[int], share: float, most: int) -> list[int]:
    count = min(len(ids), most, max(2, round(len(ids) * share)))
    return sorted(rng.sample(ids, count))


def _pool(maker: _Maker, size: Size, units: Sequence[UnitPlan]) -> None:
    for turn in range(size.pool):
        code, sectors = POOL_PROFILES[turn % len(POOL_PROFILES)]
        member = maker.add(
            SECTOR[code], PostKind.POOL, unit=None, turn=turn, size=FULL, sectors=sectors
        )
        member.is_night = code == "health" and turn % 8 == 5
        member.night = member.is_night
        member.overtime = turn % 4 == 3
        member.known = _some(maker.rng, _in_sectors(units, sectors), 0.5, 8)


def _hourly(maker: _Maker, size: Size, units: Sequence[UnitPlan]) -> None:
    for turn in range(size.hourly):
        code = ("health", "health", "kindergarten", "health", "school", "cleaning")[turn % 6]
        member = maker.add(
            SECTOR[code], PostKind.HOURLY, unit=None, turn=turn, size=0, sectors=(code,)
        )
        member.step = 0
        member.night = turn % 3 == 0
        member.known = _some(maker.rng, _in_sectors(units, (code,)), 0.3, 4)


def _unit_staff(maker: _Maker, size: Size, units: Sequence[UnitPlan]) -> None:
    plain: list[Member] = []
    for unit in units:
        sector = SECTOR[unit.sector]
        for turn in range(sector.staff):
            plain.append(_colleague(maker, sector, unit, turn))
    willing = [one for one in plain if one.kind is PostKind.PART_TIME and not one.is_night]
    for member in maker.rng.sample(willing, size.part_time):
        member.merarbeid = member.full_week * (FULL - member.size) // FULL
        member.night = maker.rng.random() < 0.25
        near = [unit.id for unit in units if member.unit and unit.sector == member.unit.sector]
        member.allowed = sorted({*member.known, *_some(maker.rng, near, 0.2, 5)})
    volunteers = [one for one in plain if one.kind is PostKind.STAFF]
    for member in maker.rng.sample(volunteers, size.overtime):
        member.overtime = True


def _colleague(maker: _Maker, sector: SectorPlan, unit: UnitPlan, turn: int) -> Member:
    is_night = sector.code == "health" and turn >= sector.staff - NIGHT_WORKERS
    is_part = is_night or turn % 2 == 1
    part = ROTA_POST if sector.code == "health" else DAY_POST
    post = NIGHT_POST if is_night else part
    kind = PostKind.PART_TIME if is_part else PostKind.STAFF
    member = maker.add(
        sector,
        kind,
        unit=unit,
        turn=turn,
        size=post if is_part else FULL,
        sectors=(sector.code,),
    )
    member.is_night = is_night
    member.night = is_night
    member.known = [unit.id]
    return member
