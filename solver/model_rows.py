"""Collect columns and rows of a mixed-integer model, in integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Rows:
    """Hold a growing model: minimise cost x, low <= A x <= high, column bounds.

    Attributes:
        cost: per column.
        lower: per column.
        upper: per column.
        whole: per column, True when it must be an integer.
        low: per row.
        high: per row.
        entries: per row the pairs of column and coefficient.
    """

    cost: list[int] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    entries: list[list[tuple[int, int]]] = field(default_factory=list)

    def column(
        self, cost: int = 0, lower: float = 0.0, upper: float = inf, whole: bool = False
    ) -> int:
        """Add a column.

        Args:
            cost: per unit.
            lower: least value.
            upper: largest value.
            whole: True when it must be an integer.

        Returns:
            Its index.
        """
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(
        self, entries: Iterable[tuple[int, int]], low: float = -inf, high: float = inf
    ) -> None:
        """Add a row.

        Args:
            entries: pairs of column and coefficient; a column at most once.
            low: least value.
            high: largest value.
        """
        self.entries.append(list(entries))
        self.low.append(low)
        self.high.append(high)

    def keep(self, count: int) -> None:
        """Take away all rows but the first.

        Args:
            count: how many to keep.
        """
        del self.low[count:], self.high[count:], self.entries[count:]

    def at_most_one(self, columns: Sequence[int]) -> None:
        """Add a row that lets at most one of some columns be 1.

        Args:
            columns: each at most once.
        """
        self.row([(column, 1) for column in columns], high=1.0)

    def matrix(self) -> csr_array:
        """Return the rows as one sparse matrix."""
        sizes = [len(entries) for entries in self.entries]
        flat = [pair for entries in self.entries for pair in entries]
        columns = np.array([pair[0] for pair in flat], dtype=np.int32)
        values = np.array([pair[1] for pair in flat], dtype=np.float64)
        pointer = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
        return csr_array((values, columns, pointer), shape=(len(sizes), len(self.cost)))
