"""Templates to download: the headings, one example row, and an explanation per column."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from vikarsentral.importing.columns import COLUMNS
from vikarsentral.importing.helps import help_of

FORMATS: Final = ("csv", "xlsx")
TEXT: Final = "@"
WIDEST: Final = 80
EXPLANATION: Final = "Forklaring"
NEEDED: Final = {True: "må fylles ut", False: "kan stå tom"}


def template(kind: str, format_: str) -> bytes:
    """Return the template of a kind of file; it can be filled in and taken in as it is.

    Args:
        kind: people, rota, needs or agency.
        format_: csv or xlsx.
    """
    return _book(kind) if format_ == "xlsx" else _text(kind)


def _text(kind: str) -> bytes:
    """Return CSV as a Norwegian spreadsheet opens it: semicolons, UTF-8 with its mark."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in COLUMNS[kind]])
    writer.writerow([column.example for column in COLUMNS[kind]])
    return held.getvalue().encode("utf-8-sig")


def _book(kind: str) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Data"
    sheet.append([column.heading for column in COLUMNS[kind]])
    sheet.append([column.example for column in COLUMNS[kind]])
    for place, column in enumerate(COLUMNS[kind], start=1):
        letter = get_column_letter(place)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(12, len(column.heading) + 4)
        for row in range(2, 202):  # a spreadsheet must not make numbers or dates of texts
            sheet[f"{letter}{row}"].number_format = TEXT
    sheet.freeze_panes = "A2"
    told: Any = book.create_sheet(EXPLANATION)
    told.append(["Kolonne", "Fylles ut", "Forklaring", "Eksempel"])
    for column in COLUMNS[kind]:
        needed = NEEDED[column.filled]
        told.append([column.heading, needed, help_of(kind, column, "nb"), column.example])
    for letter, width in (("A", 22), ("B", 16), ("C", WIDEST), ("D", 40)):
        told.column_dimensions[letter].width = width
        told[f"{letter}1"].font = Font(bold=True)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
