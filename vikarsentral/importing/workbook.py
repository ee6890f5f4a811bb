"""Read the first visible sheet of an XLSX workbook as rows of text; nothing is ever worked out.

Macros and links to other files are left alone. A formula, an error or a cell merged with others
is a fault of its row: what a spreadsheet program would show is not in the file for certain.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from vikarsentral.importing import limits
from vikarsentral.importing.csvfile import Row
from vikarsentral.importing.faults import NotReadable, RowFault
from vikarsentral.importing.packed import Seen, looked_through

FORMULA, ERROR = "\x00formula", "\x00error"
"""What stands for a cell that holds no value; no text of a workbook holds the sign zero."""

MINUTE = timedelta(minutes=1)


class Book:
    """One opened workbook: its rows, and what to tell about it."""

    def __init__(self, content: bytes) -> None:
        """Open a workbook.

        Args:
            content: the file's bytes.

        Raises:
            NotReadable: it is no workbook, or holds what is refused.
        """
        self._seen = looked_through(content)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # styles and drawings are of no interest
                self._book = load_workbook(
                    io.BytesIO(content), read_only=True, keep_links=False, keep_vba=False
                )
                sheets = self._book.worksheets
        except MemoryError:
            raise
        except Exception:  # the reader raises anything at all on a broken part
            raise NotReadable(RowFault("not_a_workbook")) from None
        visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        if not visible:
            raise NotReadable(RowFault("no_rows"))
        self._sheet = visible[0]
        self._others = [sheet for sheet in sheets if sheet is not self._sheet]

    def notes(self) -> dict[str, str]:
        """Return what to tell people about the workbook."""
        told = {"sheet": str(self._sheet.title)[:100]}
        if self._others:
            told["sheets_left_out"] = ", ".join(str(one.title) for one in self._others)[:200]
        if self._part() in self._seen.hidden:
            told["hidden"] = "yes"
        if self._seen.has_macros:
            told["macros"] = "yes"
        if self._seen.has_links:
            told["links"] = "yes"
        return told

    def _part(self) -> str:
        return str(getattr(self._sheet, "_worksheet_path", "")).lstrip("/")

    def merged(self) -> str:
        """Return the first merged range of the sheet, or an empty text."""
        return self._seen.merged.get(self._part(), "")

    def rows(self, most: int) -> Iterator[Row]:
        """Yield the rows of the sheet, blank ones left out.

        Args:
            most: rows at most, the headings included.

        Yields:
            Number and cells of each row.

        Raises:
            NotReadable: more rows or columns than allowed, or broken markup.
        """
        self._sheet.reset_dimensions()
        number = 0
        try:
            for cells in self._sheet.iter_rows():
                number += 1
                if number > most:
                    raise NotReadable(RowFault("too_many_rows", facts={"most": most - 1}))
                texts = [_text(cell) for cell in cells]
                while texts and not texts[-1]:
                    texts.pop()
                if len(texts) > limits.COLUMNS:
                    facts = {"most": limits.COLUMNS}
                    raise NotReadable(RowFault("too_many_columns", number, facts=facts))
                if texts:
                    yield number, texts
        except (NotReadable, MemoryError):
            raise
        except Exception:  # the reader raises anything at all on a broken part
            raise NotReadable(RowFault("not_a_workbook", number)) from None


def _text(cell: Any) -> str:
    """Return a cell as the text a person would have typed."""
    value = cell.value
    if value is None:
        return ""
    kind = cell.data_type
    if kind == "f":
        return FORMULA
    if kind == "e":
        return ERROR
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").strip()
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, int | float):
        if "%" in cell.number_format:  # shown as 63,39 %, held as 0.6339
            return f"{value * 100:.10g}%"
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    return _time_text(value)


def _time_text(value: object) -> str:
    if isinstance(value, datetime):
        value = _to_minute(value)
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        whole = _to_minute(datetime.combine(date(2000, 1, 1), value))
        return whole.strftime("%H:%M") if whole.day == 1 else "24:00"
    if isinstance(value, timedelta):
        minutes = round(value / MINUTE)
        return f"{minutes // 60:02}:{minutes % 60:02}" if minutes >= 0 else str(value)
    return str(value)


def _to_minute(value: datetime) -> datetime:
    """Take away the few milliseconds that fractions of a day leave."""
    near = (value + MINUTE / 2).replace(second=0, microsecond=0)
    return near if abs(near - value) < timedelta(seconds=2) else value


def address(column: int, row: int) -> str:
    """Return a cell's address, such as C17.

    Args:
        column: 1 for the first.
        row: 1 for the first.
    """
    return f"{get_column_letter(column)}{row}"


__all__ = ["ERROR", "FORMULA", "Book", "Seen", "address"]
