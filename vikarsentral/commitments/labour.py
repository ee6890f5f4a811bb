"""Labour lines: what each cover shift is in minutes and øre, by source, from the live roster.

A week's lines follow from its roster alone, so they are worked out anew whenever the roster of
that week changes. Rota work comes first; cover fills what is left of the contract, then of a
full week, then it is overtime. Cover inside the contract of ordinary unit staff costs nothing
more and has no line. Kroner are what the municipality pays, by the employer's hourly cost; the
supplements of the tariff are the pay engine's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.agreed import weights
from vikarsentral.commitments.people import kind_of, post_size
from vikarsentral.commitments.window import midnight, monday
from vikarsentral.rules.values import value_on
from vikarsentral.tables import (
    OCCUPYING,
    LabourLine,
    LabourSource,
    Person,
    Post,
    PostKind,
    Shift,
    ShiftKind,
)

WEEK = timedelta(weeks=1)
PERCENT_HOUR = 6000
FULL_POST = 10_000

PersonWeek = tuple[int, date]
"""A person's id and the Monday of an Oslo week."""


@dataclass(frozen=True, slots=True)
class Contract:
    """Hold what decides the source and price of a person's extra minutes.

    `full` and `contract` are minutes a week, `hourly_cost_ore` the employer's cost of an hour.
    """

    kind: PostKind
    full: int
    contract: int
    hourly_cost_ore: int


def week_of(shift: Shift) -> PersonWeek:
    """Return the person-week a shift counts in: the week it starts in."""
    return shift.person_id, monday(shift.starts_at.astimezone(OSLO).date())


def recount(session: Session, person_weeks: Collection[PersonWeek]) -> None:
    """Work out the labour lines of some person-weeks anew.

    Args:
        session: an open session; changes to shifts are flushed first.
        person_weeks: whose weeks have changed.

    Source: contract 2 (overtime, merarbeid, hourly).
    """
    if not person_weeks:
        return
    session.flush()
    shifts = _shifts(session, person_weeks)
    ids = {person for person, _ in person_weeks}
    contracts = _contracts(session, ids, max(week for _, week in person_weeks))
    factors: dict[date, int] = {}
    lines: list[dict[str, Any]] = []
    for (person, week), roster in shifts.items():
        if person in contracts:
            factors.setdefault(week, _overtime_factor(session, week))
            lines.extend(_lines(roster, contracts[person], factors[week]))
    stale = _stale(session, person_weeks)
    if stale:
        session.execute(delete(LabourLine).where(LabourLine.shift_id.in_(stale)))
    if lines:
        session.execute(insert(LabourLine), lines)


def _span(person_weeks: Collection[PersonWeek]) -> tuple[date, date]:
    weeks = [week for _, week in person_weeks]
    return min(weeks), max(weeks) + WEEK


def _shifts(
    session: Session, person_weeks: Collection[PersonWeek]
) -> dict[PersonWeek, list[Shift]]:
    """Return the occupying shifts of the person-weeks, in order of their starts."""
    first, last = _span(person_weeks)
    query = (
        select(Shift)
        .where(Shift.person_id.in_({person for person, _ in person_weeks}))
        .where(Shift.starts_at >= midnight(first), Shift.starts_at < midnight(last))
        .where(Shift.status.in_(OCCUPYING))
        .order_by(Shift.starts_at, Shift.id)
    )
    wanted = set(person_weeks)
    found: dict[PersonWeek, list[Shift]] = defaultdict(list)
    for shift in session.scalars(query):
        if (key := week_of(shift)) in wanted:
            found[key].append(shift)
    return found


