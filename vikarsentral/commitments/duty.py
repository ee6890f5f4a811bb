"""The duty plan as pay reads it: days on duty, and hours that were announced.

Source: AML § 10-3; HTA kap. 1 § 6 (free day), § 6.8 (displaced working time).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.tables import DutyChange, DutyChangeState, DutyTime, Shift

NOTICE = timedelta(days=14)
"""How long before the work a change of times is told without displaced pay."""

NOTICE_MINUTES = int(NOTICE.total_seconds()) // 60

Span = tuple[int, int]
"""Start and end in UTC minutes."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty plan.

    Attributes:
        spans: times on duty, in order; those that touch are one.
        days: Oslo dates on duty, as ordinals.
        moved: pairs of new and first announced times of duties changed with short notice.
    """

    spans: tuple[Span, ...] = ()
    days: frozenset[int] = frozenset()
    moved: tuple[tuple[Span, Span], ...] = ()

    def joined(self, rota: Iterable[Shift]) -> Duty:
        """Return the plan with own rota's days as days on duty.

        Args:
            rota: own rota of the weeks asked about.
        """
        days = {_day(at) for one in rota for at in (one.starts_at, one.ends_at)}
        return replace(self, days=self.days | days)

    def is_free(self, at: datetime) -> bool:
        """Tell whether an instant falls on a day off; never where no duty is known.

        Args:
            at: UTC.
        """
        return bool(self.days) and _day(at) not in self.days

    def announced(self, work: Span, *, is_late: bool) -> Span | None:
        """Return the hours first announced, for work that lies elsewhere.

        Args:
            work: when the work is.
            is_late: the work was given with less notice than a change needs.

        Returns:
            None where the hours are those announced, or where nothing was.
        """
        for after, before in self.moved:
            if _common(work, after):
                return before
        if not self.spans or not is_late:
            return None
        best = max(self.spans, key=lambda span: _common(work, span))
        common = _common(work, best)
        if common == work[1] - work[0]:
            return None
        return best if common else (work[0], work[0])


def duties(
    session: Session, person_ids: Collection[int], starts_at: datetime, ends_at: datetime
) -> dict[int, Duty]:
    """Return the duty plans of people; two queries.

    Args:
        session: an open session.
        person_ids: whose.
        starts_at: UTC, start of the time asked about.
        ends_at: UTC, its end.
    """
    query = (
        select(DutyTime)
        .where(DutyTime.person_id.in_(person_ids))
        .where(DutyTime.ends_at > starts_at, DutyTime.starts_at < ends_at)
        .order_by(DutyTime.starts_at)
    )
    held: dict[int, list[Span]] = defaultdict(list)
    days: dict[int, set[int]] = defaultdict(set)
    for row in session.scalars(query):
        held[row.person_id].append((minute(row.starts_at), minute(row.ends_at)))
        days[row.person_id].add(_day(row.starts_at))
    moved = _moved(session, person_ids, starts_at, ends_at)
    return {
        person: Duty(_merged(held[person]), frozenset(days[person]), tuple(moved.get(person, ())))
        for person in {*held, *moved}
    }


def _moved(
    session: Session, person_ids: Collection[int], starts_at: datetime, ends_at: datetime
) -> dict[int, list[tuple[Span, Span]]]:
    """Return duties moved with a yes but short notice; the yes does not take the pay away."""
    query = (
        select(DutyChange)
        .where(DutyChange.person_id.in_(person_ids))
        .where(DutyChange.state == DutyChangeState.ACCEPTED)
        .where(DutyChange.ends_at > starts_at, DutyChange.starts_at < ends_at)
        .order_by(DutyChange.id)
    )
    found: dict[int, list[tuple[Span, Span]]] = defaultdict(list)
    for row in session.scalars(query):
        times = (row.starts_at, row.ends_at, row.before_starts_at, row.before_ends_at)
        told = [minute(at) for at in times if at is not None]
        if len(told) == len(times) and told[2] - minute(row.asked_at) < NOTICE_MINUTES:
            found[row.person_id].append(((told[0], told[1]), (told[2], told[3])))
    return found


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _day(at: datetime) -> int:
    return at.astimezone(OSLO).date().toordinal()


def minute(at: datetime) -> int:
    """Return an instant as UTC minutes since 1970."""
    return int(at.timestamp()) // 60
