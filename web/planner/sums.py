"""The sum behind one line of spend: each row with minutes, rate, amount and paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel import numbers
from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from vikarsentral import spend as spending
from vikarsentral.access import Action
from vikarsentral.spend import Row
from web import context, language
from web.guard import allow
from web.planner.chosen import chosen
from web.planner.room import bp
from web.planner.tables import NAMES
from web.words import later, say

KINDS: dict[str, Any] = {
    "basic": later("Grunnlønn"),
    "weekend": later("Lørdags- og søndagstillegg"),
    "holiday": later("Høytidstillegg"),
    "evening": later("Kveldstillegg"),
    "night": later("Nattillegg"),
    "evening_other": later("Kvelds- og nattillegg utenfor turnus"),
    "displaced": later("Tillegg for forskjøvet arbeidstid"),
    "overtime_50": later("Overtid med 50 prosent tillegg"),
    "overtime_100": later("Overtid med 100 prosent tillegg"),
    "overtime_133": later("Overtid med 133 1/3 prosent tillegg"),
    "call_out": later("Minste betalte tid etter utkalling"),
    "holiday_pay": later("Feriepenger"),
    "pension": later("Pensjon"),
    "employer_contribution": later("Arbeidsgiveravgift"),
    "agency": later("Bemanningsforetak"),
}


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row as it is shown; empty where it does not say that."""

    when: str
    name: str
    minutes: str
    rate: str
    amount: str
    source: str


def exact(ore: int) -> str:
    """Return øre as kroner with two decimals.

    Args:
        ore: whole øre.
    """
    told = numbers.format_decimal(ore / 100, "#,##0.00", locale=get_locale())
    return say("%(amount)s kr", amount=told).replace(" ", language.NO_BREAK)


def shown(row: Row) -> SumRow:
    """Return a row of a sum as it is shown.

    Args:
        row: of a receipt.
    """
    when = ""
    if row.starts_at is not None and row.ends_at is not None and not row.hundredths:
        moved = row.starts_at == row.ends_at
        when = say("Klokken stilt fram") if moved else language.span(row.starts_at, row.ends_at)
    rate = say("%(amount)s i timen", amount=exact(row.rate_ore)) if row.rate_ore else ""
    if row.basis_ore:
        percent = language.percent(row.hundredths)
        rate = say("%(percent)s av %(amount)s", percent=percent, amount=exact(row.basis_ore))
    is_paid = not row.basis_ore
    return SumRow(
        when=when,
        name=str(KINDS[row.kind]),
        minutes=language.number(row.minutes) if is_paid else "",
        rate=rate,
        amount=exact(row.amount_ore),
        source=row.source,
    )


@bp.get("/vikarbruk/vakter/<int:line_id>")
@allow(Action.SEE_SPEND)
def sum_of_line(line_id: int) -> ResponseReturnValue:
    """Show how the cost of one line came to be."""
    held = chosen()
    found = spending.receipt(context.database(), line_id, unit_ids=held.unit_ids)
    return render_template(
        "planner/sum.html",
        held=held,
        told=found,
        rows=[shown(row) for row in found.rows],
        whole=exact(found.cost_ore),
        exact=exact,
        name=NAMES[found.source],
    )
