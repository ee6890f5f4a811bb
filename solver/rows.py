"""The readable rows a problem is built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from solver.columns import BIG, NONE


class Stretch(NamedTuple):
    """Hold one stretch as one worker would do it, with the limits that then hold.

    Attributes:
        start: first minute.
        end: first minute after; later than `start`.
        paid: paid minutes.
        week: index of the judged week it starts in.
        area: index of the place, for the time of travel.
        rest: gap to a neighbour under which the two are one work period.
        day: paid minutes of a work period above which the rest is overtime.
        free: longest free time its week must hold.
        week_cap: most paid minutes of its week.
        over_week: most overtime in its week.
        over_window: most overtime in every window of weeks that holds it.
        over_total: most overtime in all, with what lies before.
        average: True when neighbouring marked days may both be worked.
        red: half-open range of the marked days it works, as indexes.
        weekend: 1 when it counts towards the squared count.
        cost: linear cost of doing it; 0 for a fixed stretch.
        task: index of the task, or `NONE` for a fixed stretch.
        tie: rank among stretches that start and end alike.
    """

    start: int
    end: int
    paid: int
    week: int
    area: int = 0
    rest: int = 0
    day: int = BIG
    free: int = 0
    week_cap: int = BIG
    over_week: int = BIG
    over_window: int = BIG
    over_total: int = BIG
    average: bool = False
    red: tuple[int, int] = (0, 0)
    weekend: int = 0
    cost: int = 0
    task: int = NONE
    tie: int = 0


@dataclass(frozen=True, slots=True)
class Worker:
    """Hold one worker: what is fixed, what is possible, and what a week costs.

    Per week of the costed span, with P paid minutes, A paid minutes of tasks and X paid
    minutes above `day` in work periods that start in it: over = max(0, P - full, X); extra =
    max(0, min(P, full) - contract) when `counts_extra`; the week costs `rate_under` x
    max(0, contract - P) + `rate_extra` x extra + `rate_over` x over + `rate_assigned` x
    max(0, A - over).

    Attributes:
        stretches: fixed ones and candidates, any order.
        full: minutes of a full week.
        contract: minutes of the contract per week, at most `full`.
        ceiling: a work period may hold max(day, ceiling) paid minutes; 0 for none.
        extra_cap: most extra minutes per week.
        over_base: overtime before the costed span.
        over_default: most overtime in all when nothing starts in the costed span.
        counts_extra: False when minutes between contract and full are not extra.
        rate_under: øre per minute below the contract.
        rate_extra: øre per extra minute.
        rate_over: øre per minute of overtime.
        rate_assigned: øre per minute of tasks that is not overtime.
        square: øre, times the square of the number of `weekend` tasks.
        share: half-open range of marked days judged for the share of them worked.
        share_cap: most marked days worked in that range.
    """

    stretches: Sequence[Stretch]
    full: int
    contract: int = 0
    ceiling: int = 0
    extra_cap: int = BIG
    over_base: int = 0
    over_default: int = BIG
    counts_extra: bool = True
    rate_under: int = 0
    rate_extra: int = 0
    rate_over: int = 0
    rate_assigned: int = 0
    square: int = 0
    share: tuple[int, int] = (0, 0)
    share_cap: int = BIG


@dataclass(frozen=True, slots=True)
class Task:
    """Hold what a task costs when no worker does it.

    Attributes:
        start: first minute.
        end: first minute after.
        open_cost: øre when nobody does it.
        external_cost: øre when someone outside does it, None when that is forbidden.
        forced: index of the worker who must do it, None when free.
    """

    start: int
    end: int
    open_cost: int
    external_cost: int | None = None
    forced: int | None = None

    @property
    def idle_cost(self) -> int:
        """Return the least cost of the task when no worker does it."""
        if self.external_cost is None:
            return self.open_cost
        return min(self.open_cost, self.external_cost)

    @property
    def goes_external(self) -> bool:
        """Return True when giving the task outside is no dearer than leaving it open."""
        return self.external_cost is not None and self.external_cost <= self.open_cost


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what is common to all workers.

    Attributes:
        week_starts: borders of the judged weeks, one more than there are weeks.
        cost_weeks: half-open range of the weeks that cost and whose overtime is totalled.
        window: weeks in a window of overtime.
        span: minutes of a day, from which the rest is taken to give the longest work period.
        free_default: longest free time in a week that holds no start of a stretch.
        quick_gap: neighbours with rest <= gap < quick_gap cost `quick_cost`.
        quick_cost: øre per such pair with at least one task in it.
        travel: minutes between areas, square.
        sundays: indexes of the marked days that are Sundays, in order.
        reds: number of marked days.
    """

    week_starts: Sequence[int]
    cost_weeks: tuple[int, int]
    window: int = 4
    span: int = 1440
    free_default: int = 0
    quick_gap: int = 0
    quick_cost: int = 0
    travel: Sequence[Sequence[int]] = field(default_factory=lambda: [[0]])
    sundays: Sequence[int] = ()
    reds: int = 0
