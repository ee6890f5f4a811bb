"""What rota is wanted: the same time of day on some days, week after week."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.administration.duty import spans
from vikarsentral.clock import OSLO
from vikarsentral.commitments.duty import minute
from vikarsentral.commitments.window import monday
from vikarsentral.errors import BadInput, Fault
from vikarsentral.tables import Competence, Post

MOST_DAYS = 200
LONGEST_AHEAD = timedelta(weeks=52)
LONGEST = timedelta(hours=24)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class RotaWish:
    """Shifts of one person at one unit.

    Attributes:
        unit_id: where.
        days: Oslo dates the shifts begin on.
        starts: Oslo clock.
        ends: Oslo clock; not later than `starts` means the next day.
        unpaid_break_minutes: 0 or more, less than the shift.
        requires: codes of competences the work asks for.
        turns: which of two times is meant, 1 or 2, in the night the clock goes back.
    """

    unit_id: int
    days: tuple[date, ...]
    starts: time
    ends: time
    unpaid_break_minutes: int = 0
    requires: tuple[str, ...] = ()
    turns: Mapping[datetime, int] = field(default_factory=dict)

    def spans(self) -> list[Span]:
        """Return the shifts as instants in UTC, in order.

        Raises:
            BadInput: a time that does not exist, or comes twice and nobody said which.
        """
        return spans(sorted(set(self.days)), self.starts, self.ends, self.turns)


def repeated(
    first_on: date, weekdays: Collection[int], every: int, until: date
) -> tuple[date, ...]:
    """Return some weekdays of each n-th week.

    Args:
        first_on: Oslo date; earlier days of its week are left out.
        weekdays: 0 for Monday to 6.
        every: each how many weeks, 1 to 12.
        until: last Oslo date, included.

    Raises:
        BadInput: no day is left, more than 200 are, or the last day is out of reach.
    """
    if not timedelta() <= until - first_on <= LONGEST_AHEAD:
        raise BadInput([Fault("until", f"{until} is out of reach", "at most a year later")])
    if not 1 <= every <= 12:
        raise BadInput([Fault("every", f"{every} weeks", "1 to 12")])
    found, week = [], monday(first_on)
    while week <= until:
        days = (week + timedelta(days=day) for day in sorted(set(weekdays)))
        found += [day for day in days if first_on <= day <= until]
        week += timedelta(weeks=every)
    if not 1 <= len(found) <= MOST_DAYS:
        raise BadInput([Fault("weekdays", f"{len(found)} days", f"1 to {MOST_DAYS}")])
    return tuple(found)


def faults(
    session: Session,
    person_id: int,
    unit_id: int,
    wanted: Collection[Span],
    what: tuple[int, Collection[str]],
    *,
    now: datetime,
) -> list[Fault]:
    """Return what is wrong with wanted shifts, before any rule is asked.

    Args:
        session: an open session.
        person_id: whose.
        unit_id: where.
        wanted: the stretches.
        what: unpaid minutes, and codes of competences.
        now: UTC.
    """
    unpaid_break, requires = what
    found = []
    shortest = min(minute(end) - minute(start) for start, end in wanted)
    if not 0 <= unpaid_break < shortest:
        found.append(Fault("unpaid_break_minutes", "does not fit", "less than the shift"))
    if any(end - start > LONGEST for start, end in wanted):
        found.append(Fault("ends", "is too late", "at most 24 hours later"))
    days = [start.astimezone(OSLO).date() for start, _ in wanted]
    if any(start <= now for start, _ in wanted):
        found.append(Fault("days", f"{min(days)} is over", "a time to come"))
    elif max(days) - now.astimezone(OSLO).date() > 2 * LONGEST_AHEAD:
        found.append(Fault("days", f"{max(days)} is too far away", "two years ahead"))
    known = select(Competence.code).where(Competence.code.in_(requires))
    if unknown := set(requires) - set(session.scalars(known)):
        found.append(Fault("requires", f"{min(unknown)!r} is unknown", "a competence"))
    return found + _without_post(session, person_id, unit_id, days)


def _without_post(
    session: Session, person_id: int, unit_id: int, days: Collection[date]
) -> list[Fault]:
    query = select(Post).where(Post.person_id == person_id, Post.unit_id == unit_id)
    posts = list(session.scalars(query))
    for day in sorted(days):
        if not any(
            one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
            for one in posts
        ):
            return [Fault("person", f"has no post at the unit on {day}", "a post there")]
    return []
