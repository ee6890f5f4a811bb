"""What is wrong in a file: a code, the cell it stands in, what stood there, and facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

SHOWN_SIGNS = 60
# Six digits that can be a date of birth, then five: with D-, H- and test numbers.
_ELEVEN = re.compile(r"(?<![\d+])(\d{2})(\d{2})\d{2}[\s.-]?\d{5}(?!\d)")
MONTH_SHIFTS = (0, 40, 65, 80)


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault in a file.

    Attributes:
        code: stable, such as `date_format`; `wording` has the sentences.
        row: number of the row as a spreadsheet counts, 1 for the headings; 0 for the whole file.
        column: the heading, empty where the fault is of the row or the file.
        value: what stood there, cut; never a national identity number.
        facts: what the sentences name.
    """

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the fault as JSON values."""
        return {
            "code": self.code,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "facts": self.facts,
        }


def fault_of(told: dict[str, Any]) -> RowFault:
    """Return a fault from its JSON values."""
    return RowFault(told["code"], told["row"], told["column"], told["value"], told["facts"])


class Unreadable(Exception):
    """Tell that one cell cannot be used; carries the code and the facts of the fault."""

    def __init__(self, code: str, **facts: Any) -> None:
        """Keep code and facts."""
        super().__init__(code)
        self.code = code
        self.facts = facts


class NotReadable(Exception):
    """Tell that the file as a whole cannot be read; carries its faults."""

    def __init__(self, *faults: RowFault) -> None:
        """Keep the faults."""
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = list(faults)


def shown(value: str) -> str:
    """Return a cell's text as it may be repeated: on one line, cut, and without secrets.

    Args:
        value: what stood in the cell.
    """
    if holds_national_number(value):
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in value)
    return plain if len(plain) <= SHOWN_SIGNS else plain[: SHOWN_SIGNS - 1] + "…"


def holds_national_number(text: str) -> bool:
    """Tell whether a text holds eleven digits that can be a national identity number.

    Args:
        text: any text. A telephone number after a plus sign is none.
    """
    for found in _ELEVEN.finditer(text):
        day, month = int(found[1]), int(found[2])
        day_fits = 1 <= day <= 31 or 41 <= day <= 71
        if day_fits and any(1 <= month - shift <= 12 for shift in MONTH_SHIFTS):
            return True
    return False
