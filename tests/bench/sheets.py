"""Write large files as spreadsheet programs do, fast enough that a bench does not wait for it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
AT_ONCE = 2000
FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{PARTS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{PARTS}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{PARTS}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook {MAIN} xmlns:r="{OFFICE}">'
        '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}
Row = Sequence[str]


def write(file: Path, headings: Row, rows: Iterable[Row]) -> None:
    """Write a file as a spreadsheet program does.

    Args:
        file: where; the ending decides the format.
        headings: first row; at most 26.
        rows: the rest.
    """
    if file.suffix == ".csv":
        held = io.StringIO(newline="")
        writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows(rows)
        file.write_bytes(held.getvalue().encode("utf-8-sig"))
        return
    shared: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in FIXED.items():
            archive.writestr(name, HEAD + part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for block in _sheet(chain([headings], rows), shared):
                sheet.write(block.encode())
        texts = "".join(f"<si><t>{escape(one)}</t></si>" for one in shared)
        told = f'<sst {MAIN} uniqueCount="{len(shared)}">{texts}</sst>'
        archive.writestr("xl/sharedStrings.xml", HEAD + told)


def _sheet(rows: Iterable[Row], shared: dict[str, int]) -> Iterator[str]:
    """Yield the sheet's text; each text is told once, and cells hold its number."""
    yield f"{HEAD}<worksheet {MAIN}><sheetData>"
    held: list[str] = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{letter}{number}" t="s"><v>{shared.setdefault(one, len(shared))}</v></c>'
            for letter, one in zip(ascii_uppercase, row, strict=False)
        )
        held.append(f'<row r="{number}">{cells}</row>')
        if number % AT_ONCE == 0:
            yield "".join(held)
            held.clear()
    yield "".join(held) + "</sheetData></worksheet>"
