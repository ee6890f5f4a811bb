"""Read the markup of one sheet and of the shared texts as a stream; nothing is built in memory.

A library that makes an object of each cell spends most of a large import on that. Here the parser
of the standard library calls one small function per mark, and equal cells are worked out once.

Source: ECMA-376 part 1, 18.3.1 (worksheets), 18.4 (shared strings).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO
from xml.parsers.expat import ParserCreate, XMLParserType

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601

FORMULA, ERROR = "\x00formula", "\x00error"
"""What stands for a cell that holds no value; no text of a workbook holds the sign zero."""

CHUNK = 2**16
MINUTE = timedelta(minutes=1)
DIGITS = "0123456789"
KEPT = 50_000


class Broken(Exception):
    """Tell that the markup is not that of a sheet."""


@dataclass(frozen=True, slots=True)
class Styles:
    """How numbers are shown, by the number of the style.

    Attributes:
        dates: as a date or a time of day.
        spans: as hours that may pass 24.
        shares: as a percentage.
        epoch: what day zero is.
    """

    dates: frozenset[int]
    spans: frozenset[int]
    shares: frozenset[int]
    epoch: datetime


def shared_texts(part: IO[bytes]) -> list[str]:
    """Return the texts that cells point to.

    Args:
        part: the markup.

    Raises:
        xml.parsers.expat.ExpatError: it is not well-formed.
    """
    reader = _Texts()
    parser = _parser(reader.start, reader.end, reader.sign)
    while chunk := part.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return reader.texts


def rows(
    part: IO[bytes], texts: list[str], styles: Styles
) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield each row that the markup has: number, and the texts of its cells by column.

    Args:
        part: the markup.
        texts: the shared ones.
        styles: how numbers are shown.

    Yields:
        Row numbers rise; 1 is the first row and the first column. Empty cells are left out.

    Raises:
        Broken: rows or cells come twice or out of order, or a value is none.
        xml.parsers.expat.ExpatError: it is not well-formed.
    """
    reader = _Cells(texts, styles)
    parser = _parser(reader.start, reader.end, reader.sign)
    is_over = False
    while not is_over:
        chunk = part.read(CHUNK)
        is_over = not chunk
        parser.Parse(chunk, is_over)
        yield from reader.rows
        reader.rows.clear()


def _parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    sign: Callable[[str], None],
) -> XMLParserType:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = sign
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*about: object) -> None:
    raise Broken(f"a document type: {about[0]}")


def _plain(name: str) -> str:
    """Return a mark's name without the prefix of its namespace."""
    return name.rpartition(":")[2] if ":" in name else name


@dataclass(slots=True)
class _Texts:
    """Gather the shared texts; how a word is pronounced is left out."""

    texts: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _is_text: bool = False
    _is_sound: bool = False

    def start(self, name: str, marks: dict[str, str]) -> None:
        del marks
        name = _plain(name)
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_sound = True
        self._is_text = name == "t" and not self._is_sound

    def end(self, name: str) -> None:
        name = _plain(name)
        self._is_text = False
        if name == "si":
            self.texts.append("".join(self._parts))
        elif name == "rPh":
            self._is_sound = False

    def sign(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)


class _Cells:
    """Gather the cells of each row."""

    def __init__(self, texts: list[str], styles: Styles) -> None:
        """Begin before the first row."""
        self.rows: list[tuple[int, dict[int, str]]] = []
        self._shared, self._styles = texts, styles
        self._told: dict[tuple[str, str, str], str] = {}
        self._columns: dict[str, int] = {}
        self._is_data = self._is_text = self._is_sound = self._is_formula = False
        self._row = self._column = 0
        self._cells: dict[int, str] = {}
        self._kind, self._style, self._parts = "n", "", [""]

    def start(self, name: str, marks: dict[str, str]) -> None:
        name = _plain(name)
        if not self._is_data:
            self._is_data = name == "sheetData"
        elif name == "c":
            self._column = self._place(marks.get("r"))
            self._kind, self._style = marks.get("t", "n"), marks.get("s", "0")
            self._parts, self._is_formula = [], False
        elif name in ("v", "t"):
            self._is_text = not self._is_sound
        elif name == "row":
            self._begin(marks.get("r"))
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._is_sound = True

    def sign(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._is_text = False
        if not self._is_data:
            return
        name = _plain(name)
        if name == "c":
            told = FORMULA if self._is_formula else self._text("".join(self._parts))
            if told:
                self._cells[self._column] = told
        elif name == "row":
            self.rows.append((self._row, self._cells))
        elif name == "rPh":
            self._is_sound = False
        elif name == "sheetData":
            self._is_data = False

    def _begin(self, told: str | None) -> None:
        number = self._row + 1 if told is None else int(told)
        if number <= self._row:
            raise Broken(f"row {number} after row {self._row}")
        self._row, self._column, self._cells = number, 0, {}

    def _place(self, told: str | None) -> int:
        if told is None:
            return self._column + 1
        letters = told.rstrip(DIGITS)
        place = self._columns.get(letters) or self._columns.setdefault(
            letters, column_index_from_string(letters)
        )
        if place <= self._column:
            raise Broken(f"cell {told} after column {self._column}")
        return place

    def _text(self, raw: str) -> str:
        """Return a cell as the text a person would have typed; equal cells are worked out once."""
        if not raw:
            return ""
        if self._kind == "s":
            return clean(self._shared[int(raw)])
        if self._kind in ("str", "inlineStr"):
            return clean(raw)
        key = self._kind, raw, self._style
        told = self._told.get(key)
        if told is None:
            told = self._worked_out(*key)
            if len(self._told) < KEPT:
                self._told[key] = told
        return told

    def _worked_out(self, kind: str, raw: str, style: str) -> str:
        if kind == "e":
            return ERROR
        if kind == "b":
            return "ja" if int(raw) else "nei"
        if kind == "d":
            return time_text(from_ISO8601(raw))  # type: ignore[no-untyped-call]  # has no types
        if kind != "n":
            raise Broken(f"a cell of kind {kind}")
        return number_text(raw, int(style), self._styles)


def clean(text: str) -> str:
    """Return a text without blanks around, and with no sign zero."""
    return text.replace("\x00", "\ufffd").strip()


def number_text(raw: str, style: int, styles: Styles) -> str:
    """Return a number as it is shown: a date, a time, a percentage or the number.

    Args:
        raw: as the file holds it.
        style: number of the cell's style.
        styles: what the styles mean.
    """
    value = float(raw) if any(sign in ".eE" for sign in raw) else int(raw)
    if style in styles.dates:
        try:
            return time_text(from_excel(value, styles.epoch, timedelta=style in styles.spans))
        except (OverflowError, ValueError):
            return ERROR
    if style in styles.shares:  # shown as 63,39 %, held as 0.6339
        return f"{value * 100:.10g}%"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def time_text(value: object) -> str:
    """Return a date, a time or a length of time as people write it.

    Args:
        value: of a cell.
    """
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
