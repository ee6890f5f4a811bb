"""Cover by several people: taking it back, and how many a unit must keep on duty."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral import compound, need
from vikarsentral.access import Action
from vikarsentral.errors import BadInput
from vikarsentral.need import Floor
from web import context
from web.guard import allow
from web.manager import chosen_unit, own_units
from web.needs import followed, seen_need
from web.paying import after
from web.words import later, say

bp = Blueprint("together", __name__)

BANDS = (
    ("day", later("Dag, kl. 07–15")),
    ("evening", later("Kveld, kl. 15–22")),
    ("night", later("Natt, kl. 22–07")),
)


@bp.post("/behov/<int:need_id>/sammen/angre")
@allow(Action.BOOK)
def undo(need_id: int) -> ResponseReturnValue:
    """Take everyone of a combination off the shift; each is told.

    Raises:
        BadRequest: the need was never put together.
    """
    view = seen_need(need_id, Action.BOOK)
    held = compound.view(context.database(), need_id)
    if held is None:
        raise BadRequest
    following = followed(view, held).values()
    whole = compound.undo(
        context.database(), compound_id=held.id, actor=context.actor(), now=context.now()
    )
    told = say("Alle er tatt av vakten og får beskjed.")
    flash(f"{told} {after(following)}".strip(), "success")
    return redirect(url_for("needs.show", need_id=whole), code=303)


@bp.get("/minstebemanning")
@allow(Action.MANAGE_UNIT)
def floor() -> ResponseReturnValue:
    """Show how many one's unit must keep before anybody is asked to help elsewhere."""
    return _floor_page("")


def _floor_page(fault: str) -> str:
    units = own_units(Action.MANAGE_UNIT)
    unit = chosen_unit(units)
    held = need.floor_of(context.database(), unit.id) if unit else None
    chosen: Any = request.form
    if request.method != "POST":
        chosen = {name: getattr(held, name) for name, _ in BANDS} if held else {}
    return render_template(
        "manager/floor.html", units=units, unit=unit, held=held, bands=BANDS, chosen=chosen,
        fault=fault,
    )  # fmt: skip


@bp.post("/minstebemanning")
@allow(Action.MANAGE_UNIT)
def set_floor() -> ResponseReturnValue:
    """Keep the floor of one's unit, or take it away.

    Raises:
        BadRequest: no unit is named.
    """
    unit = chosen_unit(own_units(Action.MANAGE_UNIT))
    if unit is None:
        raise BadRequest
    told = [request.form.get(name, "").strip() for name, _ in BANDS]
    wanted = None
    if any(told):
        numbers = [
            int(one) if one.isascii() and one.isdigit() and len(one) < 4 else 0 for one in told
        ]
        wanted = Floor(*numbers)
    try:
        need.set_floor(
            context.database(), unit.id, wanted, actor=context.actor(), now=context.now()
        )
    except BadInput:
        context.forget()
        return _floor_page(say("Skriv et helt tall fra 1 til 50 i alle tre feltene.")), 422
    flash(say("Minstebemanningen er lagret."), "success")
    return redirect(f"{url_for('together.floor')}?enhet={quote(unit.code)}", code=303)
