"""The plug-ins: how each payroll system wants its lines.

Source: ecosystem.md 5.10 (Visma Lønn's line: semicolons, decimal point, fifteen fields).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from vikarsentral import settings
from vikarsentral.errors import BadInput, Fault
from vikarsentral.exporting.cells import csv_bytes, day, hours, kroner, stamp
from vikarsentral.exporting.payroll.accounts import Account
from vikarsentral.exporting.payroll.rows import Row

Types: TypeAlias = Mapping[str, tuple[str, str]]
VismaKey: TypeAlias = tuple[str, str, int, str, Account]
"""Number, pay type, rate, the period it corrects, and where it is entered."""
Write: TypeAlias = Callable[[Sequence[Row], Types], bytes]


@dataclass(frozen=True, slots=True)
class Writer:
    """One plug-in.

    Attributes:
        name: of the payroll system or format.
        ending: of the file's name.
        write: from rows and pay types to the file.
        has_fixed: whether what the monthly pay covers is in the file.
    """

    name: str
    ending: str
    write: Write
    has_fixed: bool


HEAD: Final = (
    *("Ansattnummer", "Navn", "Enhet", "Vakt", "Dato", "Fra", "Til", "Lønnsart", "Hva"),
    *("I fast lønn", "Timer", "Minutter", "Sats", "Beløp", "Kilde"),
    *("Retter periode", "Konto", "Ansvar", "Funksjon", "Prosjekt"),
)
VISMA_DIMENSIONS: Final = 6
"""How many dimensions Visma's line has."""


def plain(rows: Sequence[Row], types: Types) -> bytes:
    """Write every line of pay as CSV, also what the monthly pay covers.

    Args:
        rows: the lines.
        types: pay types.
    """
    return csv_bytes(
        HEAD,
        [
            (
                row.employee_no,
                row.name,
                row.unit,
                row.shift_id,
                day(row.starts_at),
                stamp(row.starts_at),
                stamp(row.ends_at),
                types[row.kind][0],
                types[row.kind][1],
                "ja" if row.is_fixed else "nei",
                hours(row.minutes),
                row.minutes,
                kroner(row.rate_ore),
                kroner(row.amount_ore),
                row.source,
                row.corrects,
                *row.account.fields(),
            )
            for row in rows
        ],
    )


def visma(rows: Sequence[Row], types: Types) -> bytes:
    """Write variable pay for Visma Lønn: one line per person, pay type, rate and account.

    The account stands in its own field; ansvar, function and project are dimensions of the line,
    in the order of the setting VISMA_DIMENSIONS, since each municipality's Visma has its own.
    What corrects an earlier period has lines of its own.

    Args:
        rows: the lines.
        types: pay types.

    Raises:
        BadInput: an employee number that the line cannot hold.

    Source: ecosystem.md 5.10.
    """
    _check({row.employee_no for row in rows})
    sums: dict[VismaKey, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        key = (row.employee_no, types[row.kind][0], row.rate_ore, row.corrects, row.account)
        minutes, amount = sums[key]
        sums[key] = minutes + row.minutes, amount + row.amount_ore
    order = settings.current().visma_dimensions.split()
    lines = [_visma_line(key, *sums[key], order) for key in sorted(sums)]
    return "".join(f"{line}\r\n" for line in lines).encode("cp1252")


def _visma_line(key: VismaKey, minutes: int, amount: int, order: Sequence[str]) -> str:
    number, code, rate, _, account = key
    held = {
        "ansvar": account.responsibility,
        "funksjon": account.function,
        "prosjekt": account.project,
    }
    dimensions = [held.get(name, "") for name in order]
    dimensions += [""] * (VISMA_DIMENSIONS - len(order))
    cells = (
        *("0", "0", number, code, "0", _quantity(minutes), _point(rate), _point(amount)),
        *(account.account or "0", "0"),
        *(f'"{one}"' for one in dimensions),
    )
    return ";".join(cells) + ";"


def _check(numbers: Collection[str]) -> None:
    faults = [
        Fault(f"employee number {number}", "does not fit Visma's line", "letters and digits")
        for number in sorted(numbers)
        if not (number.isascii() and number.replace("-", "").isalnum())
    ]
    if faults:
        raise BadInput(faults)


def _quantity(minutes: int) -> str:
    """Write minutes as hours with a decimal point and at most four decimals."""
    number = (Decimal(minutes) / 60).quantize(Decimal("0.0001")).normalize()
    return f"{number:f}"


def _point(ore: int) -> str:
    return f"{kroner(ore):f}"


WRITERS: Final[Mapping[str, Writer]] = {
    "csv": Writer("CSV", "csv", plain, has_fixed=True),
    "visma": Writer("Visma Lønn", "txt", visma, has_fixed=False),
}
"""The plug-ins by the name people choose them with."""
