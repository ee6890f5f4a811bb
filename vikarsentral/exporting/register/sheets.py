"""Rows under the headings of a kind of file in, as CSV or as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from vikarsentral.exporting.cells import csv_bytes, harmless
from vikarsentral.importing.columns import COLUMNS
from vikarsentral.importing.templates import TEXT

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final = ("csv", "xlsx")


def headings(kind: str) -> list[str]:
    """Return the headings of a kind of file.

    Args:
        kind: people, rota or needs.
    """
    return [column.heading for column in COLUMNS[kind]]


def as_csv(kind: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a CSV file.

    Args:
        kind: people, rota or needs.
        rows: a text for each column, in their order.
    """
    return csv_bytes(headings(kind), rows)


def as_workbook(kind: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a workbook where every cell is text: no number, no date and no formula.

    Args:
        kind: people, rota or needs.
        rows: a text for each column, in their order.
    """
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Data")
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    sheet.append([_cell(sheet, heading, font=bold) for heading in headings(kind)])
    for row in rows:
        sheet.append([_cell(sheet, text) if text else None for text in row])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _cell(sheet: Any, text: str, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet, harmless(text))
    cell.data_type, cell.number_format = "s", TEXT
    if font is not None:
        cell.font = font
    return cell
