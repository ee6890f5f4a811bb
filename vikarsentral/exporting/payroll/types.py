"""Pay types: which number of the payroll system each kind of pay has.

The numbers are examples that a municipality replaces with its own by a file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Final

from vikarsentral.errors import BadInput, Fault

PAY_TYPES: Final[Mapping[str, tuple[str, str]]] = {
    "fixed": ("1000", "Timer i fast lønn"),
    "hourly": ("1100", "Timelønn"),
    "merarbeid": ("1110", "Merarbeid"),
    "weekend": ("2110", "Lørdags- og søndagstillegg"),
    "holiday": ("2120", "Helge- og høytidstillegg"),
    "evening": ("2130", "Kveldstillegg i turnus"),
    "night": ("2131", "Nattillegg i turnus"),
    "evening_other": ("2132", "Kvelds- og nattillegg utenfor turnus"),
    "displaced": ("2140", "Forskjøvet arbeidstid"),
    "overtime_50": ("2210", "Overtid 50 %"),
    "overtime_100": ("2220", "Overtid 100 %"),
    "overtime_133": ("2230", "Overtid 133 1/3 %"),
    "call_out": ("2240", "Utrykning, minste betalte tid"),
}
"""Number and name by kind; `fixed` is what the monthly pay already covers."""

CODE: Final = re.compile(r"[0-9A-Za-z]{1,10}")


def pay_types(text: str) -> dict[str, tuple[str, str]]:
    """Read a municipality's own pay types; kinds that are not named keep the example's number.

    Args:
        text: CSV with semicolons: kind;number, one a line; a first line `slag;lønnsart` is
            skipped.

    Raises:
        BadInput: an unknown kind, a number that is none, or a kind twice; all faults at once.
    """
    found = dict(PAY_TYPES)
    seen: set[str] = set()
    faults = []
    for place, row in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (place == 1 and cells[0] == "slag"):
            continue
        kind, code = (*cells, "")[:2]
        if kind not in PAY_TYPES:
            faults.append(Fault(f"line {place}", f"{kind!r} is unknown", ", ".join(PAY_TYPES)))
        elif kind in seen:
            faults.append(Fault(f"line {place}", f"{kind!r} stands twice", "each kind once"))
        elif CODE.fullmatch(code) is None:
            faults.append(Fault(f"line {place}", f"{code!r} is no pay type", "1 to 10 digits"))
        else:
            seen.add(kind)
            found[kind] = (code, PAY_TYPES[kind][1])
    if faults:
        raise BadInput(faults)
    return found
