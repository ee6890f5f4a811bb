"""What a file would change: the same for every kind, and what storing it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral.access import Actor
from vikarsentral.importing import limits
from vikarsentral.importing.faults import RowFault

HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a file changes.

    Attributes:
        label: what it is about, such as a name and an employee number.
        row: the row in the file; 0 where it is not in the file.
        details: heading, value before and value after, of what changes.
    """

    label: str
    row: int = 0
    details: tuple[tuple[str, str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the line as JSON values."""
        return {
            "label": self.label,
            "row": self.row,
            "details": [list(one) for one in self.details],
        }


@dataclass(slots=True)
class Pile:
    """Count lines, and keep the first of them."""

    count: int = 0
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Count a line."""
        self.add_made(lambda: line)

    def add_made(self, make: Callable[[], Line]) -> None:
        """Count a line that is worded only if it is kept.

        Args:
            make: words it.
        """
        self.count += 1
        if len(self.lines) < limits.LINES_KEPT:
            self.lines.append(make())


@dataclass(slots=True)
class Compared:
    """What a file would change.

    Attributes:
        added: what is new.
        changed: what is there and becomes different.
        unchanged: how much is as it was.
        deactivated: what is not in the file and would end.
        of_active: how many could end in all; the share is judged against it.
        faults: what the file says that cannot be, besides what reading found.
        fault_count: how many there are in all.
        faulty: rows with such a fault.
        remarks: what is taken in, but is to be looked at; the first of them.
        remark_count: how many there are in all.
        work: what storing needs, by the kind's own knowledge.
    """

    added: Pile = field(default_factory=Pile)
    changed: Pile = field(default_factory=Pile)
    unchanged: int = 0
    deactivated: Pile = field(default_factory=Pile)
    of_active: int = 0
    faults: list[RowFault] = field(default_factory=list)
    fault_count: int = 0
    faulty: set[int] = field(default_factory=set)
    remarks: list[RowFault] = field(default_factory=list)
    remark_count: int = 0
    work: Any = None

    def fault(self, code: str, row: int, column: str = "", value: str = "", **facts: Any) -> None:
        """Keep one fault."""
        self.fault_count += 1
        self.faulty.add(row)
        if len(self.faults) < limits.FAULTS_KEPT:
            self.faults.append(RowFault(code, row, column, value, facts))

    def remark(self, code: str, row: int, column: str, value: str = "", **facts: Any) -> None:
        """Keep something to look at that stops nothing."""
        self.remark_count += 1
        if len(self.remarks) < limits.FAULTS_KEPT:
            self.remarks.append(RowFault(code, row, column, value, facts))

    @property
    def is_many(self) -> bool:
        """Tell whether more would end than may without a yes."""
        return self.deactivated.count * 100 > self.of_active * limits.MOST_DEACTIVATED_PERCENT


@dataclass(frozen=True, slots=True)
class Storing:
    """Hold who stores what and when.

    Attributes:
        actor: who.
        now: UTC.
        import_id: the row of the import, for the record.
        progress: is told how far it has come.
    """

    actor: Actor
    now: datetime
    import_id: int
    progress: Callable[[str, int], None]


Store = Callable[[Session, Compared, Storing], None]
