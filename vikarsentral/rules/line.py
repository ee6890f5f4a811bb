"""One person's work in order: neighbours, gaps, work periods and weeks.

Every rule and term looks at a `Line`; none looks at a plan or a file.

Source: contract 2 (hard rules: stretch, neighbour, work period, week).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from vikarsentral.rules.agreements import Limits, agreed, default_limits
from vikarsentral.rules.facts import Person, Problem, Stretch
from vikarsentral.rules.oslo import Calendar


class Pair(NamedTuple):
    """Two neighbours: the earlier stretch that ends last, and the one after it.

    Attributes:
        before: the neighbour before.
        after: the stretch itself.
        gap: minutes between them, below 0 when they overlap.
        rest: R of the gap, the larger of the two.
    """

    before: Stretch
    after: Stretch
    gap: int
    rest: int


class WorkPeriod(NamedTuple):
    """Stretches merged because the gaps between them are below R.

    Attributes:
        stretches: in order.
        start: UTC minute of the first start.
        end: UTC minute of the last end.
        paid: paid minutes in all.
        rest: the largest R in it.
        day_minutes: the smallest D in it.
        week: judged week in which it starts.
    """

    stretches: tuple[Stretch, ...]
    start: int
    end: int
    paid: int
    rest: int
    day_minutes: int
    week: int

    @property
    def above_day(self) -> int:
        """Return the paid minutes above D."""
        return max(0, self.paid - self.day_minutes)


@dataclass(frozen=True)
class Line:
    """A person's stretches in the contract's order, with the limits of each.

    Attributes:
        problem: for units, travel and weeks.
        person: whose work it is.
        stretches: ordered by start, end, id.
        limits: of each stretch, in the same order.
        among: the only weeks to be judged week by week; None for all judged weeks.
    """

    problem: Problem
    person: Person
    stretches: tuple[Stretch, ...]
    limits: tuple[Limits, ...] = field(repr=False)
    among: range | None = None

    @property
    def weeks(self) -> range:
        """Return the weeks that are judged one by one."""
        return self.calendar.weeks if self.among is None else self.among

    @property
    def calendar(self) -> Calendar:
        """Return the judged weeks."""
        return self.problem.calendar

    @cached_property
    def limits_by_stretch(self) -> Mapping[tuple[int, str], Limits]:
        """Return each stretch's limits by its place in the rota and id."""
        return {
            (one.index, one.id): limits
            for one, limits in zip(self.stretches, self.limits, strict=True)
        }

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Return each stretch but the first with its neighbour before.

        Source: contract 2 (the earlier one that ends last, of equal ends the larger id).
        """
        found = []
        last: Stretch | None = None
        last_rest = 0
        for one, limits in zip(self.stretches, self.limits, strict=True):
            if last is not None:
                rest = max(last_rest, limits.daily_rest)
                found.append(Pair(last, one, one.start - last.end, rest))
            if last is None or (one.end, one.id, one.index) > (last.end, last.id, last.index):
                last, last_rest = one, limits.daily_rest
        return tuple(found)

    @cached_property
    def periods(self) -> tuple[WorkPeriod, ...]:
        """Return the work periods, stretches whose gap is below R merged.

        Source: contract 2 (daily_rest); aml § 10-8 (1).
        """
        groups: list[list[int]] = []
        for place in range(len(self.stretches)):
            pair = self.pairs[place - 1] if place else None
            if pair is not None and pair.gap < pair.rest:
                groups[-1].append(place)
            else:
                groups.append([place])
        return tuple(self._period(group) for group in groups)

    def _period(self, places: list[int]) -> WorkPeriod:
        """Make one work period of the stretches at *places*."""
        if len(places) == 1:
            one, limits = self.stretches[places[0]], self.limits[places[0]]
            return WorkPeriod(
                (one,),
                one.start,
                one.end,
                one.paid,
                limits.daily_rest,
                limits.day_minutes,
                one.week,
            )
        stretches = tuple(self.stretches[place] for place in places)
        return WorkPeriod(
            stretches=stretches,
            start=stretches[0].start,
            end=max(one.end for one in stretches),
            paid=sum(one.paid for one in stretches),
            rest=max(self.limits[place].daily_rest for place in places),
            day_minutes=min(self.limits[place].day_minutes for place in places),
            week=stretches[0].week,
        )

    @cached_property
    def by_week(self) -> Mapping[int, tuple[Stretch, ...]]:
        """Return the stretches that start in each week."""
        found: dict[int, list[Stretch]] = {}
        for one in self.stretches:
            found.setdefault(one.week, []).append(one)
        return {week: tuple(stretches) for week, stretches in found.items()}

    @cached_property
    def paid_by_week(self) -> Mapping[int, int]:
        """Return P: paid minutes of each week that has any stretch."""
        return {week: sum(one.paid for one in some) for week, some in self.by_week.items()}

    @cached_property
    def above_day_by_week(self) -> Mapping[int, int]:
        """Return X: paid minutes above D of the work periods that start in each week."""
        found: dict[int, int] = {}
        for period in self.periods:
            if period.above_day:
                found[period.week] = found.get(period.week, 0) + period.above_day
        return found

    def pieces(self, week: int) -> list[int]:
        """Return the paid minutes of each stretch that starts in a week; P is their sum."""
        return [one.paid for one in self.by_week.get(week, ())]

    def above(self, week: int) -> list[list[int]]:
        """Return paid minutes and D of each work period of a week above it; X is what is over."""
        return [
            [one.paid, one.day_minutes]
            for one in self.periods
            if one.week == week and one.above_day
        ]

    def paid(self, week: int) -> int:
        """Return P of a week."""
        return self.paid_by_week.get(week, 0)

    def overtime(self, week: int) -> int:
        """Return the overtime minutes of a week.

        Source: contract 2 (overtime = max(0, P - F, X)); aml § 10-6.
        """
        beyond = self.paid(week) - self.person.full_week_minutes
        return max(0, beyond, self.above_day_by_week.get(week, 0))

    def merarbeid(self, week: int) -> int:
        """Return the merarbeid minutes of a week, 0 for hourly people.

        Source: contract 2 (merarbeid = max(0, min(P, F) - C)).
        """
        if self.person.kind == "hourly":
            return 0
        inside = min(self.paid(week), self.person.full_week_minutes)
        return max(0, inside - self.person.contract_week_minutes)

    def unused(self, week: int) -> int:
        """Return the unused contract minutes of a week, 0 unless the person is in the pool.

        Source: contract 2 (unused = max(0, C - P)).
        """
        if self.person.kind != "pool":
            return 0
        return max(0, self.person.contract_week_minutes - self.paid(week))

    def limits_among(self, stretches: Iterable[Stretch], week: int) -> list[Limits]:
        """Return the limits of several stretches; with none the default of a week."""
        found = [self.limits_by_stretch[one.index, one.id] for one in stretches]
        return found or [default_limits(self.calendar.monday_on(week))]

    def strictest(
        self, stretches: Iterable[Stretch], week: int, pick: Callable[[Limits], int]
    ) -> int:
        """Return the smallest, so strictest, ceiling of several stretches; else the default.

        Args:
            stretches: those judged together.
            week: judged week whose Monday dates the default.
            pick: takes the ceiling out.

        Returns:
            The ceiling in minutes.

        Source: contract 2 (the strictest of their limits holds).
        """
        return min(pick(limits) for limits in self.limits_among(stretches, week))


def line_of(problem: Problem, person: Person, needs: Iterable[Stretch]) -> Line:
    """Put a person's rota and some needs in order.

    Args:
        problem: holds agreements and weeks.
        person: who works.
        needs: stretches of the needs the person would hold, each once.

    Returns:
        The line.
    """
    stretches = tuple(sorted((*person.rota, *needs), key=lambda one: one.order))
    book = agreed(problem)
    return Line(
        problem,
        person,
        stretches,
        tuple(book.limits(person.id, one.unit, one.first_on) for one in stretches),
    )


def need_ids(stretches: Iterable[Stretch]) -> tuple[str, ...]:
    """Return the ids of the assigned needs among stretches, sorted, each once."""
    return tuple(sorted({one.id for one in stretches if one.is_need}))
