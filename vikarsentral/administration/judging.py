"""Judge a person's planned hours before they are saved: what would break that holds today.

What the person already works and what is wanted are read by the rules of a year. A breach counts
where it is larger than what is there already, so that an old fault stops no change that leaves
it as it is.

Source: AML chapter 10; contract 2 (a plan breaks a rule where the excess is larger than before).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from vikarsentral.administration.judged_ground import Ground, ground_of
from vikarsentral.clock import OSLO
from vikarsentral.commitments import Window, local, person_ref
from vikarsentral.commitments.duty import minute
from vikarsentral.commitments.window import monday
from vikarsentral.explain.names import names
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Accepts, Person, Problem
from vikarsentral.rules.oslo import DAYS_PER_WEEK
from vikarsentral.rules.person import RotaAlone
from vikarsentral.rules.receipt import sentence_key
from vikarsentral.rules.stretch import Unit
from vikarsentral.rules.wording import NO_NAMES, Names, in_all_languages
from vikarsentral.rules.year import (
    Averaging,
    Duty,
    Finding,
    Held,
    Post,
    Worker,
    YearRoster,
    check_year,
    finding_receipt,
)
from vikarsentral.rules.year.facts import Regime
from vikarsentral.rules.year.table import YEAR_RULE_BY_ID
from vikarsentral.rules.year.words import year_sentence_key

ROTA_RULES: Final = frozenset(
    {
        *("overlap", "travel", "place", "competence", "available", "notice"),
        *("daily_rest", "weekly_rest", "day_minutes", "week_minutes", "eight_weeks"),
        *("ordinary_average", "ordinary_roof", "compensating_rest", "red_days"),
        *("night_average", "night_work", "red_window"),
    }
)
"""What own rota is judged by."""

DUTY_RULES: Final = ROTA_RULES - {
    *("place", "competence", "travel", "notice", "ordinary_average", "ordinary_roof"),
}
"""What known time with an open place is judged by: rest, length, weekends and nights.

The place is not known yet, and the work inside the time is counted when it is given.
"""

REGIMES: Final[Mapping[str | None, Regime]] = {
    "DAY": "DAY",
    "ROTA_38": "ROTA_38",
    "ROTA_36": "ROTA_36",
}
Receipts = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Work:
    """One stretch that is wanted.

    Attributes:
        starts_at: UTC.
        ends_at: UTC.
        unit: code of the unit; None for an open place.
        unpaid_break: minutes, 0 or more.
        requires: competences.
        is_told_now: the person has not known these times before now.
    """

    starts_at: datetime
    ends_at: datetime
    unit: str | None = None
    unpaid_break: int = 0
    requires: tuple[str, ...] = ()
    is_told_now: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found.

    Attributes:
        findings: what would break that does not break today, in the order of the rules.
        weeks: paid minutes by Monday, as they would be; weeks without work are left out.
        contract: paid minutes of the posts a week.
        data_at: when the facts were true, on the Oslo clock.
        names: what people call units, sectors and competences.
    """

    findings: tuple[Finding, ...]
    weeks: Mapping[int, int]
    contract: int
    data_at: str
    names: Names = field(default_factory=dict)

    def receipts(self, only: Collection[str] | None = None) -> Receipts:
        """Return the findings as receipts.

        Args:
            only: ids of the rules told; None for all.

        Source: contract 4.
        """
        return [
            finding_receipt(one, self.data_at).document() | {"text": self._text(one.excess)}
            for one in self.findings
            if only is None or one.excess.rule in only
        ]

    def _text(self, excess: Excess) -> dict[str, str]:
        key = year_sentence_key(excess) if excess.rule in YEAR_RULE_BY_ID else sentence_key(excess)
        return in_all_languages(key, excess.all_numbers(), self.names)


