"""One row as a page shows it, together with what the one who changes it saw."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from vikarsentral.administration.changes import seen_of

Seen = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a register as a page shows it, with what the one who changes it saw.

    Attributes:
        key: code or id.
        values: columns by name.
        seen: the same as JSON holds them.
        uses: how many use it, where that is told.
    """

    key: Any
    values: dict[str, Any]
    seen: Seen
    uses: int = 0

    def __getattr__(self, name: str) -> Any:
        """Return a column by its name."""
        try:
            return self.values[name]
        except KeyError as error:
            raise AttributeError(name) from error


def line_of(row: Any, key: Any, fields: Collection[str], uses: int = 0) -> Line:
    """Return some columns of a row.

    Args:
        row: the row.
        key: code or id.
        fields: which columns.
        uses: how many use it.
    """
    values = {name: getattr(row, name) for name in fields}
    return Line(key, values, seen_of(row, fields), uses)
