"""All volatile labour, with the shifts behind every figure."""

from __future__ import annotations

from typing import Any

from flask import g

from vikarsentral import access
from vikarsentral import spend as spending
from vikarsentral.access import Action
from web import context
from web.api import examples
from web.api import schemas_plans as schemas
from web.api.guard import allow
from web.api.me import span
from web.api.refs import ref
from web.api.shape import Resources

bp = Resources("api-spend", __name__, description="Vikarbruk")


@bp.to_get("/spend")
@allow(Action.SEE_SPEND)
@bp.takes(schemas.SpendQuery, location="query")
@bp.answers(200, schemas.Spend, examples.SPEND)
@bp.refuses(422)
def spend(query: dict[str, Any]) -> Any:
    """Sum all volatile labour of some days, at the units the one who asks may see."""
    first, last = span(query)
    figures = spending.figures(
        context.database(),
        first_on=first,
        last_on=last,
        group_by=query["group_by"],
        unit_ids=access.units_for(g.actor, Action.SEE_SPEND),
    )
    return {
        "first": first,
        "last": last,
        "group_by": query["group_by"],
        "lines": [_line(each) for each in figures],
        "minutes": sum(each.minutes for each in figures),
        "cost_ore": sum(each.cost_ore for each in figures),
    }


def _line(told: spending.Figure) -> dict[str, Any]:
    return {
        "unit": told.unit_code,
        "month": told.month,
        "source": None if told.source is None else told.source.value,
        "minutes": told.minutes,
        "cost_ore": told.cost_ore,
        "shifts": [ref("shift", number) for number in told.shift_ids],
        "agency_orders": [ref("order", number) for number in told.order_ids],
    }
