"""Every number of the tariff and of the employer's cost: dated, with level, source and tag.

Functions ask a `Book` for the numbers in force on a date. A municipality's own rows (a better
local agreement, its own zone, pension rate or choice) come after the product's and prevail from
their date. No number of the tariff stands anywhere else.

Source: law.md 3, 7.2, 7.3; HTA kap. 1 § 4, § 5, § 6; ferieloven § 10; folketrygdloven § 23-2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from vikarsentral.rules.pay.value_rows import ROWS, PayValue

ZONES: Final = ("I", "Ia", "II", "III", "IV", "IVa", "V")
"""Zones of the employer's contribution; the value `zone` is a place in this list."""

FULL_POST_THRESHOLD: Final = 0
CONTRACT_THRESHOLD: Final = 1
"""Values of `part_time_threshold`: overtime pay from a full post, or from the own contract."""

CLOCK: Final = 0
ELAPSED: Final = 1
"""Values of `dst_contract` and `dst_hourly`: pay by the clock, or by the time that passed."""

Numbers = Mapping[str, int]
"""Values in force on one date, by id."""

PAY_VALUES: Mapping[str, PayValue] = {row.id: row for row in ROWS}
"""The product's rows by id."""


@dataclass(frozen=True, slots=True)
class LocalRow:
    """One value that a municipality has set for itself.

    Attributes:
        id: of a row in `PAY_VALUES`.
        since: first Oslo date it holds.
        value: in the row's unit.
        reference: the document it stands in.
    """

    id: str
    since: date
    value: int
    reference: str


class Book:
    """Answer which numbers hold on a date; remembers what was asked before."""

    def __init__(self, local: Iterable[LocalRow] = ()) -> None:
        """Put a municipality's own rows after the product's.

        Args:
            local: rows of one municipality, in any order.
        """
        self.local = tuple(sorted(local, key=lambda row: (row.since, row.id)))
        self._fixed: Numbers = {}
        self._found: dict[int, Numbers] = {}

    def on(self, on: int) -> Numbers:
        """Return the numbers in force.

        Args:
            on: Oslo date as ordinal; before a row's first date its first value holds.
        """
        found = self._found.get(on)
        if found is None:
            numbers = dict(_product(on))
            numbers.update(
                (row.id, row.value) for row in self.local if row.since.toordinal() <= on
            )
            numbers.update(self._fixed)
            found = self._found[on] = numbers
        return found

    def fixed(self, key: str, value: int) -> Book:
        """Return a book in which one value is the same on every date, to compare with.

        Args:
            key: the value's id.
            value: in its unit.
        """
        other = Book(self.local)
        other._fixed = {**self._fixed, key: value}
        return other


@lru_cache(maxsize=10_000)
def _product(on: int) -> Numbers:
    numbers = {}
    for row in ROWS:
        current = row.dated[0][1]
        for since, value in row.dated:
            if since.toordinal() <= on:
                current = value
        numbers[row.id] = current
    return numbers


TARIFF: Final = Book()
"""The product's numbers alone, with nothing agreed locally."""

Level = Literal["law", "tariff", "local", "municipality"]


@dataclass(frozen=True, slots=True)
class PayRow:
    """One row of the printed table.

    Attributes:
        id: of the value.
        text: what it is, one plain Norwegian sentence.
        value: in force.
        unit: what it counts.
        since: the date that value came into force.
        level: who sets it; `local` where the municipality has a row of its own in force.
        source: paragraph or document.
        certainty: how the number is known.
    """

    id: str
    text: str
    value: int
    unit: str
    since: date
    level: Level
    source: str
    certainty: str


def pay_rows(on: date, book: Book = TARIFF) -> list[PayRow]:
    """Return the table of pay values in force, in the product's order.

    Args:
        on: Oslo date.
        book: with the municipality's own rows.
    """
    own = {row.id: row for row in book.local if row.since <= on}
    return [_row(value, own.get(value.id), on) for value in ROWS]


def _row(value: PayValue, own: LocalRow | None, on: date) -> PayRow:
    if own is not None:
        return PayRow(
            value.id,
            value.text,
            own.value,
            value.unit,
            own.since,
            "local",
            own.reference,
            "agreed",
        )
    current = value.dated[0]
    for dated in value.dated:
        if dated[0] <= on:
            current = dated
    return PayRow(
        value.id,
        value.text,
        current[1],
        value.unit,
        current[0],
        value.level,
        value.source,
        value.certainty,
    )
