"""What may become of a file, what the user has said yes to, and what is told about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vikarsentral.importing.compared import Compared
from vikarsentral.importing.faults import RowFault


class Verdict(StrEnum):
    """Name what may become of a file."""

    GOOD = "good"
    FAULTY = "faulty"
    MANY_ENDED = "many_ended"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user has said yes to.

    Attributes:
        is_good_rows: faulty rows are left out and the others stored; then nobody is deactivated.
        is_whole: True deactivates those who are missing however many, False nobody, None stops
            to ask when they are many.
    """

    is_good_rows: bool = False
    is_whole: bool | None = None


@dataclass(slots=True)
class Report:
    """What a file holds, changes or has changed.

    Attributes:
        kind: people, rota, needs or agency.
        file_name: as told, cleaned.
        sha256: of the file's bytes.
        verdict: whether it may be stored.
        is_stored: whether it has been.
        compared: what is different.
        faults: every fault, of reading and of comparing, in the order of rows.
        fault_count: how many there are, also those that are not kept.
        faulty: rows with a fault.
        notes: how the file was read.
    """

    kind: str
    file_name: str
    sha256: str
    verdict: Verdict
    is_stored: bool
    compared: Compared
    faults: list[RowFault] = field(default_factory=list)
    fault_count: int = 0
    faulty: int = 0
    notes: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        compared = self.compared
        told: dict[str, Any] = {
            "kind": self.kind,
            "file": self.file_name,
            "sha256": self.sha256,
            "verdict": self.verdict.value,
            "stored": self.is_stored,
            "unchanged": compared.unchanged,
            "active": compared.of_active,
            "fault_count": self.fault_count,
            "faulty": self.faulty,
            "faults": [fault.as_json() for fault in self.faults],
            "remark_count": compared.remark_count,
            "remarks": [remark.as_json() for remark in compared.remarks],
            "notes": self.notes,
        }
        for name in ("added", "changed", "deactivated"):
            pile = getattr(compared, name)
            told[name] = pile.count
            told[f"{name}_lines"] = [line.as_json() for line in pile.lines]
        return told
