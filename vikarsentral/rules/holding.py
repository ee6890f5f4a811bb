"""One person's needs taken one by one: what one more need would break, looked at close by.

A need changes what lies near it: its own pairs and work period, its week and the weeks beside
it. So a piece of the person's work is judged instead of all of it. The piece is cut where
nobody works and every rest is kept, four whole weeks before and after. What reaches further,
the overtime of the period and red days on average, is judged over all the work. The answer is
the same as when everything is judged, and a thousand needs cost a thousand times one.

Source: contract 2 (pinned; a plan breaks a rule where ...).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import cached_property

from vikarsentral.rules.agreements import Limits, agreed
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Person, Problem, Stretch
from vikarsentral.rules.line import Line
from vikarsentral.rules.oslo import MINUTES_PER_DAY
from vikarsentral.rules.person import RotaAlone, excesses, existing_breaches
from vikarsentral.rules.table import RULES
from vikarsentral.rules.working_time import WEEKS_TOGETHER, overtime_by_week, overtime_in_all

LONGEST = 2 * MINUTES_PER_DAY
"""Minutes of the longest stretch that reaches no further than the week after its own."""

_Order = tuple[int, int, str, int]
Found = Iterator[Excess]


class Holding:
    """The work one person holds so far."""

    def __init__(self, problem: Problem, person: Person) -> None:
        """Start with the rota.

        Args:
            problem: holds needs, agreements and weeks.
            person: who works.
        """
        self._problem, self._person = problem, person
        self._orders: list[_Order] = []
        self._held: dict[_Order, tuple[Stretch, Limits]] = {}
        self._longest = 0
        self._rest = 0
        for one in person.rota:
            self._put(one)
        self._overtime = _overtime_of(self._all())
        of_person = agreed(problem).of_person(person.id)
        self._averages = any(one.red_days == "average" for one in of_person)

    @cached_property
    def _alone(self) -> RotaAlone:
        """Return what the rota alone goes over."""
        return RotaAlone(existing_breaches(self._problem, self._person))

    def _put(self, one: Stretch) -> None:
        """Hold a stretch."""
        limits = agreed(self._problem).limits(self._person.id, one.unit, one.first_on)
        insort(self._orders, one.order)
        self._held[one.order] = (one, limits)
        self._longest = max(self._longest, one.elapsed)
        self._rest = max(self._rest, limits.daily_rest)

    def _drop(self, one: Stretch) -> None:
        """Hold a stretch no longer."""
        del self._orders[bisect_left(self._orders, one.order)]
        del self._held[one.order]

    def _line(self, orders: list[_Order], among: range | None = None) -> Line:
        """Return some of the work as a line."""
        held = [self._held[order] for order in orders]
        stretches = tuple(one for one, _ in held)
        return Line(
            self._problem, self._person, stretches, tuple(limits for _, limits in held), among
        )

    def _all(self) -> Line:
        """Return all the work as a line."""
        return self._line(self._orders)

    def take(self, need: Stretch) -> tuple[Excess, ...]:
        """Hold one more need where that breaks nothing.

        Args:
            need: the stretch of a need that is not held.

        Returns:
            What it would break, in the table's order of rules; nothing where it is held now.
        """
        longest, rest = self._longest, self._rest
        self._put(need)
        near = self._near(need)
        found = excesses(self._all()) if near is None else self._judged(near, need)
        broken = tuple(one for one in found if one.over > self._alone.over(one))
        if broken:
            self._drop(need)
            self._longest, self._rest = longest, rest
        else:
            self._overtime |= _overtime_of(self._all() if near is None else near)
        return broken

    def _near(self, need: Stretch) -> Line | None:
        """Cut the piece around a need; None where the need reaches further than that."""
        weeks = self._problem.calendar.weeks
        among = range(max(0, need.week - 1), min(len(weeks), need.week + 2))
        mondays = self._problem.calendar.mondays
        opening = mondays[max(0, need.week - WEEKS_TOGETHER)]
        closing = mondays[min(len(weeks), need.week + WEEKS_TOGETHER + 1)]
        first = self._cut(bisect_left(self._orders, (opening,)), -1)
        after = self._cut(bisect_left(self._orders, (closing,)), 1)
        near = self._line(self._orders[first:after], among)
        period = next(
            one for one in near.periods if any(each.order == need.order for each in one.stretches)
        )
        is_close = need.elapsed <= LONGEST and period.week in among
        return near if is_close else None

    def _cut(self, place: int, step: int) -> int:
        """Return the first place from one on, in a direction, where no work meets other work."""
        apart = self._longest + self._rest
        while 0 < place < len(self._orders):
            if self._orders[place][0] - self._orders[place - 1][0] >= apart:
                break
            place += step
        return place

    def _judged(self, near: Line, need: Stretch) -> Found:
        """Judge a piece, and over all the work what reaches further."""
        for rule in RULES:
            if rule.id == "overtime":
                yield from self._overtime_found(near, need)
            elif rule.judge is not None:
                is_far = rule.id == "red_days" and self._averages
                yield from rule.judge(self._all() if is_far else near)

    def _overtime_found(self, near: Line, need: Stretch) -> Found:
        """Judge overtime near a need, and in the whole period."""
        windows = len(near.calendar.weeks) - WEEKS_TOGETHER + 1
        first = max(0, need.week - WEEKS_TOGETHER)
        firsts = range(first, max(first, min(windows, need.week + 2)))
        yield from overtime_by_week(near, near.weeks, firsts)
        with_it = {**self._overtime, **_overtime_of(near)}
        period = near.calendar.period_weeks
        minutes = sum(with_it.get(week, 0) for week in period)
        if minutes or self._person.overtime_minutes_52w:
            yield from overtime_in_all(self._all(), minutes)


def _overtime_of(line: Line) -> dict[int, int]:
    """Return the overtime of each week that is judged one by one."""
    return {week: line.overtime(week) for week in line.weeks}
