"""Bad workbooks: each is refused with what is wrong; what is hidden in good ones is told.

Source: reliability section 4, X rows.
"""

import io
import struct
import zipfile
from datetime import date, time

import pytest

from tests.vikarsentral.importing.files import book_file, csv_file, table
from vikarsentral.importing import limits

NEEDS = ("Enhet", "Dato", "Fra", "Til", "Krav")
GOOD = ("solvang", "11.01.2027", "07:30", "15:00", "sykepleier")
PEOPLE = (
    "Ansattnummer",
    "Navn",
    "Stilling",
    "Ansettelse",
    "Enhet",
    "Stillingsprosent",
    "Timer i full uke",
    "Fra dato",
)
KARI = ("00123", "Kari", "sykepleier", "deltid", "solvang", "50", "35,5", "01.01.2027")


def codes(kind, content, name="fil.csv"):
    return [fault.code for fault in table(kind, content, name).faults]


NOT_BOOKS = {
    "X1 PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "X1 old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "X1 program": b"MZ\x90\x00\x03" + b"\x00" * 100,
    "D13 cut": book_file(NEEDS, GOOD)[:2000],
    "one byte": b"P",
}


@pytest.mark.parametrize("content", NOT_BOOKS.values(), ids=NOT_BOOKS)
def test_what_is_called_a_workbook_and_is_none(content):
    assert codes("needs", content, "fil.xlsx") == ["not_a_workbook"]


def archive(change):
    """Return a workbook's archive with members changed or added."""
    source = zipfile.ZipFile(io.BytesIO(book_file(NEEDS, GOOD)))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        members = {info.filename: source.read(info) for info in source.infolist()}
        change(members, target)
        for name, content in members.items():
            target.writestr(name, content)
    return held.getvalue()


def put(name, content):
    return archive(lambda members, _: members.update({name: content}))


SHEET = "xl/worksheets/sheet1.xml"


def in_sheet(old, new):
    def change(members, _):
        assert old in members[SHEET]
        members[SHEET] = members[SHEET].replace(old, new, 1)

    return archive(change)


def symlink(members, target):
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    target.writestr(info, "/etc/passwd")


def twice(members, target):
    target.writestr(SHEET, members[SHEET])
    with pytest.warns(UserWarning, match="Duplicate name"):
        target.writestr(SHEET, members[SHEET])
    del members[SHEET]


DTD = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


def zipped(members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return held.getvalue()


def encrypted():
    """Return an archive whose members say that they are encrypted."""
    content = bytearray(book_file(NEEDS, GOOD))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := content.find(mark, at)) >= 0:
            flags = struct.unpack_from("<H", content, at + offset)[0]
            struct.pack_into("<H", content, at + offset, flags | 1)
            at += 4
    return bytes(content)


TRICKS = {
    "X1 other zip": (lambda: zipped({"a.txt": b"x"}), "not_a_workbook"),
    "X2 bomb": (lambda: put("xl/bomb.xml", b" " * (170 * 2**20)), "expands_too_much"),
    "X2 bomb in a small file": (
        lambda: put("xl/bomb.xml", b" " * (8 * 2**20)),
        "expands_too_much",
    ),
    "too many members": (
        lambda: archive(lambda members, _: members.update({f"x{n}": b"" for n in range(250)})),
        "expands_too_much",
    ),
    "X5 DTD": (lambda: in_sheet(b"<worksheet", DTD + b"<worksheet"), "xml_not_allowed"),
    "X5 UTF-16": (
        lambda: put(SHEET, "<worksheet/>".encode("utf-16")),
        "xml_not_allowed",
    ),
    "X6 encrypted": (encrypted, "encrypted"),
    "X6 encrypted by Office": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "X7 path": (lambda: put("../../x", b"x"), "not_a_workbook"),
    "X7 root": (lambda: put("/etc/x", b"x"), "not_a_workbook"),
    "X7 symlink": (lambda: archive(symlink), "not_a_workbook"),
    "X7 twice": (lambda: archive(twice), "not_a_workbook"),
    "X8 merged": (
        lambda: book_file(NEEDS, GOOD, change=lambda book: book.active.merge_cells("A2:B2")),
        "merged",
    ),
    "broken sheet": (lambda: put(SHEET, b"<worksheet><sheetData><row"), "not_a_workbook"),
}


@pytest.mark.parametrize(("make", "code"), TRICKS.values(), ids=TRICKS)
def test_tricks_with_archives_are_refused(make, code):
    assert codes("needs", make(), "fil.xlsx") == [code]


def test_a_cell_far_away_is_refused():
    wide = book_file(NEEDS, GOOD, change=lambda book: book.active.cell(2, 16384, "x"))
    assert codes("needs", wide) == ["too_many_columns"]


def test_a_cell_far_down_is_refused(monkeypatch):
    monkeypatch.setitem(limits.ROWS, "needs", 1000)
    deep = book_file(NEEDS, GOOD, change=lambda book: book.active.cell(1048576, 1, "x"))
    assert codes("needs", deep) == ["too_many_rows"]
    empty = in_sheet(b"</sheetData>", b"<row/>" * 2000 + b"</sheetData>")
    assert codes("needs", empty) == ["too_many_rows"]


def test_formulas_and_errors_are_told_with_their_address():
    read = table("needs", book_file(NEEDS, ("=A1", *GOOD[1:]), ("#REF!", *GOOD[1:])))
    assert [(one.code, one.row, one.facts["cell"]) for one in read.faults] == [
        ("formula", 2, "A2"),
        ("error_cell", 3, "A3"),
    ]


def test_dates_times_and_numbers_of_a_spreadsheet_are_read():
    row = ("solvang", date(2027, 1, 11), time(7, 30), time(15), "sykepleier")
    text = table("needs", csv_file(NEEDS, GOOD)).rows
    assert table("needs", book_file(NEEDS, row)).rows == text
    people = table("people", book_file(PEOPLE, (123, *KARI[1:5], 63.39, 35.5, date(2027, 1, 1))))
    assert people.rows[0][1] == "123"
    assert (people.rows[0][9], people.rows[0][10]) == (6339, 2130)


def test_hidden_things_other_sheets_macros_and_links_are_told_not_followed():
    def change(book):
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("Skjult").sheet_state = "hidden"
        book.create_sheet("Annet")

    read = table("needs", book_file(NEEDS, GOOD, change=change))
    assert read.faults == []
    assert read.notes["hidden"] == "yes"
    assert read.notes["sheets_left_out"] == "Skjult, Annet"
    macros = table("needs", put("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"))
    assert (macros.faults, macros.notes["macros"]) == ([], "yes")
    links = table("needs", put("xl/externalLinks/externalLink1.xml", b"<externalLink/>"))
    assert (links.faults, links.notes["links"]) == ([], "yes")