def _stale(session: Session, person_weeks: Collection[PersonWeek]) -> list[int]:
    """Return ids of every shift of the person-weeks that has a line, occupying or not."""
    first, last = _span(person_weeks)
    query = (
        select(Shift.id, Shift.person_id, Shift.starts_at)
        .join(LabourLine, LabourLine.shift_id == Shift.id)
        .where(Shift.person_id.in_({person for person, _ in person_weeks}))
        .where(Shift.starts_at >= midnight(first), Shift.starts_at < midnight(last))
    )
    wanted = set(person_weeks)
    return [
        row_id
        for row_id, person, starts_at in session.execute(query)
        if (person, monday(starts_at.astimezone(OSLO).date())) in wanted
    ]


def _contracts(session: Session, person_ids: Collection[int], on: date) -> dict[int, Contract]:
    query = (
        select(Post, Person.hourly_cost_ore)
        .join(Person)
        .where(Post.person_id.in_(person_ids), Post.valid_from <= on)
        .where((Post.valid_to.is_(None)) | (Post.valid_to >= on))
    )
    posts: dict[int, list[Post]] = defaultdict(list)
    costs: dict[int, int] = {}
    for post, cost in session.execute(query):
        posts[post.person_id].append(post)
        costs[post.person_id] = cost
    return {person: contract_of(held, costs[person]) for person, held in posts.items()}


def contract_of(posts: list[Post], hourly_cost_ore: int) -> Contract:
    """Sum a person's posts into one contract.

    Args:
        posts: all posts in force, at least one.
        hourly_cost_ore: the employer's cost of an ordinary hour.
    """
    full = max(post.full_week_minutes for post in posts)
    size = post_size(posts, full)
    kind = kind_of({post.kind for post in posts}, size)
    return Contract(kind, full, full * size // FULL_POST, hourly_cost_ore)


def _overtime_factor(session: Session, week: date) -> int:
    agreed = weights(session, week).get("overtime_factor_percent")
    return (
        int(agreed)
        if agreed is not None
        else value_on("overtime_factor_percent", week.toordinal())
    )


def _lines(roster: Iterable[Shift], contract: Contract, factor: int) -> Iterable[dict[str, Any]]:
    """Yield the lines of one person-week."""
    shifts = list(roster)
    used = sum(paid(shift) for shift in shifts if shift.kind is ShiftKind.ROTA)
    for shift in shifts:
        if shift.kind is ShiftKind.ROTA:
            continue
        for source, minutes in split(used, paid(shift), contract):
            percent = factor if source is LabourSource.OVERTIME else 100
            yield {
                "unit_id": shift.unit_id,
                "worked_on": shift.starts_at.astimezone(OSLO).date(),
                "source": source,
                "minutes": minutes,
                "cost_ore": contract.hourly_cost_ore * minutes * percent // PERCENT_HOUR,
                "shift_id": shift.id,
            }
        used += paid(shift)


def paid(shift: Shift) -> int:
    """Return the elapsed minutes of a shift less its unpaid break."""
    elapsed = int((shift.ends_at - shift.starts_at).total_seconds()) // 60
    return elapsed - shift.unpaid_break_minutes


def split(used: int, minutes: int, contract: Contract) -> list[tuple[LabourSource, int]]:
    """Split a cover shift's minutes by source.

    Args:
        used: paid minutes already in the week before this shift.
        minutes: paid minutes of the shift.
        contract: the person's.

    Returns:
        Sources with minutes above 0, in the order they are used up.

    Source: contract 2 (overtime = P - F, merarbeid = min(P, F) - C, 0 for hourly).
    """
    after = used + minutes
    inside = max(0, min(after, contract.contract) - min(used, contract.contract))
    overtime = max(0, after - max(used, contract.full))
    between = minutes - inside - overtime
    hourly = contract.kind is PostKind.HOURLY
    parts = [
        (LabourSource.POOL, inside if contract.kind is PostKind.POOL else 0),
        (LabourSource.HOURLY, inside + between if hourly else 0),
        (LabourSource.MERARBEID, 0 if hourly else between),
        (LabourSource.OVERTIME, overtime),
    ]
    return [(source, length) for source, length in parts if length > 0]
