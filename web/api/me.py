"""Own shifts and questions, and the calendar by its secret address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import g
from werkzeug.wrappers import Response

from vikarsentral import offer, shift
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from web import context, feed, weeks
from web.api import examples, examples_search, schemas
from web.api.errors import ApiError, Entry
from web.api.guard import allow, open_to_all
from web.api.schemas_search import OwnQuestions
from web.api.shape import Resources
from web.api.shown import shown_question, shown_shift

bp = Resources("api-me", __name__, description="Egne vakter og spørsmål")

BACK = timedelta(days=7)
AHEAD = timedelta(weeks=8)
WIDEST = timedelta(days=400)


def span(query: dict[str, Any]) -> tuple[date, date]:
    """Return the dates of a query, both included.

    Args:
        query: may hold `first` and `last`.

    Raises:
        ApiError: 422 when the last is before the first, or more than 400 days later.
    """
    today = context.now().astimezone(OSLO).date()
    first = query.get("first", min(today - BACK, query.get("last", today)))
    last = query.get("last", max(today + AHEAD, first))
    if not timedelta() <= last - first <= WIDEST:
        raise ApiError(422, "invalid", entries=[Entry("range_too_wide", "to")])
    return first, last


@bp.to_get("/me/shifts")
@allow(Action.SEE_OWN_SHIFTS)
@bp.takes(schemas.ShiftsQuery, location="query")
@bp.answers(200, schemas.Shifts, examples.SHIFTS)
@bp.refuses(422)
def shifts(query: dict[str, Any]) -> Any:
    """Give own shifts in the order of time; the cancelled ones are among them."""
    first, last = span(query)
    person = g.actor.person_id
    if person is None:
        return {"shifts": []}
    own = shift.own_shifts(
        context.database(),
        person_id=person,
        starts_at=weeks.midnight(first),
        ends_at=weeks.midnight(last + timedelta(days=1)),
    )
    return {"shifts": [shown_shift(each, person) for each in own]}


@bp.to_get("/me/offers")
@allow(Action.ANSWER_OFFER)
@bp.answers(200, OwnQuestions, examples_search.QUESTIONS)
@bp.refuses()
def offers() -> Any:
    """Give what one is asked and has no last word on yet, in the order of time."""
    person = g.actor.person_id
    if person is None:
        return {"offers": []}
    found = offer.questions_to(context.database(), person, context.now())
    return {"offers": [shown_question(each) for each in found]}


@bp.to_get("/feeds/<token>.ics")
@open_to_all
@bp.answers(
    200,
    {"type": "string"},
    examples.CALENDAR,
    content_type="text/calendar",
    description="Kalenderen, med ETag; 304 når den er uendret.",
)
@bp.refuses(404, always=())
def calendar(token: str) -> Response:
    """Give a person's shifts to the calendar program that holds the secret."""
    return feed.answer(token)
