"""The search for cover: start it, follow it, stop it."""

from __future__ import annotations

from typing import Any

from flask import g, jsonify
from flask.typing import ResponseReturnValue

from vikarsentral import callout, offer
from vikarsentral.access import Action
from vikarsentral.callout import CalloutView
from web import context
from web.api import examples_search as examples
from web.api.guard import allow
from web.api.needs import seen
from web.api.refs import need_ref, person_ref, ref
from web.api.schemas_search import Search
from web.api.shape import Resources

bp = Resources("api-searches", __name__, description="Leting etter vikar")

NOT_STARTED: dict[str, Any] = {
    "state": "not_started",
    "started_by": None,
    "started_at": None,
    "responsible": None,
    "taken_at": None,
    "next_at": None,
    "asked": 0,
    "left_in_peace": 0,
    "waves": [],
}


@bp.to_post("/needs/<id>/search")
@allow(Action.SEND_OFFER)
@bp.answers(201, Search, examples.SEARCH)
@bp.may_also(200, Search, examples.SEARCH)
@bp.refuses(404, 409)
def start(told: str) -> ResponseReturnValue:
    """Look for cover in the agreed order. 201 when it began, 200 when it was running already."""
    number, session = seen(told, Action.SEND_OFFER), context.database()
    before = callout.view(session, number)
    callout.start(session, need_id=number, actor=g.actor, now=context.now())
    was_running = before is not None and before.is_running
    return jsonify(Search().dump(_now(number))), 200 if was_running else 201


@bp.to_get("/needs/<id>/search")
@allow(Action.SEE_NEED)
@bp.answers(200, Search, examples.SEARCH)
@bp.refuses(404)
def show(told: str) -> Any:
    """Show who has been asked, how many are left in peace, and when the next step comes."""
    number = seen(told, Action.SEE_NEED)
    offer.settle_due(context.database(), context.now(), need_id=number)
    return _now(number)


@bp.to_post("/needs/<id>/search/stop")
@allow(Action.SEND_OFFER)
@bp.answers(200, Search, examples.STOPPED)
@bp.refuses(404)
def stop(told: str) -> Any:
    """Stop looking; everyone who still waits is told. Again changes nothing."""
    number = seen(told, Action.SEND_OFFER)
    callout.stop(context.database(), need_id=number, actor=g.actor, now=context.now())
    return _now(number)


@bp.to_post("/needs/<id>/search/take-over")
@allow(Action.SEND_OFFER)
@bp.answers(200, Search, examples.TAKEN_OVER)
@bp.refuses(404, 409)
def take_over(told: str) -> Any:
    """Answer for a running search from now on. Again changes nothing."""
    number = seen(told, Action.SEND_OFFER)
    callout.take_over(context.database(), need_id=number, actor=g.actor, now=context.now())
    return _now(number)


def _now(number: int) -> dict[str, Any]:
    found = callout.view(context.database(), number)
    return {"need": need_ref(number)} | (NOT_STARTED if found is None else _shown(found))


def _shown(found: CalloutView) -> dict[str, Any]:
    return {
        "state": found.state.value,
        "started_by": found.started_by,
        "started_at": found.started_at,
        "responsible": found.responsible,
        "taken_at": found.taken_at,
        "next_at": found.next_at,
        "asked": found.asked,
        "left_in_peace": found.left_in_peace,
        "waves": [
            {
                "offer": ref("offer", wave.offer_id),
                "number": wave.number,
                "group": wave.stage.value,
                "window_ends": wave.window_ends_at,
                "open": wave.is_open,
                "people": [
                    {
                        "person": person_ref(one.person_id),
                        "state": one.state.value,
                        "sent": None if one.sent is None else one.sent.value,
                        "opened": one.is_opened,
                    }
                    for one in wave.people
                ],
            }
            for wave in found.waves
        ],
    }
