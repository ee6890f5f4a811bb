"""Plain facts of one problem: who, what, when. Instants are UTC minutes since 1970.

Everything is frozen. Times on the Oslo clock are worked out once, when a fact is made, so
that no rule needs a clock or a time zone. Money is in whole øre, percent in hundredths.

Source: contract 2.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar

from vikarsentral.rules.oslo import Calendar, calendar
from vikarsentral.rules.stretch import Span, Stretch, Unit, Wish

__all__ = [
    "FULL_POST",
    "Accepts",
    "Agreement",
    "Competence",
    "Kind",
    "Level",
    "Need",
    "Period",
    "Person",
    "Problem",
    "Published",
    "RedDays",
    "Span",
    "Stretch",
    "Unit",
    "Weights",
    "Wish",
]

Worked = TypeVar("Worked")

Kind = Literal["pool", "part_time", "staff", "hourly"]
Level = Literal["INDIVIDUAL", "LOCAL_TV"]
RedDays = Literal["each", "average"]

FULL_POST = 10_000
"""A whole post in hundredths of a per cent."""


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence held, with the Oslo dates (ordinals, both included) it is valid on."""

    id: str
    valid_from: int | None = None
    valid_to: int | None = None

    def covers(self, first_on: int, last_on: int) -> bool:
        """Tell whether it is valid on every date from *first_on* to *last_on*."""
        return (self.valid_from is None or self.valid_from <= first_on) and (
            self.valid_to is None or last_on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Accepts:
    """What the person has said yes to: minutes of merarbeid a week, overtime, night work."""

    merarbeid_minutes_week: int = 0
    overtime: bool = False
    night: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One employee, summed over all jobs in the municipality.

    Attributes:
        id: unique.
        kind: `pool`, `part_time`, `staff` or `hourly`.
        full_week_minutes: F, a full week's minutes in this person's regime, 0-2400.
        stillingsprosent: size of the post in hundredths of a per cent, 0-10000.
        competences: all that is held; there is no hierarchy.
        sectors: where the person may work.
        units: ids of the only units the person may work at; None means all in `sectors`.
        known_units: units where the person is a known face.
        hourly_cost_ore: the employer's cost of an ordinary hour.
        accepts: consents.
        overtime_minutes_52w: overtime worked in the 52 weeks before the period.
        rota: work already fixed, in the order of the file.
        unavailable: times the person cannot be asked to work.
        wishes: priced wishes.
        home_area: information only.
        regime: information only.
    """

    id: str
    kind: Kind
    full_week_minutes: int
    stillingsprosent: int
    competences: Mapping[str, Competence]
    sectors: frozenset[str]
    units: frozenset[str] | None
    known_units: frozenset[str]
    hourly_cost_ore: int
    accepts: Accepts = Accepts()
    overtime_minutes_52w: int = 0
    rota: tuple[Stretch, ...] = ()
    unavailable: tuple[Span, ...] = ()
    wishes: tuple[Wish, ...] = ()
    home_area: str | None = None
    regime: str | None = None

    @property
    def contract_week_minutes(self) -> int:
        """Return C: contract minutes per week, rounded down.

        Source: contract 2 (C = F × stillingsprosent / 10000 rounded down).
        """
        return self.full_week_minutes * self.stillingsprosent // FULL_POST


@dataclass(frozen=True, slots=True)
class Need:
    """A duty that someone must cover.

    Attributes:
        id: unique.
        stretch: its time and place.
        requires: ids of the competences needed.
        priority: 1 (first), 2 or 3.
        agency_ore_per_hour: the agency's price; None means it may not go to an agency.
        known_people: ids of people who are known faces here whatever their units.
        pinned: id of the person who must hold it if that is lawful.
    """

    id: str
    stretch: Stretch
    requires: tuple[str, ...] = ()
    priority: int = 2
    agency_ore_per_hour: int | None = None
    known_people: frozenset[str] = frozenset()
    pinned: str | None = None

    @property
    def unit(self) -> str:
        """Return the id of the unit."""
        return self.stretch.unit

    @property
    def start(self) -> int:
        """Return the UTC minute it starts."""
        return self.stretch.start

    @property
    def end(self) -> int:
        """Return the UTC minute it ends."""
        return self.stretch.end

    @property
    def elapsed(self) -> int:
        """Return the minutes from start to end."""
        return self.stretch.elapsed

    @property
    def paid(self) -> int:
        """Return the paid minutes."""
        return self.stretch.paid


@dataclass(frozen=True, slots=True)
class Agreement:
    """A signed agreement that changes limits for some stretches.

    Attributes:
        id: unique.
        level: who signed: `INDIVIDUAL` or `LOCAL_TV`.
        units: ids it holds for; None means all.
        people: ids it holds for; None means all.
        valid_from: ordinal of the first Oslo start date covered.
        valid_to: ordinal of the last Oslo start date covered.
        limits: minutes by limit name, without `red_days`.
        red_days: `each` or `average`; None where the agreement does not name it.
    """

    id: str
    level: Level
    units: frozenset[str] | None
    people: frozenset[str] | None
    valid_from: int
    valid_to: int
    limits: Mapping[str, int]
    red_days: RedDays | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parties agreed that each term costs; defaults are in `rules.table`."""

    open_ore_per_minute: Mapping[int, int]
    agency_surcharge_ore_per_minute: int
    merarbeid_ore_per_minute: int | None
    overtime_factor_percent: int
    overtime_surcharge_ore_per_minute: int
    hourly_ore_per_minute: int | None
    unused_ore_per_minute: int
    unknown_unit_ore: int
    quick_return_ore: int
    weekend_share_ore: int
    change_ore: int


@dataclass(frozen=True, slots=True)
class Published:
    """One entry of the plan that people already know."""

    need: str
    person: str


@dataclass(frozen=True, slots=True)
class Period:
    """The planned time, Monday 00:00 to Monday 00:00 in Oslo.

    Attributes:
        start: UTC minute.
        end: UTC minute.
        start_on: ordinal of the first Monday.
        end_on: ordinal of the Monday after the last week.
    """

    start: int
    end: int
    start_on: int
    end_on: int


@dataclass(frozen=True, eq=False)
class Problem:
    """All that a plan is made from and judged by.

    Attributes:
        period: the planned weeks.
        units: by id, in the order of the file.
        travel_minutes: from area to area, as written.
        agreements: in the order of the file.
        people: by id, in the order of the file.
        needs: by id, in the order of the file.
        published: the plan people already know.
        weights: of the objective.
        sha256: of the problem file's bytes; empty when it was not read from a file.
    """

    period: Period
    units: Mapping[str, Unit]
    travel_minutes: Mapping[str, Mapping[str, int]]
    agreements: tuple[Agreement, ...]
    people: Mapping[str, Person]
    needs: Mapping[str, Need]
    published: tuple[Published, ...]
    weights: Weights
    sha256: str = ""
    memory: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    """What was worked out once and asked again; it lives and dies with the problem."""

    @cached_property
    def calendar(self) -> Calendar:
        """Return the judged weeks."""
        return calendar(self.period.start_on, self.period.end_on)

    def remembered(self, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """Work something out the first time, and give the same answer after that.

        Args:
            key: names what is worked out.
            work_out: works it out.

        Returns:
            The answer.
        """
        if key not in self.memory:
            self.memory[key] = work_out()
        found: Worked = self.memory[key]
        return found
