"""Plain facts of a year of work. Instants are UTC minutes since 1970, dates Oslo ordinals.

Nothing here tells why someone is away or how they are: an exemption is a yes or a no, and a
clearance is a date.

Source: aml chapter 10 and 14; helse- og omsorgstjenesteloven, barnehageloven, opplæringslova.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vikarsentral.rules.facts import FULL_POST, Accepts, Agreement, Kind
from vikarsentral.rules.stretch import Span, Unit

Regime = Literal["DAY", "ROTA_COUNTED", "ROTA_38", "ROTA_36"]
REGIMES: tuple[Regime, ...] = ("ROTA_36", "ROTA_38", "ROTA_COUNTED", "DAY")
"""Regimes of ordinary hours, the most protective first."""

Basis = Literal["VIKARIAT", "TV_AGREEMENT", "HEALTH_TEMPORARY"]


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a person in the municipality.

    Attributes:
        id: unique for the person.
        kind: as in the problem file.
        full_week_minutes: a full week in this post's regime.
        stillingsprosent: size in hundredths of a per cent.
    """

    id: str
    kind: Kind
    full_week_minutes: int
    stillingsprosent: int


@dataclass(frozen=True, slots=True)
class Held:
    """The dates something is held, both included; None leaves that side open."""

    first_on: int | None = None
    last_on: int | None = None


@dataclass(frozen=True, slots=True)
class Medication:
    """A personal medication authorisation.

    Attributes:
        scope: 1 hand out from a dosette, 2 prepare, 3 injections, 4 all.
        units: ids it holds at; None means everywhere.
        held: the dates it holds.
    """

    scope: int
    units: frozenset[str] | None = None
    held: Held = Held()


@dataclass(frozen=True, slots=True)
class Averaging:
    """A period over which ordinary hours are averaged.

    Attributes:
        first_on: the Monday it starts.
        weeks: how many, 1-52; an agreement must open that many on its first day.

    Source: aml § 10-5.
    """

    first_on: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Worker:
    """One employee with every post in the municipality.

    Attributes:
        id: unique.
        posts: at least one.
        regime: of the ordinary hours.
        sectors: where the person may work.
        units: the only units allowed; None means all in `sectors`.
        accepts: consents.
        competences: what is held, by id.
        authorisations: public authorisations, by the id of the competence they carry.
        born_on: date of birth; None when it is known that the person is of age.
        employed_on: first day of employment; None when it is not known.
        police_checks: by purpose, the day the certificate was seen.
        tb_required: a clearance is needed before work with children or patients.
        tb_cleared_on: the day it was confirmed.
        medication: personal authorisations.
        teacher_from: the day the formal requirement for a teaching post was met.
        teaching_since: the day a temporary teaching post without it began.
        pedagogue: dates of kindergarten teacher education or dispensation.
        language_shown_on: the day the language requirement was met.
        language_waived: the kindergarten has found a test unnecessary.
        night_exempt: has a right to be free of night work.
        overtime_exempt: has a right to be free of overtime.
        unavailable: times that cannot be worked.
        overtime_before: minutes by Monday for weeks before the roster.
        averaging: periods in use.
        wanted_week_minutes: hours a week a part-timer would like; None when not told.
    """

    id: str
    posts: tuple[Post, ...]
    regime: Regime = "DAY"
    sectors: frozenset[str] = frozenset()
    units: frozenset[str] | None = None
    accepts: Accepts = Accepts()  # noqa: RUF009 - frozen, so one default serves all
    competences: Mapping[str, Held] = field(default_factory=dict)
    authorisations: Mapping[str, Held] = field(default_factory=dict)
    born_on: int | None = None
    employed_on: int | None = None
    police_checks: Mapping[str, int] = field(default_factory=dict)
    tb_required: bool = False
    tb_cleared_on: int | None = None
    medication: tuple[Medication, ...] = ()
    teacher_from: int | None = None
    teaching_since: int | None = None
    pedagogue: tuple[Held, ...] = ()
    language_shown_on: int | None = None
    language_waived: bool = False
    night_exempt: bool = False
    overtime_exempt: bool = False
    unavailable: tuple[Span, ...] = ()
    overtime_before: Mapping[int, int] = field(default_factory=dict)
    averaging: tuple[Averaging, ...] = ()
    wanted_week_minutes: int | None = None

    @property
    def full_week_minutes(self) -> int:
        """Return F: the shortest full week of the posts."""
        return min(post.full_week_minutes for post in self.posts)

    @property
    def contract_week_minutes(self) -> int:
        """Return C: contract minutes a week summed over all posts, each rounded down."""
        return sum(
            post.full_week_minutes * post.stillingsprosent // FULL_POST for post in self.posts
        )

    @property
    def is_hourly(self) -> bool:
        """Tell whether every post is paid by the hour."""
        return all(post.kind == "hourly" for post in self.posts)


