"""Figures of spend as tables whose sums agree: rows down, sources across, a link in each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel import dates
from flask import url_for
from flask_babel import get_locale

from vikarsentral.db import norwegian_key
from vikarsentral.overview.labour import SOURCES
from vikarsentral.spend import Figure
from web import language
from web.planner.chosen import Chosen, month
from web.words import later, say

NAMES: dict[str, Any] = {
    "pool": later("Vikarsentralen"),
    "merarbeid": later("Merarbeid"),
    "overtime": later("Overtid"),
    "hourly": later("Timelønnede"),
    "agency": later("Bemanningsforetak"),
}
STEP = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: øre, minutes, and the address of what is behind it."""

    ore: int
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its title, one cell per source, and their sum."""

    title: str
    cells: tuple[Cell, ...]
    whole: Cell


@dataclass(frozen=True, slots=True)
class Share:
    """One source's part of the whole, in whole per cent as hundredths.

    `step` is the same rounded to fives, for the bar.
    """

    title: str
    cell: Cell
    hundredths: int
    step: int


@dataclass(frozen=True, slots=True)
class Tables:
    """The spend of a choice, by source, by month and by unit; all three have the same sum."""

    shares: tuple[Share, ...]
    months: tuple[Row, ...]
    units: tuple[Row, ...]
    whole: Row


Key = Callable[[Figure], str]


def tables(figures: Iterable[Figure], held: Chosen) -> Tables:
    """Put figures by unit, month and source into tables.

    Args:
        figures: by all three groups.
        held: what is chosen; each cell's address keeps it.
    """
    listed = list(figures)
    names = {one.unit_code or "": one.unit_name or "" for one in listed}
    whole = _row(say("I alt"), listed, held.address())
    by_month = _grouped(listed, lambda one: one.month or "")
    by_unit = _grouped(listed, lambda one: one.unit_code or "")
    months = [
        _row(month_name(key), some, _within(held, key)) for key, some in sorted(by_month.items())
    ]
    units = [
        _row(names[key], by_unit[key], held.address() | {"enhet": key})
        for key in sorted(by_unit, key=lambda key: norwegian_key(names[key]))
    ]
    return Tables(_shares(whole), tuple(months), tuple(units), whole)


def _grouped(figures: Iterable[Figure], key: Key) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        found[key(one)].append(one)
    return found


def _row(title: str, figures: list[Figure], address: dict[str, Any]) -> Row:
    cells = []
    for source in SOURCES:
        some = [one for one in figures if one.source == source]
        cells.append(_cell(some, address | {"kilde": source}))
    return Row(title, tuple(cells), _cell(figures, address))


def _cell(figures: Iterable[Figure], address: dict[str, Any]) -> Cell:
    listed = list(figures)
    return Cell(
        ore=sum(one.cost_ore for one in listed),
        minutes=sum(one.minutes for one in listed),
        url=url_for("planner.lines", **address) if listed else "",
    )


def _within(held: Chosen, key: str) -> dict[str, Any]:
    """Return the address of one month, no wider than the chosen period."""
    first = date.fromisoformat(f"{key}-01")
    last = month(first, 1) - timedelta(days=1)
    return held.address(fra=max(first, held.first_on), til=min(last, held.last_on))


def month_name(key: str) -> str:
    """Return a month by its name.

    Args:
        key: as 2027-01.
    """
    on = date.fromisoformat(f"{key}-01")
    return language.sentence(dates.format_date(on, "MMMM y", locale=get_locale()))


def _shares(whole: Row) -> tuple[Share, ...]:
    total = whole.whole.ore
    found = []
    for source, cell in zip(SOURCES, whole.cells, strict=True):
        percent = round(cell.ore * 100 / total) if total else 0
        step = round(percent / STEP) * STEP
        found.append(Share(str(NAMES[source]), cell, percent * 100, step))
    return tuple(found)
