"""The files of the bench open as what they are, in the hands of others."""

from contextlib import closing

import pytest
from openpyxl import load_workbook

from tests.bench.sheets import AT_ONCE, write

HEADINGS = ("Navn", "Merke")
ROWS = [(f"Åse {n}", "a & b <c>") for n in range(AT_ONCE + 3)]


def test_a_workbook_holds_every_row(tmp_path):
    file = tmp_path / "fil.xlsx"
    write(file, HEADINGS, ROWS)
    with closing(load_workbook(file, read_only=True)) as book:
        assert list(book.worksheets[0].values) == [HEADINGS, *ROWS]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_product_reads_it(tmp_path, ending):
    from vikarsentral.importing.sheet import opened

    file = tmp_path / f"fil.{ending}"
    write(file, HEADINGS, ROWS)
    rows = opened("people", file.read_bytes(), file.name).rows
    assert [tuple(cells) for _, cells in rows] == [HEADINGS, *ROWS]