@dataclass(frozen=True, slots=True)
class Duty:
    """One stretch of work under any post.

    Attributes:
        id: unique in the roster.
        person: id of the worker.
        unit: id of the unit.
        start: UTC minute.
        end: UTC minute, after `start`.
        unpaid_break: minutes.
        post: id of the post it is worked under; sums run over all.
        requires: competences needed.
        medication: the scope needed, 0 for none.
        teaching: it is teaching.
        pedagogue: it fills a pedagogical post in a kindergarten.
        told_at: when these very times were told; None when it is not known.
        accepted: the person said yes to times told late.
        overtime: ordered as overtime, beyond the averaged plan.
        strain: special risk or heavy strain.
        necessary: a reason is recorded for red-day or night work where it is not usual.
    """

    id: str
    person: str
    unit: str
    start: int
    end: int
    unpaid_break: int = 0
    post: str = ""
    requires: tuple[str, ...] = ()
    medication: int = 0
    teaching: bool = False
    pedagogue: bool = False
    told_at: int | None = None
    accepted: bool = False
    overtime: bool = False
    strain: bool = False
    necessary: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A usual shift of a unit.

    Attributes:
        id: unique.
        unit: id of the unit.
        minutes: from start to end.
        break_minutes: all breaks in it, paid or not.
        valid_on: a date the values are read for.
    """

    id: str
    unit: str
    minutes: int
    break_minutes: int
    valid_on: int


@dataclass(frozen=True, slots=True)
class AgencyOrder:
    """One order to an agency.

    Attributes:
        id: unique.
        decided_on: the day it was decided.
        basis: the legal basis named.
        replaces: id of the absence or vacant shift it covers.
        agreement: id of the written agreement it rests on.
        is_health: the work is that of health personnel.
        discussed_on: the day the need was discussed with the tillitsvalgte.
        part_timers_left: part-timers in the preference area who could take it and were not asked.
        hired_since: first day of the same hired person's continuous hire.
    """

    id: str
    decided_on: int
    basis: Basis
    replaces: str | None = None
    agreement: str | None = None
    is_health: bool = False
    discussed_on: int | None = None
    part_timers_left: int = 0
    hired_since: int | None = None


@dataclass(frozen=True, slots=True)
class Children:
    """How many children a kindergarten unit expects on a day, under three and older."""

    unit: str
    on: int
    small: int
    large: int


@dataclass(frozen=True, slots=True)
class YearRoster:
    """All work of some people in some whole weeks, and what it is judged by.

    Attributes:
        first_on: a Monday.
        end_on: the Monday after the last week; every duty starts between the two.
        units: by id.
        workers: each once.
        duties: of all workers, in any order.
        agreements: signed ones.
        travel_minutes: from area to area.
        authorised: competences that need a public authorisation.
        templates: usual shifts.
        orders: orders to agencies.
        hire_agreements: dates of written agreements on hire, by id.
        scarce: competences to keep for the duties that require them.
        unpopular: ids of units whose duties should be shared.
        children: expected in kindergartens.
        unkept: pairs of a rule and a sector for which no facts are kept, so it is not judged.
    """

    first_on: int
    end_on: int
    units: Mapping[str, Unit]
    workers: tuple[Worker, ...]
    duties: tuple[Duty, ...]
    agreements: tuple[Agreement, ...] = ()
    travel_minutes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    authorised: frozenset[str] = frozenset()
    templates: tuple[Template, ...] = ()
    orders: tuple[AgencyOrder, ...] = ()
    hire_agreements: Mapping[str, Held] = field(default_factory=dict)
    scarce: frozenset[str] = frozenset()
    unpopular: frozenset[str] = frozenset()
    children: tuple[Children, ...] = ()
    unkept: frozenset[tuple[str, str]] = frozenset()
