"""The compact mixed-integer model: a relaxation that is exact wherever it can be told linearly.

Every lawful plan is a point of the model that costs at most what the plan costs, so the
model's least cost is a lower bound. What the rows leave out (limits that depend on the set,
work periods of three and more, odd weights) is added as cuts when a solution breaks it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import line
from solver.model_conflicts import conflicts, regular
from solver.model_rows import Rows
from solver.model_sets import add_sets, lawful_sets

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from solver.model_rows import Floats
    from solver.problem import Matrix, Problem


@dataclass(slots=True)
class Model:
    """Hold the model and the way back to the problem.

    Attributes:
        problem: the problem.
        rows: columns and rows; the constant is not in it.
        column: per item row its column, `NONE` when it can never be chosen.
        extra: by worker a column with cost 1 that cuts may push up.
        span: by worker the half-open range of its columns.
    """

    problem: Problem
    rows: Rows
    column: Matrix
    extra: dict[int, int]
    span: dict[int, tuple[int, int]]

    def chosen(self, values: Floats) -> Matrix:
        """Return the item rows that a solution chooses.

        Args:
            values: of the columns.
        """
        picked = np.zeros(len(self.column), dtype=np.bool_)
        known = self.column != c.NONE
        picked[known] = values[self.column[known]] > 0.5
        rows: Matrix = np.flatnonzero(picked)
        return rows


def build(
    problem: Problem,
    workers: Iterable[int] | None = None,
    tasks: Container[int] | None = None,
    *,
    by_sets: bool = True,
) -> Model:
    """Build the model of a problem or of a part of it.

    Args:
        problem: not `wide`.
        workers: those who may do something; None for all.
        tasks: those to be done; None for all. Forced tasks of `workers` must be among them.
        by_sets: tell workers with few lawful sets exactly, set by set.

    Returns:
        The model, without cuts.
    """
    rows = Rows()
    model = Model(problem, rows, np.full(len(problem.items), c.NONE, dtype=np.int64), {}, {})
    for worker in range(len(problem.workers)) if workers is None else workers:
        first = len(rows.cost)
        _Person(model, worker, tasks).build(by_sets=by_sets)
        model.span[worker] = (first, len(rows.cost))
    _cover(model, tasks)
    return model


def _cover(model: Model, tasks: Container[int] | None) -> None:
    """Let every task be done once, or pay what it costs when nobody does it."""
    problem = model.problem
    doers: list[list[int]] = [[] for _ in problem.tasks]
    for row in np.flatnonzero(model.column != c.NONE):
        doers[int(problem.items[row, c.TASK])].append(int(row))
    for number, (task, some) in enumerate(zip(problem.tasks, doers, strict=True)):
        if tasks is not None and number not in tasks:
            continue
        entries = [(int(model.column[row]), 1) for row in some]
        if task.forced is not None:
            for one, (column, _) in zip(some, entries, strict=True):
                owner = int(np.searchsorted(problem.pointer, one, side="right")) - 1
                mine = 1.0 if owner == task.forced else 0.0
                model.rows.lower[column] = model.rows.upper[column] = mine
        else:
            entries.append((model.rows.column(task.idle_cost, upper=1.0), 1))
            model.rows.row(entries, 1.0, 1.0)


class _Person:
    """Build the part of the model that belongs to one worker."""

    def __init__(self, model: Model, worker: int, tasks: Container[int] | None) -> None:
        """Take the worker's rows out of the problem."""
        self.tasks = tasks
        p = model.problem
        self.model = model
        self.rows = model.rows
        self.problem = p
        self.worker = worker
        self.facts = p.workers[worker]
        self.rates = p.rates[worker]
        self.base = p.base[worker]
        self.weeks = len(p.weeks) - 1
        self.fixed = p.fixed[p.fixed_pointer[worker] : p.fixed_pointer[worker + 1]]
        self.steady = regular(p, worker)
        lo, hi = (int(v) for v in p.pointer[worker : worker + 2])
        self.table = dict(zip(range(lo, hi), p.items[lo:hi].tolist(), strict=True))
        self.columns: dict[int, int] = {}
        self.over: dict[int, int] = {}

    def build(self, *, by_sets: bool) -> None:
        """Add columns and rows."""
        if by_sets and self._by_sets():
            return
        gone, cliques = conflicts(self.problem, self.worker)
        out = set(gone)
        free = [
            int(row)
            for row in self.problem.candidates(self.worker)
            if int(row) not in out
            and (self.tasks is None or self._item(int(row), c.TASK) in self.tasks)
        ]
        self.free = free
        for row in free:
            cost = int(self.problem.costs[row])
            self.columns[row] = self.rows.column(cost, upper=1.0, whole=True)
            self.model.column[row] = self.columns[row]
        self.clashes = {(i, j) for clique in cliques for i, j in itertools.combinations(clique, 2)}
        for clique in cliques:
            some = [self._x(row) for row in clique if row in self.columns]
            if len(some) > 1:
                self.rows.at_most_one(some)
        self.by_week: dict[int, list[int]] = defaultdict(list)
        for row in free:
            self.by_week[int(self.problem.items[row, c.WEEK])].append(row)
        for week in range(self.weeks):
            self._week(week)
        self._windows()
        self._squares()
        self._quick()
        self._marked()
        self.model.extra[self.worker] = self.rows.column(1)

    def _by_sets(self) -> bool:
        """Tell the worker set by set, if the sets are few."""
        free = [
            int(row)
            for row in self.problem.candidates(self.worker)
            if self.tasks is None or self._item(int(row), c.TASK) in self.tasks
        ]
        sets = lawful_sets(self.problem, self.worker, free)
        if sets is None:
            return False
        columns = [self.rows.column(0, upper=1.0, whole=True) for _ in free]
        add_sets(self.rows, columns, sets)
        self.model.column[free] = columns
        self.model.extra[self.worker] = self.rows.column(1)
        return True

    def _x(self, row: int) -> int:
        """Return the column of an item row."""
        return self.columns[row]

    def _item(self, row: int, name: int) -> int:
        """Return one fact of an item."""
        value: int = self.table[row][name]
        return value

    def _fixed_paid(self, week: int) -> int:
        """Return the paid minutes of fixed items in a week."""
        mine = self.problem.items[self.fixed]
        return int(mine[mine[:, c.WEEK] == week, c.PAID].sum())

    def _loosest(self, week: int, name: int) -> int:
        """Return the loosest limit any set of this week's items can have."""
        mine = self.problem.items[self.fixed]
        strict = mine[mine[:, c.WEEK] == week, name]
        possible = [self._item(row, name) for row in self.by_week.get(week, ())]
        most = max(possible, default=0)
        return min([most, *(int(v) for v in strict)]) if possible else c.BIG

    def _most_paid(self, week: int) -> int:
        """Return a number of paid minutes that no lawful week passes."""
        start = self._fixed_paid(week)
        full, contract = int(self.facts[c.FULL]), int(self.facts[c.CONTRACT])
        most = self._loosest(week, c.WEEK_CAP) + max(0, int(self.base[self.weeks + week]))
        over = self._loosest(week, c.OVER_WEEK) + max(0, int(self.base[2 * self.weeks + week]))
        most = min(most, full + over)
        allowed = int(self.facts[c.EXTRA_CAP]) + max(0, int(self.base[3 * self.weeks + week]))
        if self.facts[c.COUNTS_EXTRA] and contract + allowed < full:
            most = min(most, contract + allowed)
        possible = start + sum(self._item(row, c.PAID) for row in self.by_week.get(week, ()))
        return max(start, min(most, possible))

    def _week(self, week: int) -> None:
        """Add what one week may hold and what it costs."""
        free = self.by_week.get(week, [])
        lo, hi = self.problem.frame.cost_weeks
        costed = lo <= week < hi
        if not free and not costed:
            return
        start, most = self._fixed_paid(week), self._most_paid(week)
        paid = [(self._x(row), self._item(row, c.PAID)) for row in free]
        if start + sum(minutes for _, minutes in paid) > most:
            self.rows.row(paid, high=float(most - start))
        shift = max(0, int(self.base[self.weeks + week]))
        self._levels(week, c.WEEK_CAP, paid, start, shift)
        if costed:
            self._price(week, paid, start, most)

    def _price(self, week: int, paid: list[tuple[int, int]], start: int, most: int) -> None:
        """Add what the week's minutes cost: below the contract, extra, over, assigned."""
        full, contract = int(self.facts[c.FULL]), int(self.facts[c.CONTRACT])
        under, extra, over, assigned = (
            int(self.rates[name]) for name in (c.UNDER, c.EXTRA, c.OVER, c.ASSIGNED)
        )
        if under and start < contract:
            column = self.rows.column(under)
            self.rows.row([*paid, (column, 1)], low=float(contract - start))
        beyond = self._overtime(week, paid, start, most)
        counts = bool(self.facts[c.COUNTS_EXTRA])
        if counts and extra and most > contract:
            top = full - contract
            # paid minutes above full are no longer extra; exact where over >= extra
            column = self.rows.column(extra, upper=float(top))
            above = [] if beyond is None else [(beyond, -1)]
            if beyond is None or over >= extra:
                self.rows.row([*paid, (column, -1), *above], high=float(contract - start))
        if assigned and over >= assigned:
            # overtime that no row shows lowers this too, so it must have a column
            above_all = self.rows.column(over) if beyond is None else beyond
            column = self.rows.column(assigned)
            self.rows.row([*paid, (column, -1), (above_all, -1)], high=0.0)

    def _overtime(
        self, week: int, paid: list[tuple[int, int]], start: int, most: int
    ) -> int | None:
        """Add the week's overtime as a column, None when the rows show none."""
        full = int(self.facts[c.FULL])
        sure, parts = self._above_day(week)
        if most <= full and not parts and not sure:
            return None
        column = self.rows.column(int(self.rates[c.OVER]))
        if self.by_week.get(week):
            shift = max(0, int(self.base[2 * self.weeks + week]))
            self._levels(week, c.OVER_WEEK, [(column, 1)], 0, shift)
        if most > full:
            self.rows.row([*paid, (column, -1)], high=float(full - start))
        if parts or sure:
            self.rows.row([*parts, (column, -1)], high=float(-sure))
        self.over[week] = column
        return column

    def _above_day(self, week: int) -> tuple[int, list[tuple[int, int]]]:
        """Return the paid minutes above the day that work periods of the week surely hold.

        Only items that no work period of the week before can reach count, and pairs that
        always merge; over a whole work period that sum is never too large while the most it
        may hold is at most twice the day.
        """
        rests = [row[c.REST] for row in self.table.values()]
        days = [row[c.DAY] for row in self.table.values()]
        if not self.steady or not rests or int(self.facts[c.CEILING]) > 2 * min(days):
            return 0, []
        safe = int(self.problem.weeks[week]) + self.problem.frame.span - min(rests)
        mine = [
            row
            for row in (*self.by_week.get(week, ()), *(int(r) for r in self.fixed))
            if self._item(row, c.WEEK) == week and self._item(row, c.START) >= safe
        ]
        sure = 0
        parts = []
        for row in mine:
            above = self._item(row, c.PAID) - self._item(row, c.DAY)
            if above > 0 and row in self.columns:
                parts.append((self._x(row), above))
            elif above > 0:
                sure += above
        for i, j in self._merging(sorted(mine)):
            extra = self._pair_above(i, j)
            some = [(self._x(row), 1) for row in (i, j) if row in self.columns]
            if extra > 0 and some:
                both = self.rows.column(0, upper=1.0)
                self.rows.row([*some, (both, -1)], high=float(len(some) - 1))
                parts.append((both, extra))
            elif extra > 0:
                sure += extra
        return sure, parts

    def _pair_above(self, first: int, then: int) -> int:
        """Return what two merged items hold above the day besides what each holds alone."""
        paid = [self._item(row, c.PAID) for row in (first, then)]
        days = [self._item(row, c.DAY) for row in (first, then)]
        alone = sum(max(0, p - d) for p, d in zip(paid, days, strict=True))
        return sum(paid) - min(days) - alone

    def _merging(self, mine: list[int]) -> list[tuple[int, int]]:
        """Return the pairs of items that are one work period whenever both are chosen."""
        found = []
        for at, i in enumerate(mine):
            end = self._item(i, c.END)
            for j in mine[at + 1 :]:
                gap = self._item(j, c.START) - end
                if gap >= max(self._item(i, c.REST), self._item(j, c.REST)):
                    continue
                if gap > self.problem.frame.span:
                    break
                alone = i not in self.columns and j not in self.columns
                if (gap >= 0 or alone) and (i, j) not in self.clashes:
                    found.append((i, j))
        return found

    def _windows(self) -> None:
        """Limit overtime over several weeks, and in all."""
        size = self.problem.frame.window
        at = 4 * self.weeks
        for first in range(self.weeks - size + 1):
            self._window(range(first, first + size), c.OVER_WINDOW, 0, at)
            at += 1
        before = int(self.facts[c.OVER_BASE])
        self._window(range(*self.problem.frame.cost_weeks), c.OVER_TOTAL, before, at)

    def _window(self, weeks: range, name: int, before: int, at: int) -> None:
        """Limit overtime over a range of weeks by the loosest limit any set can have."""
        some = [(self.over[week], 1) for week in weeks if week in self.over]
        sure = [
            self._item(int(row), name)
            for row in self.fixed
            if self._item(int(row), c.WEEK) in weeks
        ]
        possible = [self._item(row, name) for week in weeks for row in self.by_week.get(week, ())]
        limit = min(sure) if sure else max(possible, default=c.BIG)
        limit += max(0, int(self.base[at])) - before
        if some and 0 <= limit < c.BIG // 2:
            self.rows.row(some, high=float(limit))

    def _squares(self) -> None:
        """Price the square of the number of weekend tasks."""
        square = int(self.rates[c.SQUARE])
        some = [self._x(row) for row in self.free if self._item(row, c.WEEKEND)]
        if not square or not some:
            return
        steps = []
        for k in range(min(len(some), 64)):
            last = k == 63
            steps.append(self.rows.column(square * (2 * k + 1), upper=inf if last else 1.0))
        self.rows.row([*((x, 1) for x in some), *((s, -1) for s in steps)], 0.0, 0.0)

    def _quick(self) -> None:
        """Price neighbours that follow one another quickly."""
        cost = int(self.rates[c.QUICK])
        limit = self.problem.frame.quick_gap
        fixed = {int(row) for row in self.fixed}
        mine = sorted([*self.free, *fixed])
        if not cost or not mine or min(self._item(row, c.REST) for row in mine) >= limit:
            return
        longest = max(self._item(row, c.END) - self._item(row, c.START) for row in mine)
        for j, after in enumerate(mine):
            before = []
            start = self._item(after, c.START)
            for row in reversed(mine[:j]):
                if start - self._item(row, c.START) > limit + longest:
                    break
                rest = max(self._item(row, c.REST), self._item(after, c.REST))
                task = row not in fixed or after not in fixed
                if rest <= start - self._item(row, c.END) < limit and task:
                    before.append(row)
            before = [row for row in before if not self._between(mine, row, after)]
            if before:
                self._quick_after(cost, before, after)

    def _between(self, mine: list[int], before: int, after: int) -> bool:
        """Tell whether another item can be the neighbour of the second, or is."""
        end, start = self._item(before, c.END), self._item(after, c.START)
        return any(
            self._item(row, c.START) <= start
            and (
                self._item(row, c.START) >= end
                if row in self.columns
                else self._item(row, c.END) >= end
            )
            for row in mine
            if row not in (before, after)
        )

    def _quick_after(self, cost: int, before: list[int], after: int) -> None:
        """Price the items that come quickly before one, in groups that exclude each other."""
        items = self.problem.items
        groups: list[list[int]] = []
        for row in sorted(before):
            for group in groups:
                if all(
                    items[row, c.START] < items[one, c.END]
                    and items[one, c.START] < items[row, c.END]
                    for one in group
                ):
                    group.append(row)
                    break
            else:
                groups.append([row])
        for group in groups:
            column = self.rows.column(cost, upper=1.0)
            some = [row for row in (*group, after) if items[row, c.TASK] != c.NONE]
            sure = sum(1 for row in group if items[row, c.TASK] == c.NONE)
            sure += int(items[after, c.TASK] == c.NONE)
            if sure <= 1:
                self.rows.row(
                    [*((self._x(row), 1) for row in some), (column, -1)], high=float(1 - sure)
                )

    def _marked(self) -> None:
        """Keep one of two neighbouring marked days free, or what the average asks for."""
        worked: dict[int, list[int]] = defaultdict(list)
        strict: dict[int, list[int]] = defaultdict(list)
        for row in [*self.free, *(int(row) for row in self.fixed)]:
            for day in range(self._item(row, c.RED_LO), self._item(row, c.RED_HI)):
                worked[day].append(row)
                if not self._item(row, c.AVERAGE):
                    strict[day].append(row)
        any_of = {day: self._any(rows) for day, rows in worked.items()}
        hard = {
            day: any_of[day] if len(rows) == len(worked[day]) else self._any(rows)
            for day, rows in strict.items()
        }
        windows = max(0, self.weeks - self.problem.frame.window + 1)
        at = 4 * self.weeks + windows + 1
        for day in sorted(worked):
            if day + 1 in worked and self.base[at + day] <= 0:
                if day in hard:
                    self._sum_at_most([hard[day], any_of[day + 1]], 1)
                if day + 1 in hard:
                    self._sum_at_most([any_of[day], hard[day + 1]], 1)
        self._average(worked, any_of, at + max(0, self.problem.frame.reds - 1))

    def _any(self, rows: list[int]) -> tuple[int, list[tuple[int, int]]]:
        """Return what is 1 when any of some items is chosen: a number and entries."""
        if any(row not in self.columns for row in rows):
            return 1, []
        column = self.rows.column(0, upper=1.0)
        for clique in _overlapping(self.table, rows):
            self.rows.row([*((self._x(row), 1) for row in clique), (column, -1)], high=0.0)
        return 0, [(column, 1)]

    def _sum_at_most(self, parts: list[tuple[int, list[tuple[int, int]]]], most: int) -> None:
        """Limit a sum of what `_any` returned, unless it can never pass the limit."""
        sure = sum(part[0] for part in parts)
        entries: dict[int, int] = defaultdict(int)
        for _, some in parts:
            for column, value in some:
                entries[column] += value
        if entries and sure + sum(entries.values()) > most:
            self.rows.row(entries.items(), high=float(most - sure))

    def _average(
        self,
        worked: dict[int, list[int]],
        any_of: dict[int, tuple[int, list[tuple[int, int]]]],
        at: int,
    ) -> None:
        """Limit runs of Sundays and the share of marked days, for whom it is agreed."""
        agreed = [
            row
            for row in {row for rows in worked.values() for row in rows}
            if self._item(row, c.AVERAGE)
        ]
        if not agreed:
            return
        everyone = all(self._item(row, c.AVERAGE) for rows in worked.values() for row in rows)
        held = (1, []) if everyone else self._any(agreed)
        sundays = [int(day) for day in self.problem.sundays]
        runs = max(0, len(sundays) - line.SUNDAY_RUN + 1)
        for k in range(runs):
            days = sundays[k : k + line.SUNDAY_RUN]
            if all(day in any_of for day in days) and self.base[at + k] <= 0:
                self._when(held, [any_of[day] for day in days], line.SUNDAY_RUN - 1)
        share = range(int(self.facts[c.SHARE_LO]), int(self.facts[c.SHARE_HI]))
        cap = int(self.facts[c.SHARE_CAP]) + max(0, int(self.base[at + runs]))
        self._when(held, [any_of[day] for day in share if day in any_of], cap)

    def _when(
        self,
        held: tuple[int, list[tuple[int, int]]],
        parts: list[tuple[int, list[tuple[int, int]]]],
        most: int,
    ) -> None:
        """Limit a sum where a condition holds."""
        loose = len(parts) - most
        if loose <= 0:
            return
        sure, entries = held
        scaled = (sure * loose, [(column, value * loose) for column, value in entries])
        self._sum_at_most([*parts, scaled], len(parts))

    def _levels(
        self, week: int, name: int, entries: list[tuple[int, int]], start: int, shift: int
    ) -> None:
        """Let the strictest limit of a week's chosen items hold, not only the loosest.

        Args:
            week: of the limit.
            name: column of the limit.
            entries: what is limited, besides `start`.
            start: added to it.
            shift: added to every limit.
        """
        loosest = self._loosest(week, name)
        values = {self._item(row, name) for row in self.by_week.get(week, ())}
        top = start + sum(value for _, value in entries) if name == c.WEEK_CAP else c.BIG
        for value in sorted(v for v in values if v < loosest and v + shift < top):
            rows = [row for row in self.by_week[week] if self._item(row, name) <= value]
            sure, some = self._any(rows)
            del sure
            slack = loosest - value
            self.rows.row(
                [*entries, *((column, slack) for column, _ in some)],
                high=float(loosest + shift - start),
            )


def _overlapping(table: dict[int, list[int]], group: list[int]) -> list[list[int]]:
    """Return groups of items that pairwise overlap, together holding every item."""
    cliques: list[list[int]] = []
    for row in sorted(group):
        for clique in cliques:
            if all(table[row][c.START] < table[one][c.END] for one in clique):
                clique.append(row)
                break
        else:
            cliques.append([row])
    return cliques
