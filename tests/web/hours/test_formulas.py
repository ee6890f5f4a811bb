"""No file that goes out holds a cell that a spreadsheet would run.

Source: reliability section 4, V25.
"""

import csv
import io
import re

import psycopg
import pytest
from openpyxl import load_workbook

from vikarsentral.exporting.cells import RISKY

RUNS = "=HYPERLINK(1)"
WEEK = {"fra": "28.12.2026", "til": "17.01.2027", "alle": "ja"}
FILES = (
    *("/filer-ut/vikarbruk", "/filer-ut/arbeidstid", "/filer-ut/lonn"),
    *("/filer-ut/ansatte", "/filer-ut/turnus", "/filer-ut/behov"),
    *("/vikarbruk/vakter.csv", "/vikarbruk.csv"),
)
SHEETS = FILES[3:6]
NO_TABLE = {"/filer-ut/person", "/filer-ut/lonnsperioder"}


@pytest.fixture
def named(town_db):
    """The town, with names that begin as formulas do wherever a name is kept."""
    with psycopg.connect(town_db) as connection:
        connection.execute("update person set name = %s || name", [RUNS])
        connection.execute("update unit set name = %s || name", [RUNS])
        connection.execute("update person set email = '@' || email where email is not null")
        connection.execute("update shift set requires = '{=1+1}' where kind = 'rota'")
    return town_db


def cells(answer):
    if answer.data.startswith(b"PK"):
        book = load_workbook(io.BytesIO(answer.data))
        assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
        return [str(cell) for row in book.active.values for cell in row if cell is not None]
    text = answer.data.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]


NUMBER = re.compile(r"-?\d+(?:,\d+)?")


def test_no_cell_of_any_file_begins_as_a_formula(as_user, named):
    browser, marked = as_user("admin"), 0
    planner = as_user("planlegger")
    for path in FILES:
        for format_ in ("csv", "xlsx") if path in SHEETS else ("csv",):
            who = planner if "vikarbruk" in path else browser
            told = {} if path.startswith("/vikarbruk") else {**WEEK, "som": format_}
            answer = who.get(path, query_string=told)
            assert answer.status_code == 200, path
            found = cells(answer)
            risky = [
                cell
                for cell in found
                if cell.lstrip().startswith(RISKY) and not NUMBER.fullmatch(cell)
            ]
            assert risky == [], path
            marked += any(RUNS in cell for cell in found)
    assert marked >= 4, "the names are in no file, so nothing was tried"


def test_every_route_that_gives_a_table_is_tried(app):
    told = {*FILES} | NO_TABLE
    gives = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.endswith(".csv") or rule.rule.startswith("/filer-ut/")
        if "GET" in rule.methods
    }
    assert gives - told == set()
