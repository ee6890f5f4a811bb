"""Hours above the contract over twelve months, person by person, for part-timers.

What decides a claim is whether the extra work was regular: so the months, the longest pause and
the post size the hours amount to stand beside the sum. Nobody is ranked: names are in order.

Source: AML § 14-4 a; law.md 2.2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.people import kind_of, post_size
from vikarsentral.db.sorting import norwegian_key
from vikarsentral.tables import (
    LabourLine,
    LabourSource,
    Person,
    Post,
    PostKind,
    Shift,
    Unit,
)

MONTHS = 12
FULL_POST = 10_000
DAYS_PER_WEEK = 7
ABOVE_CONTRACT = (LabourSource.MERARBEID, LabourSource.OVERTIME)


@dataclass(frozen=True, slots=True)
class ExtraHours:
    """What one part-timer has worked above the contract in the last twelve months.

    Attributes:
        person_id: who.
        name: their name.
        units: names of the units of the posts, empty for none.
        stillingsprosent: the posts together, hundredths of a per cent.
        full_week_minutes: minutes of a full week.
        first_on: first Oslo date counted.
        last_on: last Oslo date counted.
        minutes: above the contract, in all.
        months: minutes in each of the twelve months, the oldest first.
        longest_gap_days: most days in a row without any, edges of the period included.
        implied: the post size all hours together amount to, hundredths of a per cent.
        employed_whole: permanently employed in the whole period.
    """

    person_id: int
    name: str
    units: tuple[str, ...]
    stillingsprosent: int
    full_week_minutes: int
    first_on: date
    last_on: date
    minutes: int
    months: tuple[int, ...]
    longest_gap_days: int
    implied: int
    employed_whole: bool

    @property
    def months_with(self) -> int:
        """Return in how many of the twelve months there was extra work."""
        return sum(minutes > 0 for minutes in self.months)

    @property
    def by_month(self) -> tuple[tuple[date, int], ...]:
        """Return the first day of each of the twelve months, and its minutes."""
        starts = [self.first_on + relativedelta(months=number) for number in range(MONTHS)]
        return tuple(zip(starts, self.months, strict=True))

    @property
    def days(self) -> int:
        """Return how many days are counted."""
        return (self.last_on - self.first_on).days + 1


def extra_hours(
    session: Session,
    *,
    now: datetime,
    person_ids: Collection[int] | None = None,
    unit_ids: Collection[int] | None = None,
) -> list[ExtraHours]:
    """Count hours above the contract for part-timers; three queries.

    The twelve months end the day before today, so that a claim made today counts back from it.

    Args:
        session: an open session.
        now: UTC.
        person_ids: only these people; None for all.
        unit_ids: only people with a post at these units; None for all.

    Returns:
        One entry for each part-timer, in the Norwegian order of names.

    Source: AML § 14-4 a.
    """
    today = now.astimezone(OSLO).date()
    first_on = today - relativedelta(months=MONTHS)
    posts = _posts(session, today, person_ids)
    if unit_ids is not None:
        wanted = set(unit_ids)
        posts = {
            who: held
            for who, held in posts.items()
            if any(post.unit_id in wanted for post in held)
        }
    people = dict(
        session.execute(select(Person.id, Person.name).where(Person.id.in_(posts))).all()
    )
    names = dict(session.execute(select(Unit.id, Unit.name)).all())
    worked = _worked(session, posts, first_on, today)
    found = [
        _entry(who, people[who], posts[who], names, worked[who], first_on, today) for who in posts
    ]
    return sorted(found, key=lambda one: (norwegian_key(one.name), one.person_id))


def _posts(
    session: Session, today: date, person_ids: Collection[int] | None
) -> dict[int, list[Post]]:
    query = (
        select(Post)
        .join(Person, Person.id == Post.person_id)
        .where(Person.is_active, Post.valid_from <= today)
        .where(Post.valid_to.is_(None) | (Post.valid_to >= today))
        .order_by(Post.id)
    )
    if person_ids is not None:
        query = query.where(Post.person_id.in_(person_ids))
    held: dict[int, list[Post]] = defaultdict(list)
    for post in session.scalars(query):
        held[post.person_id].append(post)
    return {who: posts for who, posts in held.items() if _is_part_time(posts)}


def _is_part_time(posts: list[Post]) -> bool:
    size = post_size(posts, max(post.full_week_minutes for post in posts))
    return kind_of({post.kind for post in posts}, size) is PostKind.PART_TIME


def _worked(
    session: Session, people: Iterable[int], first_on: date, today: date
) -> Mapping[int, list[tuple[date, int]]]:
    query = (
        select(Shift.person_id, LabourLine.worked_on, LabourLine.minutes)
        .join(Shift, Shift.id == LabourLine.shift_id)
        .where(Shift.person_id.in_(list(people)), LabourLine.source.in_(ABOVE_CONTRACT))
        .where(LabourLine.worked_on >= first_on, LabourLine.worked_on < today)
        .order_by(LabourLine.worked_on)
    )
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for person, on, minutes in session.execute(query):
        found[person].append((on, minutes))
    return found


def _entry(
    person_id: int,
    name: str,
    posts: list[Post],
    names: Mapping[int, str],
    worked: list[tuple[date, int]],
    first_on: date,
    today: date,
) -> ExtraHours:
    full = max(post.full_week_minutes for post in posts)
    size = post_size(posts, full)
    minutes = sum(each for _, each in worked)
    days = (today - first_on).days
    more = minutes * DAYS_PER_WEEK * FULL_POST // (days * full)
    return ExtraHours(
        person_id=person_id,
        name=name,
        units=tuple(names[post.unit_id] for post in posts if post.unit_id is not None),
        stillingsprosent=size,
        full_week_minutes=full,
        first_on=first_on,
        last_on=today - timedelta(days=1),
        minutes=minutes,
        months=_months(worked, first_on),
        longest_gap_days=_longest_gap([on for on, _ in worked], first_on, today),
        implied=min(FULL_POST, size + more),
        employed_whole=min(post.valid_from for post in posts) <= first_on,
    )


def _months(worked: Iterable[tuple[date, int]], first_on: date) -> tuple[int, ...]:
    """Sum by twelfth of the period: each begins on the same day of its month as the period."""
    starts = [first_on + relativedelta(months=number) for number in range(MONTHS)]
    sums = [0] * MONTHS
    for on, minutes in worked:
        sums[sum(start <= on for start in starts) - 1] += minutes
    return tuple(sums)


def _longest_gap(dates: Iterable[date], first_on: date, today: date) -> int:
    edges = [first_on - timedelta(days=1), *sorted(set(dates)), today]
    return max((then - before).days - 1 for before, then in pairwise(edges))
