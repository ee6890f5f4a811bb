"""Bad files: each is answered as expected, nothing is half taken in, and nothing falls over.

Source: reliability section 4, D rows.
"""

import pytest

from tests.vikarsentral.importing.files import book_file, csv_file, found, table
from vikarsentral.importing import limits, reading
from vikarsentral.importing.templates import template

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


def with_cell(place, value):
    cells = list(KARI)
    cells[place] = value
    return csv_file(PEOPLE, cells)


EMPTY = {"D1 empty": b"", "D1 mark": b"\xef\xbb\xbf", "D1 headings": csv_file(NEEDS)}
ENCODINGS = {
    "D2 UTF-16": csv_file(NEEDS, GOOD, encoding="utf-16"),
    "D2 UTF-16 without mark": csv_file(NEEDS, GOOD, encoding="utf-16-le"),
    "D2 mixed": "Enhet;Dato;Fra;Til\nSørås;1.1.2027;1:00;2:00\n".encode()
    + "Ås;1.1.2027;1:00;2:00\n".encode("cp1252"),
    "D2 not even Windows-1252": b"Enhet;Dato;Fra;Til\n\x81\x8d\x8f;1.1.2027;1:00;2:00\n",
    "NUL": b"Enhet;Dato;Fra;Til\nsol\x00vang;1.1.2027;1:00;2:00\n",
}


@pytest.mark.parametrize("content", EMPTY.values(), ids=EMPTY)
def test_nothing_in_the_file(content):
    assert codes("needs", content) == ["no_rows"]


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_unreadable_text(content):
    assert codes("needs", content) == ["encoding"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_norwegian_spreadsheets_are_read(encoding, separator, end):
    row = ("Sørås", *GOOD[1:])
    read = table("needs", csv_file(NEEDS, row, encoding=encoding, separator=separator, end=end))
    assert read.faults == []
    assert read.rows[0][2] == "Sørås"
    assert read.notes["separator"] == separator
    guessed = {"encoding": "Windows-1252", "words": read.notes.get("words", "")}
    assert read.notes["encoding"] == ("UTF-8" if encoding != "cp1252" else guessed["encoding"])
    assert encoding != "cp1252" or "Sørås" in read.notes["words"]


def test_columns_missing_twice_unknown_and_misspelt_are_told_at_once():
    content = csv_file(("Enhett", "Dato", "Dato", "Fra", "Sykdom"), GOOD)
    read = table("needs", content)
    assert [(fault.code, fault.column) for fault in read.faults] == [
        ("heading_near", "Enhett"),
        ("heading_twice", "Dato"),
        ("heading_unknown", "Sykdom"),
        ("heading_missing", "Enhet"),
        ("heading_missing", "Til"),
    ]
    assert read.faults[0].facts["near"] == "Enhet"


def test_columns_may_stand_in_any_order():
    read = table("needs", csv_file(NEEDS[::-1], GOOD[::-1]))
    assert (read.faults, read.rows[0][2], read.rows[0][7]) == ([], "solvang", ["sykepleier"])


def test_rows_of_another_length_and_open_quotes_are_told_with_their_row():
    short = table("needs", csv_file(NEEDS, GOOD, GOOD[:3], (*GOOD, "x")))
    assert found(short) == [("cells", 3, ""), ("cells", 4, "")]
    content = csv_file(NEEDS, GOOD) + b'\r\n"solvang;11.01.2027;07:30;15:00;\r\nx;y\r\n'
    assert [(one.code, one.row) for one in table("needs", content).faults] == [("quote_open", 3)]


def test_a_quoted_line_break_is_one_cell():
    content = csv_file(NEEDS) + b'\r\n"solvang";11.01.2027;07:30;15:00;"sykepleier,\r\nlege"\r\n'
    assert table("needs", content).rows[0][7] == ["sykepleier", "lege"]


def test_too_many_rows_stop_the_reading(monkeypatch):
    monkeypatch.setitem(limits.ROWS, "needs", 3)
    assert codes("needs", csv_file(NEEDS, *[GOOD] * 3)) == []
    assert codes("needs", csv_file(NEEDS, *[GOOD] * 4)) == ["too_many_rows"]


def test_too_many_bytes_and_one_endless_line():
    assert codes("needs", b"x" * (limits.FILE_BYTES + 1)) == ["file_too_large"]
    endless = csv_file(NEEDS) + b"\r\n" + b"x" * (5 * 2**20)
    assert codes("needs", endless) == ["cell_too_long"]


DAMAGED = {
    "D10 scientific": (0, "1,23E+05", "damaged_number"),
    "D10 scientific with point": (0, "1.23e+5", "damaged_number"),
    "D11 serial": (7, "45123", "date_format"),
    "D11 American": (7, "03/04/2027", "date_format"),
    "D11 two-digit year": (7, "01.02.27", "date_format"),
    "no such day": (7, "31.02.2027", "date_format"),
    "D12 formula": (1, "=1+1", "formula"),
    "D12 formula as text": (0, '="00123"', "formula"),
    "X8 error": (1, "#REF!", "error_cell"),
    "X8 long": (1, "x" * 1001, "cell_too_long"),
    "name too long": (1, "x" * 101, "too_long"),
    "control sign": (1, "Ka\x07ri", "control_signs"),
    "empty": (1, "", "empty"),
    "national number": (0, "01019012345", "national_number"),
    "national number with a space": (1, "Kari 010190 12345", "national_number"),
    "D-number": (0, "41019012345", "national_number"),
    "test number": (0, "01819012345", "national_number"),
    "over 100": (5, "100,01", "percent"),
    "too exact": (5, "63,394", "percent"),
    "negative": (5, "-1", "percent"),
    "no number": (5, "full", "number"),
    "week too long": (6, "41", "week_hours"),
    "word": (3, "fast", "one_of"),
    "unit missing": (4, "", "unit_needed"),
}


@pytest.mark.parametrize(("place", "value", "code"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_cell_is_told_with_row_and_column(place, value, code):
    quoted = f'"{value.replace(chr(34), chr(34) * 2)}"' if '"' in value else value
    read = table("people", with_cell(place, quoted))
    (fault,) = read.faults
    assert (fault.code, fault.row) == (code, 2)
    assert fault.column == PEOPLE[3 if code == "unit_needed" else place]
    assert read.rows == []
    if code == "national_number":
        assert fault.value == ""


def test_leading_zeros_stay():
    assert table("people", with_cell(0, "00123")).rows[0][1] == "00123"


@pytest.mark.parametrize("told", ["+46 70 123 45 67", "0047 400 00 000", "400 00 000"])
def test_a_telephone_number_is_no_national_number(told):
    headings = (*PEOPLE, "Mobil")
    assert table("people", csv_file(headings, (*KARI, told))).faults == []


@pytest.mark.parametrize("kind", ["people", "rota", "needs", "agency"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_template_is_a_good_file(kind, form):
    read = table(kind, template(kind, form), f"mal.{form}")
    assert read.faults == []
    assert len(read.rows) == 1


def test_the_reading_process_gives_the_same_answer_as_reading_here():
    for content in (csv_file(NEEDS, GOOD, GOOD[:2]), book_file(NEEDS, GOOD)):
        here, there = table("needs", content), reading.read("needs", content, "fil.csv")
        assert (there.rows, there.faults, there.notes) == (here.rows, here.faults, here.notes)
        assert there.present == here.present


def test_a_file_that_asks_for_too_much_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
    read = reading.read("needs", csv_file(NEEDS, *[GOOD] * 1000))
    assert [fault.code for fault in read.faults] == ["too_heavy"]
    assert read.rows == []
