"""The stream of cells: the same values as a library that builds the whole sheet, and stricter."""

import io
from datetime import date, datetime, time, timedelta
from xml.parsers.expat import ExpatError

import openpyxl
import pytest

from tests.vikarsentral.importing.files import book_file
from vikarsentral.importing.sheetxml import (
    ERROR,
    FORMULA,
    Broken,
    Styles,
    number_text,
    rows,
    shared_texts,
    time_text,
)
from vikarsentral.importing.workbook import Book, address

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet has no zones
STYLES = Styles(frozenset({1, 2}), frozenset({2}), frozenset({3}), EPOCH)
TEXTS = ["Åse", " Ola "]


def read(markup, texts=TEXTS):
    sheet = f"<worksheet><sheetData>{markup}</sheetData></worksheet>"
    return list(rows(io.BytesIO(sheet.encode()), texts, STYLES))


CELLS = {
    "shared text": ('<c r="A1" t="s"><v>0</v></c>', "Åse"),
    "blanks around": ('<c r="A1" t="s"><v>1</v></c>', "Ola"),
    "inline text": ('<c r="A1" t="inlineStr"><is><t>Per</t></is></c>', "Per"),
    "inline text in parts": (
        '<c t="inlineStr"><is><r><t>Per</t></r><r><t> Vik</t></r></is></c>',
        "Per Vik",
    ),
    "how it is said": ('<c t="inlineStr"><is><t>Per</t><rPh><t>X</t></rPh></is></c>', "Per"),
    "whole number": ('<c r="A1"><v>123</v></c>', "123"),
    "long number": ('<c r="A1"><v>12345678901234567890</v></c>', "12345678901234567890"),
    "decimals": ('<c r="A1"><v>63.39</v></c>', "63.39"),
    "ten figures": ('<c r="A1"><v>0.1</v></c>', "0.1"),
    "noise of binary": ('<c r="A1"><v>412.49999999999994</v></c>', "412.5"),
    "date": ('<c r="A1" s="1"><v>46033</v></c>', "2026-01-11"),
    "time": ('<c r="A1" s="1"><v>0.3125</v></c>', "07:30"),
    "24 hours": ('<c r="A1" s="2"><v>1</v></c>', "24:00"),
    "share": ('<c r="A1" s="3"><v>0.6339</v></c>', "63.39%"),
    "yes": ('<c r="A1" t="b"><v>1</v></c>', "ja"),
    "error": ('<c r="A1" t="e"><v>#REF!</v></c>', ERROR),
    "formula": ('<c r="A1"><f>B1</f><v>5</v></c>', FORMULA),
    "formula of a text": ('<c r="A1" t="str"><f>B1</f><v>x</v></c>', FORMULA),
    "ISO date": ('<c r="A1" t="d"><v>2026-01-11</v></c>', "2026-01-11"),
    "no such day": ('<c r="A1" s="1"><v>99999999999</v></c>', ERROR),
    "with a prefix": ('<x:c r="A1"><x:v>5</x:v></x:c>', "5"),
}


@pytest.mark.parametrize(("markup", "told"), CELLS.values(), ids=CELLS)
def test_each_kind_of_cell(markup, told):
    assert read(f'<row r="1">{markup}</row>') == [(1, {1: told})]


def test_rows_and_cells_are_counted_where_they_are_not_numbered():
    markup = '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="7"/><row><c r="B8"/></row>'
    assert read(markup) == [(1, {1: "1", 3: "3"}), (7, {}), (8, {})]


BROKEN = {
    "row twice": ('<row r="2"/><row r="2"/>', Broken),
    "rows turned": ('<row r="3"/><row r="2"/>', Broken),
    "cell twice": ('<row r="1"><c r="A1"/><c r="A1"/></row>', Broken),
    "cells turned": ('<row r="1"><c r="C1"/><c r="A1"/></row>', Broken),
    "odd kind": ('<row r="1"><c r="A1" t="x"><v>1</v></c></row>', Broken),
    "no such text": ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', IndexError),
    "no number": ('<row r="1"><c r="A1"><v>abc</v></c></row>', ValueError),
    "no column": ('<row r="1"><c r="1"/></row>', ValueError),
    "cut": ('<row r="1"><c', ExpatError),
}


@pytest.mark.parametrize(("markup", "fault"), BROKEN.values(), ids=BROKEN)
def test_broken_markup_is_told(markup, fault):
    with pytest.raises(fault):
        read(markup)


def test_a_document_type_is_refused_here_too():
    with pytest.raises(Broken):
        shared_texts(
            io.BytesIO(b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><sst><si><t>&a;</t></si></sst>")
        )


def test_what_stands_beside_the_cells_is_left_out():
    sheet = b"<worksheet><c><v>1</v></c><sheetData/><extLst><row><c><v>2</v></c></row></extLst>"
    assert list(rows(io.BytesIO(sheet + b"</worksheet>"), [], STYLES)) == []


def test_shared_texts_are_joined_without_how_they_are_said():
    markup = "<sst><si><t>Åse</t></si><si><r><t>A</t></r><r><t> B</t></r></si>"
    markup += "<si><t>東</t><rPh><t>x</t></rPh></si><si/></sst>"
    assert shared_texts(io.BytesIO(markup.encode())) == ["Åse", "A B", "東", ""]


def test_a_whole_sheet_says_what_the_library_says():
    values = [
        ["Åse & <Ola>", 123, 63.39, -0.5, 0, True, None, "siste"],
        [date(2027, 1, 11), time(7, 30), datetime(2027, 1, 11), timedelta(hours=30), 1e15, "x"],  # noqa: DTZ001 - a spreadsheet has no zones
    ]
    content = book_file(*values)
    told = [cells for _, cells in Book(content).rows(10)]
    library = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert told == [
        [spoken(value) for value in row][: len(told[n])] for n, row in enumerate(library)
    ]


def spoken(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, float):
        return f"{value:.10g}"
    return time_text(value)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (time(23, 59, 59, 900_000), "24:00"),
        (timedelta(hours=36, minutes=15), "36:15"),
        (datetime(2027, 1, 11, 7, 29, 59, 999_500), "2027-01-11 07:30:00"),  # noqa: DTZ001 - as above
        (datetime(2027, 1, 11, 7, 30, 20), "2027-01-11 07:30:20"),  # noqa: DTZ001 - as above
    ],
)
def test_parts_of_a_second_are_taken_away(value, told):
    assert time_text(value) == told


def test_a_number_is_shown_by_its_style():
    assert [number_text("0.25", style, STYLES) for style in (0, 1, 3)] == ["0.25", "06:00", "25%"]


def test_an_address_is_that_of_the_spreadsheet():
    assert (address(3, 17), address(28, 2)) == ("C17", "AB2")
