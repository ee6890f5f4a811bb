"""Spend as a file: by unit, month and source, every figure with the shifts behind it."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from vikarsentral import spend
from vikarsentral.exporting.cells import csv_bytes, hours, kroner
from vikarsentral.exporting.files import CSV, JSON, File, json_bytes
from vikarsentral.exporting.period import Period

HEAD: Final = (
    *("Enhetskode", "Enhet", "Måned", "Kilde", "Timer", "Minutter", "Kroner"),
    *("Vakter", "Bestillinger"),
)
SOURCES: Final = {
    "pool": "vikarsentralen",
    "merarbeid": "merarbeid",
    "overtime": "overtid",
    "hourly": "timelønnet",
    "agency": "bemanningsforetak",
}


def spending(session: Session, about: Period, *, as_json: bool = False) -> File:
    """Make the file of what all volatile labour costs.

    Args:
        session: an open session.
        about: period and units.
        as_json: JSON instead of CSV; øre and minutes instead of kroner and hours.

    Source: contract 1 (export spend).
    """
    figures = spend.figures(
        session, first_on=about.first_on, last_on=about.last_on, unit_ids=about.unit_ids
    )
    if as_json:
        body = json_bytes([_document(figure) for figure in figures])
        return File(f"{about.name('vikarbruk')}.json", JSON, body)
    rows = [
        (
            figure.unit_code,
            figure.unit_name,
            figure.month,
            SOURCES.get(figure.source or "", figure.source),
            hours(figure.minutes),
            figure.minutes,
            kroner(figure.cost_ore),
            " ".join(map(str, figure.shift_ids)),
            " ".join(map(str, figure.order_ids)),
        )
        for figure in figures
    ]
    return File(f"{about.name('vikarbruk')}.csv", CSV, csv_bytes(HEAD, rows))


def _document(figure: spend.Figure) -> dict[str, object]:
    return {
        "unit": figure.unit_code,
        "unit_name": figure.unit_name,
        "month": figure.month,
        "source": figure.source,
        "minutes": figure.minutes,
        "cost_ore": figure.cost_ore,
        "shifts": list(figure.shift_ids),
        "orders": list(figure.order_ids),
    }
