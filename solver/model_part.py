"""What the model says of one worker: the data and the few helpers its pieces share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from typing import TYPE_CHECKING

from solver import columns as c
from solver.model_conflicts import regular

if TYPE_CHECKING:
    from solver.model_rows import Rows
    from solver.problem import Problem

Entries = list[tuple[int, int]]
Presence = tuple[int, Entries]


class Part:
    """Hold one worker's rows of the problem and columns of the model.

    Attributes:
        problem: the problem.
        rows: the growing model.
        worker: index.
        facts: the worker's row.
        rates: the worker's prices.
        base: excesses of the fixed items alone.
        weeks: number of judged weeks.
        fixed: rows of the fixed items.
        steady: True when what is broken stays broken (`model_conflicts.regular`).
        table: every item row of the worker, as a list.
        columns: column by candidate row, for candidates that may be chosen.
        by_week: candidate rows by the week they start in.
        over: column of the week's overtime, where there is one.
        paid: per week the columns of what its minutes cost, with their rates.
        clashes: pairs of candidates that exclude one another.
    """

    def __init__(self, problem: Problem, rows: Rows, worker: int) -> None:
        """Take the worker's rows out of the problem.

        Args:
            problem: not `wide`.
            rows: the growing model.
            worker: index.
        """
        p = problem
        self.problem = p
        self.rows = rows
        self.worker = worker
        self.facts = [int(v) for v in p.workers[worker]]
        self.rates = [int(v) for v in p.rates[worker]]
        self.base = [int(v) for v in p.base[worker]]
        self.weeks = len(p.weeks) - 1
        lo, hi = p.fixed_pointer[worker : worker + 2]
        self.fixed = [int(row) for row in p.fixed[lo:hi]]
        self.steady = regular(p, worker)
        first, last = (int(v) for v in p.pointer[worker : worker + 2])
        self.table: dict[int, list[int]] = dict(
            zip(range(first, last), p.items[first:last].tolist(), strict=True)
        )
        self.columns: dict[int, int] = {}
        self.by_week: dict[int, list[int]] = defaultdict(list)
        self.over: dict[int, int] = {}
        self.paid: dict[int, Entries] = defaultdict(list)
        self.clashes: set[tuple[int, int]] = set()

    def candidates(self, tasks: Container[int] | None) -> list[int]:
        """Return the rows of candidates, those for some tasks only unless None.

        Args:
            tasks: indexes, or None for all.
        """
        return [
            row
            for row, item in self.table.items()
            if item[c.TASK] != c.NONE and (tasks is None or item[c.TASK] in tasks)
        ]

    @property
    def free(self) -> list[int]:
        """Return the rows of the candidates that may be chosen."""
        return list(self.columns)

    def x(self, row: int) -> int:
        """Return the column of a candidate row."""
        return self.columns[row]

    def item(self, row: int, name: int) -> int:
        """Return one fact of an item."""
        return self.table[row][name]

    def fixed_paid(self, week: int) -> int:
        """Return the paid minutes of fixed items in a week."""
        return sum(self.item(r, c.PAID) for r in self.fixed if self.item(r, c.WEEK) == week)

    def loosest(self, week: int, name: int) -> int:
        """Return the loosest limit that any set with a candidate of this week can have.

        Args:
            week: index.
            name: column of the limit.
        """
        possible = [self.item(row, name) for row in self.by_week.get(week, ())]
        strict = [self.item(row, name) for row in self.fixed if self.item(row, c.WEEK) == week]
        return min([max(possible), *strict]) if possible else c.BIG

    def any_of(self, rows: list[int]) -> Presence:
        """Return what is 1 when any of some items is chosen: a number and entries.

        Args:
            rows: of the worker.
        """
        if any(row not in self.columns for row in rows):
            return 1, []
        column = self.rows.column(0, upper=1.0)
        for clique in self._overlapping(rows):
            self.rows.row([*((self.x(row), 1) for row in clique), (column, -1)], high=0.0)
        return 0, [(column, 1)]

    def _overlapping(self, group: list[int]) -> list[list[int]]:
        """Return groups of items that pairwise overlap, together holding every item."""
        cliques: list[list[int]] = []
        for row in sorted(group):
            for clique in cliques:
                if all(self.item(row, c.START) < self.item(one, c.END) for one in clique):
                    clique.append(row)
                    break
            else:
                cliques.append([row])
        return cliques
