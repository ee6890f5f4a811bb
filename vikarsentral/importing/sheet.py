"""Turn rows of text into rows of values, with every fault; no database is met here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vikarsentral.importing import limits
from vikarsentral.importing.columns import COLUMNS, Column, placed
from vikarsentral.importing.csvfile import Row, decoded, rows, separator_of
from vikarsentral.importing.faults import (
    NotReadable,
    RowFault,
    Unreadable,
    holds_national_number,
    shown,
)
from vikarsentral.importing.packed import OLE
from vikarsentral.importing.times import DAY_MINUTES, instant
from vikarsentral.importing.workbook import ERROR, FORMULA, Book, address
from vikarsentral.signs import hides, whole

ZIP = b"PK"
MARKED = ("'=", "'+", "'-", "'@")
READ_KEPT = 20_000
NAMING = ("unit", "role", "requires", "competences", "competence", "sectors", "known", "allowed")
"""Columns that name what the register must hold; they are looked up in faulty rows too."""
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """One opened file: its rows of text, and what to tell about how it was read."""

    rows: Iterator[Row]
    notes: dict[str, str]
    is_workbook: bool


def opened(kind: str, content: bytes, name: str = "") -> Opened:
    """Open a file as what it is, whatever it is called.

    Args:
        kind: people, rota, needs or agency.
        content: the file's bytes.
        name: the file's name; tells only what was meant.

    Raises:
        NotReadable: it is neither text nor a workbook, or holds what is refused.
    """
    if len(content) > limits.FILE_BYTES:
        facts = {"most": limits.FILE_BYTES // 2**20}
        raise NotReadable(RowFault("file_too_large", facts=facts))
    is_meant = name.lower().endswith((".xlsx", ".xlsm", ".xls"))
    if content.startswith((ZIP, OLE)) or (is_meant and content):
        book = Book(content)
        if book.merged():
            raise NotReadable(RowFault("merged", 0, "", book.merged()))
        return Opened(book.rows(limits.ROWS[kind] + 1), book.notes(), is_workbook=True)
    text, notes = decoded(content)
    separator = separator_of(kind, text)
    notes["separator"] = separator
    return Opened(rows(text, separator), notes, is_workbook=False)


class Reader:
    """Read the rows of one file and keep its faults."""

    def __init__(self, kind: str, file: Opened) -> None:
        """Read the headings.

        Args:
            kind: of file.
            file: as opened.

        Raises:
            NotReadable: there is no row at all, or the headings are wrong.
        """
        self.kind = kind
        self.faults: list[RowFault] = []
        self.fault_count = 0
        self.faulty: set[int] = set()
        self.held_back: set[str] = set()
        self.partly: list[tuple[int, Values]] = []
        self._file = file
        first = next(file.rows, None)
        if first is None:
            raise NotReadable(RowFault("no_rows"))
        self._heading_row, headings = first
        while headings and not headings[-1]:
            headings.pop()
        self.columns = placed(kind, headings)
        self._places: list[tuple[int, Column, dict[str, Any]]] = [
            (place, column, {}) for place, column in enumerate(self.columns)
        ]
        self._finish = FINISH[kind]
        self._keys = [column.key for column in COLUMNS[kind]]

    @property
    def present(self) -> list[str]:
        """Return the keys of the columns that the file has."""
        return [column.key for column in self.columns]

    def read(self) -> Iterator[list[Any]]:
        """Yield the rows without a fault: number, then a value per column of the kind.

        Raises:
            NotReadable: the file breaks off, has no rows or too many.
        """
        count = 0
        for number, cells in self._file.rows:
            count += 1
            if count > limits.ROWS[self.kind]:
                facts = {"most": limits.ROWS[self.kind]}
                raise NotReadable(RowFault("too_many_rows", facts=facts))
            values = self._row(number, cells)
            if values is not None:
                yield [number, *map(values.get, self._keys)]
        if count == 0:
            raise NotReadable(RowFault("no_rows"))

    def _row(self, number: int, cells: list[str]) -> Values | None:
        if not self._fits(number, cells):
            return None
        before = self.fault_count
        values: Values = {}
        count = len(cells)
        for place, column, read in self._places:
            told = cells[place] if place < count else ""
            value = read.get(told)
            if value is None:
                value = self._cell(number, place, column, told)
                if value is not None and len(read) < READ_KEPT:
                    read[told] = value  # the same text reads the same in every row
            if value is not None:
                values[column.key] = value
        if self.fault_count == before:
            try:
                self._finish(values)
            except Unreadable as wrong:
                key = wrong.facts.pop("key")
                column = next(one for one in self.columns if one.key == key)
                told = cells[self.columns.index(column)]
                self._fault(RowFault(wrong.code, number, column.heading, told, wrong.facts))
        if self.fault_count == before:
            return values
        self.held_back.add(str(values.get("employee_no", "")))
        if len(self.partly) < limits.FAULTS_KEPT:
            self.partly.append((number, {key: values[key] for key in NAMING if key in values}))
        return None

    def _fits(self, number: int, cells: list[str]) -> bool:
        wanted = len(self.columns)
        if self._file.is_workbook and len(cells) < wanted:
            return True
        while len(cells) > wanted and not cells[-1]:
            cells.pop()
        if len(cells) == wanted:
            return True
        facts = {"wanted": wanted, "found": len(cells)}
        self._fault(RowFault("cells", number, facts=facts))
        return False

    def _cell(self, number: int, place: int, column: Column, told: str) -> Any:
        if not told and not column.filled:
            return None
        try:
            if not told:
                raise Unreadable("empty")
            return column.read(_plain(told))
        except Unreadable as wrong:
            value = "" if told in (FORMULA, ERROR) else told
            where = {"cell": address(place + 1, number)} if self._file.is_workbook else {}
            facts = {**wrong.facts, **where}
            self._fault(RowFault(wrong.code, number, column.heading, value, facts))
        return None

    def _fault(self, fault: RowFault) -> None:
        self.fault_count += 1
        self.faulty.add(fault.row)
        if len(self.faults) < limits.FAULTS_KEPT:
            value = shown(fault.value)
            self.faults.append(
                RowFault(fault.code, fault.row, fault.column, value, dict(fault.facts))
            )


def _plain(told: str) -> str:
    """Return a cell's text once nothing forbids it.

    Raises:
        Unreadable: a formula, an error, control signs, too much, or a national identity number.
    """
    if told == FORMULA or told.startswith("="):
        raise Unreadable("formula")
    if told.startswith(MARKED):
        told = told[1:]  # the mark that this is text, as our own files write it
    if told == ERROR or told in ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#I/T"):
        raise Unreadable("error_cell")
    if len(told) > limits.CELL_SIGNS:
        raise Unreadable("cell_too_long", most=limits.CELL_SIGNS)
    if not (told.isascii() and told.isprintable()):
        told = readable(told)
    if holds_national_number(told):
        raise Unreadable("national_number")
    return told


def readable(told: str) -> str:
    """Return a text with each letter in one piece, once it holds nothing that hides or heaps.

    Args:
        told: any text.

    Raises:
        Unreadable: a sign that controls, turns round or cannot be seen, or marks in a heap.

    Source: reliability section 4, V17 to V21.
    """
    plain = whole(told)
    if hides(plain, allowed="\n\r\t"):
        raise Unreadable("control_signs")
    return plain


def _stretch(values: Values) -> None:
    """Turn date and clock times into instants, in minutes since 1970."""
    on, (starts, first_offset), (ends, last_offset) = (
        values["on"],
        values["starts"],
        values["ends"],
    )
    if starts == DAY_MINUTES:
        raise Unreadable("time_format", key="starts")
    if starts == ends:
        raise Unreadable("no_length", key="ends")
    values["starts"] = _instant(on, starts, first_offset, "starts")
    values["ends"] = _instant(_later(on, ends < starts), ends, last_offset, "ends")
    length = values["ends"] - values["starts"]
    if length <= 0:
        raise Unreadable("no_length", key="ends")
    if values.get("unpaid_break", 0) >= length:
        raise Unreadable("break_too_long", key="unpaid_break")


def _instant(on: str, at: int, offset: int | None, key: str) -> int:
    try:
        return instant(on, at, offset)
    except Unreadable as wrong:
        raise Unreadable(wrong.code, key=key, **wrong.facts) from None


def _later(on: str, is_next: bool) -> str:
    return (date.fromisoformat(on) + timedelta(days=1)).isoformat() if is_next else on


def _post(values: Values) -> None:
    """Hold the columns of one post together."""
    if values.get("valid_to", "9999") < values["valid_from"]:
        raise Unreadable("dates_order", key="valid_to")
    has_unit = "unit" in values
    if values["kind"] == "pool" and has_unit:
        raise Unreadable("pool_has_no_unit", key="unit")
    if values["kind"] in ("part_time", "staff") and not has_unit:
        raise Unreadable("unit_needed", key="kind")
    _pay(values)


def _pay(values: Values) -> None:
    """Hold the columns of pay together: one pay, with its first day."""
    told = [key for key in ("annual", "hourly") if key in values]
    if len(told) > 1:
        raise Unreadable("pay_two", key="hourly")
    if told and "pay_from" not in values:
        raise Unreadable("pay_from", key=told[0])
    extra = [key for key in ("pay_from", "supplement", "seniority") if values.get(key)]
    if extra and not told:
        raise Unreadable("pay_missing", key=extra[0])


def _nothing(values: Values) -> None:
    del values


FINISH: dict[str, Callable[[Values], None]] = {
    "people": _post,
    "rota": _stretch,
    "needs": _stretch,
    "agency": _nothing,
}
