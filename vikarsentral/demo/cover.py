"""Who covered in the weeks behind: a simple hand that keeps rest, weeks and weekends.

The order is mostly the agreed one: pool, part-timers, hourly, overtime, agency. It is history, so
no plan and no proof; what is ahead is planned by the product itself.
"""

from __future__ import annotations

import random
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from vikarsentral.clock import OSLO
from vikarsentral.commitments.window import monday
from vikarsentral.demo.places import held
from vikarsentral.demo.staff import Member
from vikarsentral.tables import PostKind

Row = dict[str, Any]

REST = timedelta(hours=11)
OVERTIME_WEEK = 450
SATURDAY = 5
FIRST_ASKED = (68, 14, 10, 8)
"""How often, of a hundred, the asking began with each kind: practice was not always the order."""
ORDER = (PostKind.POOL, PostKind.PART_TIME, PostKind.HOURLY, PostKind.STAFF)


class Hand:
    """Book people one need at a time, and remember what they have."""

    def __init__(
        self,
        members: Iterable[Member],
        rotas: dict[int, list[Row]],
        duty: dict[int, list[tuple[datetime, datetime]]],
        rng: random.Random,
    ) -> None:
        """Take in everyone who can be asked, and what they already do.

        Args:
            members: everyone; the unreachable are left out.
            rotas: own shifts by person id.
            duty: known times of the pool by person id.
            rng: decides between equals.
        """
        self._rng = rng
        self._duty = duty
        self._times: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        self._minutes: dict[tuple[int, date], int] = defaultdict(int)
        self._by_role: dict[tuple[PostKind, str], list[Member]] = defaultdict(list)
        for member in members:
            if not member.is_reachable:
                continue
            for role in held(member.role):
                self._by_role[member.kind, role].append(member)
            for row in rotas.get(member.id, ()):
                if row["status"] != "absent":
                    self._take(member, row)
        self._away: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)

    def away(self, person_id: int, starts_at: datetime, ends_at: datetime) -> None:
        """Remember that somebody is away for a time."""
        self._away[person_id].append((starts_at, ends_at))

    def cover(self, need: Row, sector: str) -> Member | None:
        """Find and book somebody for a need.

        Args:
            need: times, unit and competences.
            sector: the unit's sector.

        Returns:
            Who takes it, or None when nobody may.
        """
        first = self._rng.choices(range(len(ORDER)), FIRST_ASKED)[0]
        for kind in ORDER[first:]:
            fitting = self._by_role.get((kind, need["requires"][0]), [])
            asked = self._rng.sample(fitting, min(len(fitting), 12))
            for member in sorted(asked, key=lambda one: need["unit_id"] not in one.known):
                if self._may(member, need, sector):
                    self._take(member, need)
                    return member
        return None

    def part_timers(self, need: Row, sector: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Find the part-timers who want more hours and could have a need.

        Args:
            need: times, unit and competences.
            sector: the unit's sector.

        Returns:
            Ids of those who could, and all with the competence with the size of their posts.
        """
        fitting = [
            one
            for one in self._by_role.get((PostKind.PART_TIME, need["requires"][0]), [])
            if one.merarbeid
        ]
        able = [one.id for one in fitting if self._may(one, need, sector)]
        return able, [(one.id, one.size) for one in fitting]

    def _may(self, member: Member, need: Row, sector: str) -> bool:
        start, end = need["starts_at"], need["ends_at"]
        if sector not in member.sectors or (
            member.allowed and need["unit_id"] not in member.allowed
        ):
            return False
        if not member.night and end.astimezone(OSLO).date() != start.astimezone(OSLO).date():
            return False
        if member.kind is PostKind.POOL and not _inside(start, end, self._duty.get(member.id, ())):
            return False
        if any(a < end and start < b for a, b in self._away[member.id]):
            return False
        if any(a - REST < end and start < b + REST for a, b in self._times[member.id]):
            return False
        return self._week_allows(member, need) and self._weekend_allows(member, start)

    def _week_allows(self, member: Member, need: Row) -> bool:
        start_on = need["starts_at"].astimezone(OSLO).date()
        after = self._minutes[member.id, monday(start_on)] + _paid(need)
        if member.kind is PostKind.STAFF:
            return after <= member.full_week + OVERTIME_WEEK
        return after <= member.full_week

    def _weekend_allows(self, member: Member, start: datetime) -> bool:
        on = start.astimezone(OSLO).date()
        if on.weekday() < SATURDAY:
            return True
        near = {monday(on) - timedelta(weeks=1), monday(on) + timedelta(weeks=1)}
        return not any(
            a.astimezone(OSLO).weekday() >= SATURDAY and monday(a.astimezone(OSLO).date()) in near
            for a, _ in self._times[member.id]
        )

    def _take(self, member: Member, row: Row) -> None:
        insort(self._times[member.id], (row["starts_at"], row["ends_at"]))
        week = monday(row["starts_at"].astimezone(OSLO).date())
        self._minutes[member.id, week] += _paid(row)


def _inside(start: datetime, end: datetime, times: Sequence[tuple[datetime, datetime]]) -> bool:
    return any(a <= start and end <= b for a, b in times)


def _paid(row: Row) -> int:
    elapsed = int((row["ends_at"] - row["starts_at"]).total_seconds()) // 60
    return elapsed - int(row["unpaid_break_minutes"])
