"""The list to phone by for one need, made to be printed."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vikarsentral import calling, overview
from vikarsentral.access import Action
from web import context, language
from web.guard import allow
from web.needs import seen_need
from web.words import later

bp = Blueprint("calllist", __name__)

STAGES = {
    "pool": later("Vikarsentralen"),
    "part_time": later("Deltidsansatte med fortrinnsrett"),
    "hourly": later("Timelønte"),
    "overtime": later("Frivillig overtid"),
    None: later("Spurt direkte"),
}
WHY = {
    "said_yes": later("Har sagt ja, venter på de foran"),
    "asked": later("Er spurt, har ikke svart"),
    "next": later("Neste i avtalt rekkefølge"),
    "quiet": later("Vil ikke forstyrres nå"),
}


@bp.get("/behov/<int:need_id>/ringeliste")
@allow(Action.BOOK)
def show(need_id: int) -> ResponseReturnValue:
    """Show whom to phone about a need, in order."""
    held = seen_need(need_id, Action.BOOK)
    session = context.database()
    names = overview.competence_names(session, language.current())
    return render_template(
        "needs/calllist.html",
        held=calling.call_list(session, need_id, context.now()),
        stages=STAGES,
        why=WHY,
        competences=[names.get(code, code) for code in held.requires],
    )