def judge(
    session: Session,
    person_id: int,
    wanted: Sequence[Work],
    *,
    beside: Sequence[Work] = (),
    gone: Collection[datetime] = (),
    rules: Collection[str] = ROTA_RULES,
    now: datetime,
    ground: Ground | None = None,
) -> Judged | None:
    """Judge stretches on top of what a person works.

    Args:
        session: an open session.
        person_id: whose.
        wanted: the stretches, at least one, over at most a year.
        beside: stretches that stand and are no shifts, such as a published duty plan.
        gone: starts (UTC) of shifts that would no longer be there.
        rules: ids of the rules.
        now: UTC; when the stretches are told.
        ground: what binds the person in those weeks; read where it is None.

    Returns:
        What was found; None for a person without a post in those weeks.

    Raises:
        BadInput: the stretches lie more than a year apart.
    """
    ground = ground or ground_of(session, [person_id], [one.starts_at for one in wanted])
    window, problem = ground.window, ground.problem
    person = problem.people.get(person_ref(person_id))
    if person is None:
        return None
    held = _held(person)
    left = [one for one in held if one.start not in {minute(at) for at in gone}]
    near = [one for one in beside if window.judged_from <= one.starts_at < window.judged_to]
    stands = [_duty(person, f"b{place}", one, None) for place, one in enumerate(near)]
    added = [_duty(person, f"w{place}", one, now) for place, one in enumerate(wanted)]
    alone = _check(problem, person, window, _outside(held, near) + stands, rules)
    left = _outside(left, [*near, *wanted]) + stands + added
    found = _check(problem, person, window, left, rules)
    before = RotaAlone(one.excess for one in alone)
    new = tuple(one for one in found if one.excess.over > before.over(one.excess))
    return Judged(
        new,
        _weeks(left),
        person.contract_week_minutes,
        local(now),
        names(session) if new else NO_NAMES,
    )


def _held(person: Person) -> list[Duty]:
    return [
        Duty(f"s{place}", person.id, one.unit, one.start, one.end, one.unpaid_break)
        for place, one in enumerate(person.rota)
    ]


def _duty(person: Person, name: str, one: Work, now: datetime | None) -> Duty:
    return Duty(
        id=name,
        person=person.id,
        unit=one.unit or _open_place(person),
        start=minute(one.starts_at),
        end=minute(one.ends_at),
        unpaid_break=one.unpaid_break,
        requires=one.requires,
        told_at=minute(now) if now and one.is_told_now else None,
    )


def _open_place(person: Person) -> str:
    """Return a unit that stands for any place: in health where the person may work there."""
    sectors = sorted(person.sectors, key=lambda code: (code != "health", code))
    return f"?{sectors[0] if sectors else ''}"


def _outside(held: Iterable[Duty], wanted: Sequence[Work]) -> list[Duty]:
    """Leave out work that lies inside a wanted time of open place: it is the same hours."""
    spans = [(minute(one.starts_at), minute(one.ends_at)) for one in wanted if one.unit is None]
    return [
        one
        for one in held
        if not any(start <= one.start and one.end <= end for start, end in spans)
    ]


def _check(
    problem: Problem,
    person: Person,
    window: Window,
    duties: Sequence[Duty],
    rules: Collection[str],
) -> tuple[Finding, ...]:
    first = window.first_on.toordinal() - 2 * DAYS_PER_WEEK
    end = window.end_on.toordinal() + DAYS_PER_WEEK
    named = {one.unit for one in duties} - set(problem.units)
    places = {code: Unit(code, code[1:], "") for code in named}
    roster = YearRoster(
        first,
        end,
        {**problem.units, **places},
        (_worker(person, range(first, end, DAYS_PER_WEEK)),),
        tuple(duties),
        problem.agreements,
        problem.travel_minutes,
    )
    return check_year(roster, rules=rules).findings


def _worker(person: Person, mondays: Iterable[int]) -> Worker:
    """Return the person with each week by itself: planned hours are never overtime."""
    return Worker(
        person.id,
        (Post("all", person.kind, person.full_week_minutes, person.stillingsprosent),),
        regime=REGIMES.get(person.regime, "DAY"),
        sectors=person.sectors,
        accepts=Accepts(person.accepts.merarbeid_minutes_week, False, person.accepts.night),
        competences={
            one.id: Held(one.valid_from, one.valid_to) for one in person.competences.values()
        },
        unavailable=person.unavailable,
        averaging=tuple(Averaging(first, 1) for first in mondays),
    )


def _weeks(duties: Iterable[Duty]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in duties:
        on = datetime.fromtimestamp(one.start * 60, OSLO).date()
        week = monday(on).toordinal()
        found[week] = found.get(week, 0) + one.end - one.start - one.unpaid_break
    return found
