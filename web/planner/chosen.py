"""What is chosen on the spend pages: period, sector, unit, source; read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import request
from werkzeug.exceptions import NotFound

from vikarsentral import access, overview
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.overview import UnitLine
from vikarsentral.overview.labour import SOURCES
from web import context, weeks
from web.words import say

BACK_MONTHS = 2
AHEAD_MONTHS = 2
LONGEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice.

    Attributes:
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.
        sector: code, or empty for all.
        unit: code, or empty for all.
        source: one of the sources, or empty for all.
        units: every unit the one who looks may see, by name.
        unit_ids: those chosen; None for all.
        fault: what is wrong with the choice, or empty.
    """

    first_on: date
    last_on: date
    sector: str
    unit: str
    source: str
    units: tuple[UnitLine, ...]
    unit_ids: frozenset[int] | None
    fault: str

    def address(self, **changes: str | date) -> dict[str, Any]:
        """Return the choice as parts of an address.

        Args:
            changes: parts that are otherwise.
        """
        parts: dict[str, str | date] = {
            "fra": self.first_on,
            "til": self.last_on,
            "sektor": self.sector,
            "enhet": self.unit,
            "kilde": self.source,
        }
        return {name: str(value) for name, value in (parts | changes).items() if value}


def chosen() -> Chosen:
    """Read what is chosen.

    Raises:
        NotFound: a sector, unit or source that the one who looks does not have.
    """
    allowed = access.units_for(context.actor(), Action.SEE_SPEND)
    units = overview.unit_lines(context.database(), allowed)
    sector, unit = request.args.get("sektor", ""), request.args.get("enhet", "")
    source = request.args.get("kilde", "")
    among = [one for one in units if sector in ("", one.sector) and unit in ("", one.code)]
    if ((sector or unit) and not among) or source not in ("", *SOURCES):
        raise NotFound
    first_on, last_on, fault = _period()
    return Chosen(
        first_on=first_on,
        last_on=last_on,
        sector=sector,
        unit=unit,
        source=source,
        units=tuple(units),
        unit_ids=frozenset(one.id for one in among) if sector or unit else allowed,
        fault=fault,
    )


def _period() -> tuple[date, date, str]:
    today = context.now().astimezone(OSLO).date()
    usual = month(today, -BACK_MONTHS), month(today, AHEAD_MONTHS) - timedelta(days=1)
    told = request.args.get("fra"), request.args.get("til")
    if not told[0] and not told[1]:
        return *usual, ""
    first_on = weeks.day_told(told[0]) if told[0] else usual[0]
    last_on = weeks.day_told(told[1]) if told[1] else usual[1]
    if first_on is None or last_on is None:
        return *usual, say("Skriv datoene som dd.mm.åååå. Den vanlige perioden er vist.")
    if last_on < first_on:
        return *usual, say("Siste dag er før første dag. Den vanlige perioden er vist.")
    if last_on - first_on > LONGEST:
        return *usual, say("Velg høyst fem år om gangen. Den vanlige perioden er vist.")
    return first_on, last_on, ""


def month(on: date, months: int) -> date:
    """Return the first day of a month.

    Args:
        on: any day.
        months: how many months later; negative for earlier.
    """
    count = on.year * 12 + on.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
