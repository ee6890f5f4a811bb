"""What one cell may say: read the way people write it, and never guessed.

Source: reliability section 4, V rows, where a file can hold them.
"""

from datetime import time, timedelta

import pytest

from tests.vikarsentral.importing.files import book_file, csv_file, table

HEADINGS = (
    "Ansattnummer",
    "Navn",
    "Mobil",
    "E-post",
    "Stilling",
    "Ansettelse",
    "Stillingsprosent",
    "Timer i full uke",
    "Fra dato",
    "Timekostnad",
)
KARI = (
    *("00123", "Kari", "", "", "sykepleier", "vikarsentral", "50", "35,5", "01.01.2026"),
    "412,50",
)
KEYS = {
    "number": 1,
    "name": 2,
    "phone": 3,
    "email": 4,
    "size": 9,
    "week": 10,
    "date": 11,
    "cost": 13,
}
PLACES = {
    "number": 0,
    "name": 1,
    "phone": 2,
    "email": 3,
    "size": 6,
    "week": 7,
    "date": 8,
    "cost": 9,
}


def people(cell, value, make=csv_file):
    cells = list(KARI)
    cells[PLACES[cell]] = value
    return table("people", make(HEADINGS, cells))


REFUSED = {
    "V34 a share or a percentage": ("size", "0,8", "share"),
    "V34 one": ("size", "1", "share"),
    "V34 one with decimals": ("size", "1,00", "share"),
    "V34 more than all": ("size", "101", "percent"),
    "V6 nan": ("size", "nan", "number"),
    "V6 hexadecimal": ("size", "0x10", "number"),
    "V6 far too much": ("size", "1e400", "damaged_number"),
    "V7 underscore": ("size", "1_0", "number"),
    "V7 wide digits": ("size", "１２", "number"),
    "V7 Arabic digits": ("size", "٣", "number"),
    "V7 wide digits in a date": ("date", "１1.01.2026", "date_format"),
    "V7 wide digits in a telephone number": ("phone", "４0000000", "phone"),
    "V15 two-digit year": ("date", "01.01.26", "date_format"),
    "V8 no such date": ("date", "29.02.2027", "date_format"),
    "V12 year 9999": ("date", "01.01.9999", "date_format"),
    "V17 nothing to see": ("name", "\u200b\u00a0", "control_signs"),
    "V18 marks in a heap": ("name", "a" + "\u0301" * 6, "control_signs"),
    "V19 delete": ("name", "Ka\x7fri", "control_signs"),
    "V19 C1": ("name", "Ka\x85ri", "control_signs"),
    "V20 turned round": ("name", "Ka\u202eri", "control_signs"),
    "V26 link": ("name", "https://example.no/x", "link"),
    "V26 address": ("name", "Vinn på example.no", "link"),
    "V29 two dots": ("email", "kari@kommunen..no", "email"),
    "V29 dot first": ("email", "kari@.kommunen.no", "email"),
    "V29 dot last": ("email", "kari@kommunen.no.", "email"),
    "V29 two signs": ("email", "a@b@c.no", "email"),
    "V29 nothing to see": ("email", "ka\u200bri@kommunen.no", "control_signs"),
    "V30 emergency": ("phone", "112", "phone"),
    "V30 service": ("phone", "1881", "phone"),
    "V30 letters": ("phone", "+47 4000000a", "phone"),
    "more than an hour can cost": ("cost", "99 999 999,00", "kroner_hour"),
}


