"""A workbook of text alone: no formula, no number, no date."""

import io

from openpyxl import load_workbook

from vikarsentral.exporting.register.sheets import as_csv, as_workbook, headings

ROW = ["00042", "solvang", "11.01.2027", "07:30", "15:00", "0", "=cmd|'/c calc'!A0"]


def test_every_cell_of_a_workbook_is_text():
    book = load_workbook(io.BytesIO(as_workbook("rota", [ROW])))
    head, row = book.active.iter_rows()
    assert [cell.value for cell in head] == headings("rota")
    assert {cell.data_type for cell in (*head, *row)} == {"s"}
    assert [cell.value for cell in row] == [*ROW[:-1], "'" + ROW[-1]]


def test_csv_is_as_a_norwegian_spreadsheet_opens_it():
    lines = as_csv("rota", [ROW]).decode("utf-8-sig").split("\r\n")
    assert lines[0] == ";".join(headings("rota"))
    assert lines[1].endswith(";'=cmd|'/c calc'!A0")
