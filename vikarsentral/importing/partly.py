"""Look up what faulty rows name, so that all their faults are told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vikarsentral.importing.columns import COLUMNS
from vikarsentral.importing.compared import Compared
from vikarsentral.importing.known import Known, named
from vikarsentral.importing.reading import Table


def check(table: Table, known: Known, compared: Compared) -> None:
    """Keep a fault for each name in a faulty row that nothing in the register has.

    Args:
        table: the file as read.
        known: what may be named.
        compared: takes the faults; their rows are counted as faulty already.
    """
    headings = {column.key: column.heading for column in COLUMNS[table.kind]}
    rows = set(compared.faulty)
    for number, values in table.partly:
        for key, value in values.items():
            for told in _texts(value):
                named(_finder(key, known), told, headings[key], number, compared)
    compared.faulty = rows


def _texts(value: Any) -> Iterator[str]:
    """Yield each name of a cell: one, a list, or competences with their validity."""
    for one in value if isinstance(value, list) else [value]:
        yield one[0] if isinstance(one, list) else one


def _finder(key: str, known: Known) -> Callable[[str], Any]:
    finders: dict[str, Callable[[str], Any]] = {
        "unit": known.unit,
        "known": known.units.find,
        "allowed": known.units.find,
        "sectors": known.sectors.find,
    }
    return finders.get(key, known.competences.find)