@pytest.mark.parametrize(("cell", "value", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(cell, value, code):
    read = people(cell, value)
    assert [fault.code for fault in read.faults] == [code]
    assert read.rows == []


TAKEN = {
    "V34 percent sign": ("size", "0,8 %", 80),
    "V34 full": ("size", "100%", 10_000),
    "V34 none": ("size", "0", 0),
    "V5 comma": ("week", "35,5", 2130),
    "V5 point": ("week", "35.5", 2130),
    "V5 hours and minutes": ("week", "35:30", 2130),
    "V21 letters in two parts": ("name", "A\u030ase", "\u00c5se"),
    "V24 as it is": ("name", "Bjørn-Åge O'Brien Đorđe ŋ", "Bjørn-Åge O'Brien Đorđe ŋ"),
    "V24 a saint": ("name", "St.Hans Nordmann", "St.Hans Nordmann"),
    "V29 Norwegian domain": ("email", "kari@ås.kommune.no", "kari@ås.kommune.no"),
    "employed long ago": ("date", "15.08.1979", "1979-08-15"),
    "V25 as our own files mark a text": ("name", "'=1+1 Ås", "=1+1 Ås"),
    "V25 an apostrophe that is a name's own": ("name", "'t Hooft", "'t Hooft"),
    "hard spaces in a number": ("cost", "5\u00a0812,50", 581_250),
}


@pytest.mark.parametrize(("cell", "value", "stored"), TAKEN.values(), ids=TAKEN)
def test_what_is_taken(cell, value, stored):
    read = people(cell, value)
    assert read.faults == []
    assert read.rows[0][KEYS[cell]] == stored


def test_headings_in_two_parts_are_known():
    headings = (*HEADINGS, "Hjemmeomra\u030ade")
    assert table("people", csv_file(headings, (*KARI, "nord"))).rows[0][-1] == "nord"


def percent(value, shown="0.00%"):
    """Return a people workbook with a share that a spreadsheet shows as a percentage."""

    def change(book):
        cell = book.active.cell(2, PLACES["size"] + 1)
        cell.value, cell.number_format = value, shown

    return table("people", book_file(HEADINGS, KARI, change=change))


@pytest.mark.parametrize(
    ("value", "shown", "stored"),
    [(0.6339, "0.00%", 6339), (0.5, "0%", 5000), (1, "0 %", 10_000), (0.29, "0%", 2900)],
)
def test_a_percentage_of_a_spreadsheet_is_read_as_it_is_shown(value, shown, stored):
    read = percent(value, shown)
    assert read.faults == []
    assert read.rows[0][KEYS["size"]] == stored


def test_a_share_without_a_percent_sign_in_a_spreadsheet_is_refused():
    assert [fault.code for fault in percent(0.5, "General").faults] == ["share"]


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("7:30", 450), ("07:30", 450), ("7,5", 450), ("36:15", 2175)],
)
def test_hours_may_be_written_with_a_colon(value, minutes):
    headings = ("Dato", "Enhet", "Timer", "Kroner uten mva.", "Kilde")
    row = ("04.01.2027", "solvang", value, "5 812,50", "Byrå")
    assert table("agency", csv_file(headings, row)).rows[0][4] == minutes


@pytest.mark.parametrize(
    ("value", "minutes"), [(time(7, 30), 450), (timedelta(hours=36, minutes=15), 2175)]
)
def test_hours_may_be_a_time_of_a_spreadsheet(value, minutes):
    headings = ("Dato", "Enhet", "Timer", "Kroner uten mva.", "Kilde")
    row = ("04.01.2027", "solvang", value, 5812.5, "Byrå")
    assert table("agency", book_file(headings, row)).rows[0][4] == minutes


def test_the_separator_line_of_excel_is_left_out_and_rows_keep_their_number():
    good = csv_file(HEADINGS, KARI, (*KARI[:6], "full", *KARI[7:]), separator=",").decode()
    told = good.replace("412,50", '"412,50"').replace("35,5", '"35,5"')
    read = table("people", ("\ufeffsep=,\r\n" + told.removeprefix("\ufeff")).encode())
    assert len(read.rows) == 1
    assert [(fault.code, fault.row) for fault in read.faults] == [("number", 4)]


def test_two_byte_order_marks_are_one():
    content = csv_file(HEADINGS, KARI)
    assert table("people", b"\xef\xbb\xbf" + content).faults == []
