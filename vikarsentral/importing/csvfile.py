"""Read CSV the way Norwegian spreadsheets write it: encoding and separator are found."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from vikarsentral.importing import limits
from vikarsentral.importing.columns import recognised
from vikarsentral.importing.faults import NotReadable, RowFault

SEPARATORS = (";", ",", "\t")
BOMS_16 = (b"\xff\xfe", b"\xfe\xff")
# Letters of UTF-8 read one byte at a time: a file that mixes the two encodings has them.
_MIXED = re.compile("[ÃÂ][\u0080-\u00bf\u2018-\u2030\u0152-\u0178\u20ac\u2122]")
_TOLD = re.compile(r'"?sep=([;,\t])"?\r?\n')
"""The line by which Excel is told the separator."""
_WORD = re.compile(r"\S*[^\x00-\x7f]\S*")

Row = tuple[int, list[str]]
"""The row's number as a spreadsheet counts, and its cells."""


def decoded(content: bytes) -> tuple[str, dict[str, str]]:
    """Decode a file as UTF-8, or else as Windows-1252.

    Args:
        content: the bytes.

    Returns:
        The text, and what to tell about how it was read.

    Raises:
        NotReadable: another encoding, two mixed, or bytes that are no text.
    """
    if content.startswith(BOMS_16) or b"\x00" in content:
        raise NotReadable(RowFault("encoding"))
    try:
        return content.decode("utf-8-sig").lstrip("\ufeff"), {"encoding": "UTF-8"}
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise NotReadable(RowFault("encoding")) from None
    if _MIXED.search(text):
        raise NotReadable(RowFault("encoding"))
    words = dict.fromkeys(found[0] for found in _WORD.finditer(text))
    return text, {"encoding": "Windows-1252", "words": ", ".join(list(words)[:5])[:200]}


def separator_of(kind: str, text: str) -> str:
    """Return the separator under which most headings of the kind are known.

    Args:
        kind: of file.
        text: the whole text.
    """
    if told := _TOLD.match(text):
        return told[1]
    first = text.split("\n", 1)[0][: limits.COLUMNS * limits.CELL_SIGNS]
    counts = {}
    for one in SEPARATORS:
        try:
            headings = next(csv.reader([first], delimiter=one), [])
        except csv.Error:
            headings = first.split(one)
        counts[one] = (recognised(kind, headings), first.count(one))
    return max(SEPARATORS, key=lambda one: counts[one])


def rows(text: str, separator: str) -> Iterator[Row]:
    """Yield the rows of a file, blank ones left out.

    Args:
        text: the whole text.
        separator: between cells.

    Yields:
        Number and cells of each row.

    Raises:
        NotReadable: a quote is never closed, or a cell is far too long; tells the row.
    """
    csv.field_size_limit(limits.CELL_SIGNS * 2)
    told = _TOLD.match(text)
    source = io.StringIO(text, newline="")
    source.seek(told.end() if told else 0)
    reader = csv.reader(source, delimiter=separator, strict=True)
    number = 1 if told else 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            code = "cell_too_long" if "limit" in str(error) else "quote_open"
            raise NotReadable(RowFault(code, number, facts={"most": limits.CELL_SIGNS})) from None
        if cells is None:
            return
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield number, cells
