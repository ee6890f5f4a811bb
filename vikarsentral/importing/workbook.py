"""Read the first visible sheet of an XLSX workbook as rows of text; nothing is ever worked out.

Macros and links to other files are left alone. A formula, an error or a cell merged with others
is a fault of its row: what a spreadsheet program would show is not in the file for certain.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import SHARED_STRINGS

from vikarsentral.importing import limits, sheetxml
from vikarsentral.importing.csvfile import Row
from vikarsentral.importing.faults import NotReadable, RowFault
from vikarsentral.importing.packed import Seen, looked_through
from vikarsentral.importing.sheetxml import ERROR, FORMULA, Styles


class _Sheet(NamedTuple):
    """One sheet: its title, whether people see it, and its part of the archive."""

    title: str
    is_visible: bool
    part: str


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
                sheets = self._opened(content)
        except MemoryError:
            raise
        except Exception:  # the reader raises anything at all on a broken part
            raise NotReadable(RowFault("not_a_workbook")) from None
        visible = [sheet for sheet in sheets if sheet.is_visible]
        if not visible:
            raise NotReadable(RowFault("no_rows"))
        self._sheet = visible[0]
        self._others = [sheet for sheet in sheets if sheet is not self._sheet]

    def _opened(self, content: bytes) -> list[_Sheet]:
        """Read what the workbook says of its sheets and styles, and the shared texts."""
        reader = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
        self._archive: zipfile.ZipFile = reader.archive
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self._styles = _styles(reader.wb)
        self._texts = _texts(self._archive, reader.package)
        names = set(self._archive.namelist())
        return [
            _Sheet(str(sheet.name), sheet.state == "visible", link.target)
            for sheet, link in reader.parser.find_sheets()
            if link.target in names and "chartsheet" not in link.Type
        ]

    def notes(self) -> dict[str, str]:
        """Return what to tell people about the workbook."""
        told = {"sheet": self._sheet.title[:100]}
        if self._others:
            told["sheets_left_out"] = ", ".join(one.title for one in self._others)[:200]
        if self._sheet.part in self._seen.hidden:
            told["hidden"] = "yes"
        if self._seen.has_macros:
            told["macros"] = "yes"
        if self._seen.has_links:
            told["links"] = "yes"
        return told

    def merged(self) -> str:
        """Return the first merged range of the sheet, or an empty text."""
        return self._seen.merged.get(self._sheet.part, "")

    def rows(self, most: int) -> Iterator[Row]:
        """Yield the rows of the sheet, blank ones left out.

        Args:
            most: rows at most, the headings included.

        Yields:
            Number and cells of each row.

        Raises:
            NotReadable: more rows or columns than allowed, or broken markup.
        """
        number = 0
        try:
            with self._archive.open(self._sheet.part) as part:
                for number, cells in sheetxml.rows(part, self._texts, self._styles):
                    if number > most:
                        raise NotReadable(RowFault("too_many_rows", facts={"most": most - 1}))
                    if not cells:
                        continue
                    last = max(cells)
                    if last > limits.COLUMNS:
                        facts = {"most": limits.COLUMNS}
                        raise NotReadable(RowFault("too_many_columns", number, facts=facts))
                    yield number, [cells.get(place, "") for place in range(1, last + 1)]
        except (NotReadable, MemoryError):
            raise
        except Exception:  # a broken part may be wrong in any way
            raise NotReadable(RowFault("not_a_workbook", number)) from None


def _texts(archive: zipfile.ZipFile, package: Manifest) -> list[str]:
    told = package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # openpyxl has no types
    if told is None:
        return []
    with archive.open(told.PartName[1:]) as part:
        return sheetxml.shared_texts(part)


def _styles(book: Any) -> Styles:
    """Find which styles show a number as a date, as hours or as a percentage."""
    shares = {
        number
        for number, style in enumerate(book._cell_styles)  # noqa: SLF001 - no public name
        if "%" in _format(book, style.numFmtId)
    }
    dates, spans = book._date_formats, book._timedelta_formats  # noqa: SLF001 - no public name
    return Styles(frozenset(dates), frozenset(spans), frozenset(shares), book.epoch)


def _format(book: Any, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])  # noqa: SLF001 - as above


def address(column: int, row: int) -> str:
    """Return a cell's address, such as C17.

    Args:
        column: 1 for the first.
        row: 1 for the first.
    """
    return f"{get_column_letter(column)}{row}"


__all__ = ["ERROR", "FORMULA", "Book", "Seen", "address"]
