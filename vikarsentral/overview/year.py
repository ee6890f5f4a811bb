"""Live shifts as a year of work, so that the rules of a year can read them.

What the database does not hold (certificates, clearances, notice) is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.agreed import agreements
from vikarsentral.commitments.people import kind_of, post_size
from vikarsentral.commitments.refs import person_ref
from vikarsentral.rules.facts import Accepts, Agreement, Kind
from vikarsentral.rules.oslo import MINUTES_PER_HOUR, instant, local_datetime
from vikarsentral.rules.stretch import Unit as RuleUnit
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year import Duty, Held, Worker, YearRoster
from vikarsentral.rules.year import Post as YearPost
from vikarsentral.tables import (
    OCCUPYING,
    Person,
    PersonCompetence,
    PersonSector,
    Post,
    PostKind,
    Shift,
    Travel,
    Unit,
)

JUDGED = frozenset(
    {
        *("overlap", "travel", "place", "competence", "daily_rest", "weekly_rest"),
        *("day_minutes", "week_minutes", "eight_weeks", "overtime", "red_days"),
        *("ordinary_average", "ordinary_roof", "compensating_rest"),
        *("night_average", "night_work", "red_window"),
    }
)
"""The rules that live shifts hold the facts for."""


KINDS: Mapping[PostKind, Kind] = {
    PostKind.POOL: "pool",
    PostKind.PART_TIME: "part_time",
    PostKind.STAFF: "staff",
    PostKind.HOURLY: "hourly",
}


def year_roster(session: Session, first: date, weeks: int) -> YearRoster:
    """Return the live shifts of some whole weeks as a year of work; eight queries.

    Args:
        session: an open session.
        first: a Monday.
        weeks: how many.
    """
    end = first + timedelta(days=7 * weeks)
    starts_at = local_datetime(instant(first.toordinal()))
    ends_at = local_datetime(instant(end.toordinal()))
    units = {
        row.id: RuleUnit(row.code, row.sector_code, row.area_code)
        for row in session.scalars(select(Unit))
    }
    query = (
        select(Shift)
        .where(Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at >= starts_at, Shift.starts_at < ends_at)
    )
    shifts = session.scalars(query).all()
    return YearRoster(
        first.toordinal(),
        end.toordinal(),
        {unit.id: unit for unit in units.values()},
        tuple(_workers(session, {row.person_id for row in shifts}, first)),
        tuple(_duty(row, units[row.unit_id].id) for row in shifts),
        tuple(_agreement(one) for one in agreements(session, first, end)),
        _travel(session),
    )


def _duty(row: Shift, unit: str) -> Duty:
    return Duty(
        id=str(row.id),
        person=person_ref(row.person_id),
        unit=unit,
        start=int(row.starts_at.timestamp()) // MINUTES_PER_HOUR,
        end=int(row.ends_at.timestamp()) // MINUTES_PER_HOUR,
        unpaid_break=row.unpaid_break_minutes,
        requires=tuple(row.requires) if row.need_id is not None else (),
    )


def _workers(session: Session, ids: set[int], first: date) -> Iterable[Worker]:
    posts: dict[int, list[Post]] = {}
    for post in session.scalars(select(Post).where(Post.person_id.in_(ids))):
        if post.valid_to is None or post.valid_to >= first:
            posts.setdefault(post.person_id, []).append(post)
    holds: dict[int, dict[str, Held]] = {}
    query = select(PersonCompetence).where(PersonCompetence.person_id.in_(ids))
    for one in session.scalars(query):
        dates = Held(_ordinal(one.valid_from), _ordinal(one.valid_to))
        holds.setdefault(one.person_id, {})[one.competence_code] = dates
    sectors: dict[int, set[str]] = {}
    for tie in session.scalars(select(PersonSector).where(PersonSector.person_id.in_(ids))):
        sectors.setdefault(tie.person_id, set()).add(tie.sector_code)
    for person in session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)):
        yield Worker(
            person_ref(person.id),
            (_post(posts.get(person.id, []), first.toordinal()),),
            sectors=frozenset(sectors.get(person.id, ())),
            accepts=Accepts(
                person.accepts_merarbeid_minutes_week,
                person.accepts_overtime,
                person.accepts_night,
            ),
            competences=holds.get(person.id, {}),
        )


def _post(posts: list[Post], first: int) -> YearPost:
    """Return all posts as one, as a problem file writes them."""
    if not posts:
        return YearPost("none", "hourly", ALL_VALUES["tariff_week_day"].on(first), 0)
    full_week = max(post.full_week_minutes for post in posts)
    size = post_size(posts, full_week)
    kind = KINDS[kind_of({post.kind for post in posts}, size)]
    return YearPost("all", kind, full_week, size)


def _agreement(told: dict[str, Any]) -> Agreement:
    scope = told["scope"]
    limits = {name: value for name, value in told["limits"].items() if name != "red_days"}
    return Agreement(
        told["id"],
        told["level"],
        frozenset(scope["units"]) if "units" in scope else None,
        frozenset(scope["people"]) if "people" in scope else None,
        date.fromisoformat(told["valid_from"]).toordinal(),
        date.fromisoformat(told["valid_to"]).toordinal(),
        limits,
        told["limits"].get("red_days"),
    )


def _travel(session: Session) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in session.scalars(select(Travel)):
        found.setdefault(row.from_area, {})[row.to_area] = row.minutes
    return found


def _ordinal(on: date | None) -> int | None:
    return None if on is None else on.toordinal()


def monday_of(on: date) -> date:
    """Return the Monday of the week of a date.

    Args:
        on: Oslo date.
    """
    return on - timedelta(days=on.weekday())


def last_start(session: Session) -> date | None:
    """Return the Oslo date on which the last live shift starts; None without any."""
    query = select(Shift.starts_at).where(Shift.status.in_(OCCUPYING))
    last = session.scalars(query.order_by(Shift.starts_at.desc()).limit(1)).first()
    return None if last is None else last.astimezone(OSLO).date()
