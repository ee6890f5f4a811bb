"""Answers to an offer, and taking it back."""

from __future__ import annotations

import contextlib
from typing import Any

from flask import g

from vikarsentral import contact, offer
from vikarsentral.access import Action
from vikarsentral.errors import Conflict
from web import context
from web.api import examples, examples_search, schemas
from web.api.guard import allow
from web.api.refs import row_id
from web.api.schemas_search import Paused
from web.api.shape import Resources
from web.api.shown import shown_answer, shown_offer

bp = Resources("api-offers", __name__, description="Tilbud")


@bp.to_post("/offers/<id>/accept")
@allow(Action.ANSWER_OFFER)
@bp.answers(200, schemas.Answer, examples.NOTED)
@bp.refuses(404, 409, 422)
def accept(told: str) -> Any:
    """Say yes: `noted`, or `yours` where it is decided. Again gives the same answer."""
    answered = offer.accept(
        context.database(), offer_id=row_id("offer", told), actor=g.actor, now=context.now()
    )
    return shown_answer(answered)


@bp.to_post("/offers/<id>/decline")
@allow(Action.ANSWER_OFFER)
@bp.answers(200, schemas.Answer, examples.DECLINED)
@bp.refuses(404, 409)
def decline(told: str) -> Any:
    """Say no; no reason is asked for. Again gives the same answer."""
    answered = offer.decline(
        context.database(), offer_id=row_id("offer", told), actor=g.actor, now=context.now()
    )
    return shown_answer(answered)


@bp.to_post("/offers/<id>/pause")
@allow(Action.ANSWER_OFFER)
@bp.answers(200, Paused, examples_search.PAUSED)
@bp.refuses(404)
def pause(told: str) -> Any:
    """Say "not this week": no to this one, and no more questions until Monday."""
    number, session, now = row_id("offer", told), context.database(), context.now()
    with contextlib.suppress(Conflict):  # an offer that is over leaves the wish as it is
        offer.decline(session, offer_id=number, actor=g.actor, now=now)
    until = contact.pause_this_week(session, person_id=g.actor.person_id, now=now)
    return {"paused_until": until}


@bp.to_post("/offers/<id>/withdraw")
@allow(Action.SEND_OFFER)
@bp.answers(200, schemas.Offer, examples.WITHDRAWN)
@bp.refuses(404, 409)
def withdraw(told: str) -> Any:
    """Take an offer back; everyone who was asked is told."""
    number, session = row_id("offer", told), context.database()
    offer.withdraw(session, offer_id=number, actor=g.actor, now=context.now())
    return shown_offer(offer.view(session, number))
