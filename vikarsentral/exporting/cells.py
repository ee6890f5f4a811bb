"""Values as a Norwegian spreadsheet reads them, and text that no spreadsheet runs.

Files are UTF-8 with a byte order mark, semicolons and decimal commas. Times are Oslo wall-clock
times; in the hour that the clock shows twice the offset is written too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from vikarsentral.clock import OSLO

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell: TypeAlias = str | int | Decimal | None


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Args:
        text: anything.

    Returns:
        The text, after an apostrophe where its first sign that shows is one that starts a
        formula or breaks a cell.
    """
    return f"'{text}" if text.lstrip(" \u00a0\u200b\ufeff").startswith(RISKY) else text


def stamp(at: datetime) -> str:
    """Write an instant as Oslo wall-clock time, such as 2027-01-05 07:30.

    Args:
        at: an instant.

    Returns:
        With the offset where the clock shows that hour twice.
    """
    local = at.astimezone(OSLO)
    first, second = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    return f"{local:%Y-%m-%d %H:%M}" if first == second else local.isoformat(" ", "minutes")


def day(at: datetime) -> str:
    """Write the Oslo date of an instant."""
    return at.astimezone(OSLO).date().isoformat()


def hours(minutes: int) -> Decimal:
    """Return minutes as hours with two decimals; minutes stand beside where sums must agree."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def kroner(ore: int) -> Decimal:
    """Return øre as kroner with two decimals, exactly."""
    return (Decimal(ore) / 100).quantize(Decimal("0.01"))


def written(cell: Cell) -> str:
    """Return a value as the file holds it.

    Args:
        cell: a text, a whole number, a number with decimals, or nothing.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell).replace(".", ",")


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a CSV file.

    Args:
        head: names of the columns.
        rows: as many values in each.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([written(cell) for cell in head])
    writer.writerows([written(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def iso(value: object) -> object:
    """Return a value as JSON holds it: instants with Oslo's offset, dates as text.

    Args:
        value: what a column holds.
    """
    if isinstance(value, datetime):
        return value.astimezone(OSLO).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value
