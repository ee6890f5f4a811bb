"""Part-timers' extra hours under both thresholds for overtime pay, side by side."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vikarsentral import spend as spending
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.commitments.pay import book
from web import context
from web.guard import allow
from web.planner.chosen import chosen
from web.planner.rate_words import CHOICES
from web.planner.room import bp

KEY = "part_time_threshold"


@bp.get("/vikarbruk/deltid")
@allow(Action.SEE_SPEND)
def part_time() -> ResponseReturnValue:
    """Show what extra hours cost when overtime pay begins at a full post, and at the own."""
    held = chosen()
    values = book(context.database())
    found = spending.thresholds(
        context.database(),
        first_on=held.first_on,
        last_on=held.last_on,
        unit_ids=held.unit_ids,
        values=values,
    )
    today = context.now().astimezone(OSLO).date().toordinal()
    page = render_template(
        "planner/part_time.html",
        held=held,
        found=found,
        minutes=sum(one.minutes for one in found),
        full=sum(one.full_post_ore for one in found),
        own=sum(one.contract_ore for one in found),
        in_force=CHOICES[KEY][values.on(today)[KEY]],
    )
    return page, 422 if held.fault else 200
