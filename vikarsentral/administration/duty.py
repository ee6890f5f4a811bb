"""Duty plans of the pool's people: known time, open place, published in time.

What is published at least 14 days ahead holds at once. Anything later, and every change of what is
published, is a question to the person: it holds only with their recorded yes. A no is told
apart from a question taken back nowhere.

Source: AML § 10-3; contract 2 (pool people).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import notice
from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, refuse, told
from vikarsentral.administration.duty_lawful import (
    Span,
    discussed_faults,
    is_in_time,
    judge_times,
    notice_faults,
)
from vikarsentral.administration.grounds import NO_GROUNDS, Grounds
from vikarsentral.administration.people import person_row
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.rules.wall import readings
from vikarsentral.tables import (
    DutyChange,
    DutyTime,
    Person,
    Post,
    PostKind,
)

LONGEST = timedelta(hours=13)
MOST_TIMES = 400
ASKED = "duty_change_asked"
TEXTS = {
    "nb": "Kan tiden i vaktplanen din endres? {change}. Svar på «Min vaktplan». Du kan si nei.",
    "nn": "Kan tida i vaktplanen din endrast? {change}. Svar på «Min vaktplan». Du kan seie nei.",
    "en": "May a time in your duty plan change? {change}. Answer at “My duty plan”. A no is fine.",
}


@dataclass(frozen=True, slots=True)
class Published:
    """How many times became part of the plan at once, and how many are asked about."""

    held: int
    asked: int


def walls(days: Iterable[date], starts: time, ends: time) -> list[Span]:
    """Return the same time of day on several days, as the Oslo clock shows it.

    Args:
        days: Oslo dates.
        starts: Oslo clock.
        ends: Oslo clock; not later than `starts` means the next day.

    Returns:
        Without a time zone, since the clock may skip a time or show it twice.
    """
    ahead = timedelta(days=1 if ends <= starts else 0)
    return [(datetime.combine(day, starts), datetime.combine(day + ahead, ends)) for day in days]


def spans(
    days: Iterable[date], starts: time, ends: time, turns: Mapping[datetime, int] | None = None
) -> list[Span]:
    """Return the same time of day on several days, as instants in UTC.

    Args:
        days: Oslo dates.
        starts: Oslo clock.
        ends: Oslo clock; not later than `starts` means the next day.
        turns: which of two is meant, 1 or 2, by the time as the clock shows it.

    Raises:
        BadInput: a time that does not exist, or comes twice and nobody said which is meant.
    """
    faults: list[Fault] = []
    meant = turns or {}

    def read(wall: datetime) -> datetime:
        found = readings(wall)
        turn = meant.get(wall, 0) if len(found) > 1 else len(found)
        if 1 <= turn <= len(found):
            return found[turn - 1]
        faults.append(_odd(wall))
        return wall.replace(tzinfo=UTC)

    made = [(read(start), read(end)) for start, end in walls(days, starts, ends)]
    if faults:
        raise BadInput(faults)
    return made


def _odd(wall: datetime) -> Fault:
    told_at = f"{wall:%d.%m.%Y %H:%M}"
    return Fault("times", f"{told_at} is where the clock is changed", "another time that night")


def publish(
    session: Session,
    person_id: int,
    times: Sequence[Span],
    *,
    may_ask: bool = False,
    discussed_on: date | None = None,
    grounds: Grounds = NO_GROUNDS,
    act: Act,
) -> Published:
    """Add times to a pool employee's duty plan, judged by the rules on rest and length.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        times: new times, none of them over, each at most 13 hours.
        may_ask: times less than 14 days away become questions; otherwise they are refused.
        discussed_on: Oslo date the plan was discussed with the tillitsvalgte.
        grounds: what whoever publishes vouches for.
        act: who publishes and when.

    Returns:
        How many hold at once, and how many wait for the person's yes.

    Raises:
        BadInput: a time is over, too long, too near, or meets another, or the plan was
            discussed in the future; all faults at once.
        Conflict: `not_in_pool`: the person has no pool post.
        NotAllowed: the actor may not.
        NotFound: there is no such person.
        OnlyOnGrounds: the rules allow it only on grounds that were not given.
        Unlawful: it would break a rule; carries the receipts.

    Source: AML § 10-3, § 10-8.
    """
    require(act.actor, Action.MANAGE_DUTY)
    person = pool_person(session, person_id)
    ordered = sorted(times)
    held = times_of(session, person_id)
    faults = span_faults(ordered, held, act.now)
    if not may_ask:
        faults += notice_faults(ordered, act.now)
    refuse(faults + discussed_faults(discussed_on, act.now))
    opened = judge_times(session, person_id, ordered, held, grounds, act)
    in_time = [span for span in ordered if is_in_time(span[0], act.now)]
    late = [span for span in ordered if not is_in_time(span[0], act.now)]
    for start, end in in_time:
        row = {"starts_at": start, "ends_at": end, "published_at": act.now}
        session.add(DutyTime(person_id=person_id, **row))
    session.flush()
    if in_time:
        told_times = [[a.isoformat(), b.isoformat()] for a, b in in_time]
        on = discussed_on and discussed_on.isoformat()
        data = {"times": told_times, "discussed_on": on, "opened": opened}
        act.record(session, "duty.published", ("person", person_id), data)
    for span in late:
        ask(session, person, None, span, act)
    return Published(len(in_time), len(late))


def pool_person(session: Session, person_id: int) -> Person:
    """Return an active person with a pool post, locked.

    Args:
        session: an open session.
        person_id: who.

    Raises:
        Conflict: `not_in_pool`.
        NotFound: there is no such active person.
    """
    person = person_row(session, person_id)
    if not person.is_active:
        raise NotFound("person", person_id)
    query = select(Post.id).where(Post.person_id == person_id, Post.kind == PostKind.POOL)
    if session.scalars(query.limit(1)).first() is None:
        raise Conflict("not_in_pool", {"person": person_id})
    return person


def times_of(session: Session, person_id: int) -> list[Span]:
    """Return every time of a person's duty plan, in order.

    Args:
        session: an open session.
        person_id: whose.
    """
    query = select(DutyTime.starts_at, DutyTime.ends_at).where(DutyTime.person_id == person_id)
    return [(start, end) for start, end in session.execute(query.order_by(DutyTime.starts_at))]


def span_faults(wanted: Sequence[Span], held: Sequence[Span], now: datetime) -> list[Fault]:
    """Return what is wrong with new times of a duty plan.

    Args:
        wanted: the new times.
        held: the times that stand.
        now: UTC.
    """
    if not 1 <= len(wanted) <= MOST_TIMES:
        return [Fault("times", f"{len(wanted)} times", f"1 to {MOST_TIMES}")]
    faults = []
    for place, (start, end) in enumerate(wanted):
        told_at = notice.when(start, end)
        if start <= now:
            faults.append(Fault("times", f"{told_at} is over", "a time to come"))
        if not timedelta() < end - start <= LONGEST:
            faults.append(Fault("times", f"{told_at} is too long", "at most 13 hours"))
        others = [*held, *wanted[:place]]
        if any(start < other_end and end > other for other, other_end in others):
            faults.append(Fault("times", f"{told_at} meets another time", "times apart"))
    return faults


def ask(
    session: Session, person: Person, duty: DutyTime | None, wanted: Span | None, act: Act
) -> int:
    """Write a question about one time, record it and tell the person.

    Args:
        session: an open session; the caller commits.
        person: who is asked.
        duty: the published time; None for a new one.
        wanted: the time it shall be; None to take it away.
        act: who asks and when.

    Returns:
        The id of the question.
    """
    row = DutyChange(
        person_id=person.id,
        duty_time_id=duty and duty.id,
        before_starts_at=duty and duty.starts_at,
        before_ends_at=duty and duty.ends_at,
        starts_at=wanted and wanted[0],
        ends_at=wanted and wanted[1],
        asked_by=act.actor.label,
        asked_at=act.now,
    )
    session.add(row)
    session.flush()
    act.record(session, "duty.change_asked", ("person", person.id), facts(row))
    notice.write(
        session,
        person=person,
        kind=ASKED,
        key=f"{ASKED}:{row.id}",
        body=TEXTS[person.language].format(change=_change_told(row)),
        now=act.now,
        deadline_at=row.before_starts_at or row.starts_at,
    )
    notice.send_soon(session)
    return row.id


def facts(row: DutyChange) -> dict[str, object]:
    """Return a change as the record holds it."""
    before = {"starts_at": row.before_starts_at, "ends_at": row.before_ends_at}
    after = {"starts_at": row.starts_at, "ends_at": row.ends_at}
    return {"change": row.id, "before": told(before), "after": told(after)}


def _change_told(row: DutyChange) -> str:
    before = row.before_starts_at and row.before_ends_at
    old = notice.when(row.before_starts_at, before) if before and row.before_starts_at else "–"
    new = notice.when(row.starts_at, row.ends_at) if row.starts_at and row.ends_at else "–"
    return f"{old} → {new}"
