"""Files for tests of importing: written as spreadsheets write them, read in this process."""

import io

from openpyxl import Workbook

from vikarsentral.access import system
from vikarsentral.importing import taking
from vikarsentral.importing.faults import NotReadable
from vikarsentral.importing.reading import Table
from vikarsentral.importing.sheet import Reader, opened
from vikarsentral.importing.taking import Options

ACTOR = system("test")


def csv_file(*rows, encoding="utf-8-sig", separator=";", end="\r\n"):
    """Return a CSV file as a Norwegian spreadsheet writes it; cells need no quotes here."""
    return end.join(separator.join(row) for row in rows).encode(encoding)


def book_file(*rows, change=None):
    """Return a workbook with one sheet of these rows; `change` may do more to it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def table(kind, content, name="fil.csv"):
    """Read a file as the child does, without starting one."""
    read = Table(kind)
    try:
        file = opened(kind, content, name)
        reader = Reader(kind, file)
        read.present, read.notes = frozenset(reader.present), file.notes
        read.rows = list(reader.read())
    except NotReadable as refused:
        return Table(kind, faults=refused.faults, fault_count=len(refused.faults))
    read.faults, read.fault_count = reader.faults, reader.fault_count
    read.partly = reader.partly
    read.faulty, read.held_back = len(reader.faulty), frozenset(reader.held_back)
    return read


def take(session, kind, content, now, actor=ACTOR, **options):
    """Take a file in."""
    row = taking.new_row(kind, content, "fil.csv", actor=actor, now=now)
    return taking.take(
        session,
        table(kind, content),
        row=row,
        options=Options(**options),
        actor=actor,
        now=now,
    )


def found(report):
    """Return the faults of a report or table as code, row and column."""
    return [(fault.code, fault.row, fault.column) for fault in report.faults]


def counts(report):
    """Return how much is added, changed, unchanged and deactivated."""
    compared = report.compared
    return (
        compared.added.count,
        compared.changed.count,
        compared.unchanged,
        compared.deactivated.count,
    )
