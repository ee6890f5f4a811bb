"""Tables as files a Norwegian Excel opens right: semicolons, decimal commas, a BOM.

Text that a spreadsheet would read as a formula is made harmless with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from flask import Response

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
Value = str | int | Decimal


def written(value: Value) -> str:
    """Return a value as the file holds it.

    Args:
        value: a text, a whole number, or a number with decimals.
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    return str(value).replace(".", ",")


def hours(minutes: int) -> Decimal:
    """Return minutes as hours with two decimals."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def kroner(ore: int) -> Decimal:
    """Return øre as kroner with two decimals."""
    return (Decimal(ore) / 100).quantize(Decimal("0.01"))


def answer(name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Response:
    """Return a table as a file to save.

    Args:
        name: what the file is called, without its ending.
        head: the names of the columns.
        rows: as many values in each.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(written, head))
    writer.writerows(map(written, row) for row in rows)
    body = target.getvalue().encode("utf-8-sig")
    told = Response(body, content_type="text/csv; charset=utf-8")
    told.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return told
