"""Needs: made, looked at, offered and booked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import g
from flask.typing import ResponseReturnValue

from vikarsentral import access, need, offer, overview, shift
from vikarsentral.access import Action
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.need import extra as extra_need
from vikarsentral.offer import OfferMode, OfferOrder
from vikarsentral.preference import Aside
from web import context
from web.api import examples, schemas
from web.api.errors import placed
from web.api.guard import allow
from web.api.listed import first_options, options_of
from web.api.once import KEY, once
from web.api.refs import need_id, person_id, ref
from web.api.shape import Resources
from web.api.shown import live_need, shown_offer, shown_shift

bp = Resources("api-needs", __name__, description="Behov")

FIRST_OPTIONS = 5
NEEDS_WITH_OPTIONS = 3


def seen(told: str, action: Action) -> int:
    """Return the number of a need at a unit where the one who acts has a right.

    Args:
        told: the need's id.
        action: what they want to do.

    Raises:
        NotFound: no such need, or it is another unit's; the two look the same.
    """
    return seen_at(told, action).id


def seen_at(told: str, action: Action) -> need.NeedUnit:
    """Return where a need is, at a unit where the one who acts has a right.

    Args:
        told: the need's id.
        action: what they want to do.

    Raises:
        NotFound: no such need, or it is another unit's; the two look the same.
    """
    found = need.unit_of(context.database(), need_id(told))
    if not access.may(g.actor, action, found.unit_id):
        raise NotFound("need", told)
    return found


@bp.to_post("/needs")
@allow(Action.CREATE_NEED)
@bp.headed(KEY)
@bp.takes(schemas.NewNeeds, examples.NEW_NEEDS)
@bp.answers(201, schemas.NeedsMade, examples.NEEDS_MADE)
@bp.refuses(400, 404, 409, 413, 415, 422)
def make(wanted: dict[str, Any]) -> ResponseReturnValue:
    """Report who is away, or ask for one more; answers with the needs and who could come."""
    return once(
        "needs",
        dict(schemas.NewNeeds().dump(wanted)),
        lambda: dict(schemas.NeedsMade().dump(_make(wanted))),
    )


def _make(wanted: dict[str, Any]) -> dict[str, Any]:
    absence, numbers = _asked_for(wanted)
    session = context.database()
    made = []
    for index, number in enumerate(numbers):
        few = FIRST_OPTIONS if index < NEEDS_WITH_OPTIONS else 0
        made.append(live_need(session, number) | first_options(number, few))
    return {"absence": absence, "needs": made}


def _absence(person: str, start: datetime, end: datetime) -> tuple[str, tuple[int, ...]]:
    with placed("absence."):
        done = need.cover_absence(
            context.database(),
            person_id=person_id(person),
            starts_at=start,
            ends_at=end,
            actor=g.actor,
            now=context.now(),
        )
    return ref("absence", done.absence_id), (*done.need_ids, *done.reopened)


def _asked_for(wanted: dict[str, Any]) -> tuple[str | None, tuple[int, ...]]:
    if "absence" in wanted:
        return _absence(**wanted["absence"])
    several = wanted.get("several", [])
    return None, _several(several) if several else _extra(wanted["extra"])


def _order(told: dict[str, Any]) -> need.NeedOrder:
    return need.NeedOrder(
        unit_id=_unit(told["unit"]),
        starts_at=told["start"],
        ends_at=told["end"],
        unpaid_break_minutes=told["unpaid_break"],
        requires=tuple(told["requires"]),
        priority=told["priority"],
    )


def _extra(told: dict[str, Any]) -> tuple[int]:
    session, now = context.database(), context.now()
    with placed("extra."):
        made = extra_need(session, _order(told), actor=g.actor, now=now)
        if (said := details(told)) != need.Details():
            need.set_details(session, made, said, actor=g.actor, now=now)
        return (made,)


def _several(told: list[dict[str, Any]]) -> tuple[int, ...]:
    with placed("several."):
        orders = _orders(told)
        done = need.order_several(context.database(), orders, actor=g.actor, now=context.now())
    return done.need_ids


def _orders(told: list[dict[str, Any]]) -> list[tuple[need.NeedOrder, need.Details]]:
    orders, faults = [], []
    for index, one in enumerate(told):
        try:
            orders.append((_order(one), details(one)))
        except BadInput as refused:
            faults += [replace(fault, where=f"{index}/{fault.where}") for fault in refused.faults]
    if faults:
        raise BadInput(faults)
    return orders


def details(told: dict[str, Any]) -> need.Details:
    """Return what a request says besides its times.

    Args:
        told: may hold `core`, `lower` and `note`.
    """
    core, lower = told.get("core"), told.get("lower")
    return need.Details(
        core_starts_at=core["start"] if core else None,
        core_ends_at=core["end"] if core else None,
        lower_requires=tuple(lower["requires"]) if lower else None,
        lower_from=lower["since"] if lower else None,
        note=told.get("note", ""),
    )


def _unit(code: str) -> int:
    units = access.units_for(g.actor, Action.CREATE_NEED)
    for unit in overview.unit_lines(context.database(), units):
        if unit.code == code:
            return unit.id
    raise BadInput([Fault("unit", "is unknown", "the code of a unit you lead")])


@bp.to_get("/needs/<id>")
@allow(Action.SEE_NEED)
@bp.answers(200, schemas.Need, examples.NEED)
@bp.refuses(404)
def show(told: str) -> Any:
    """Show where a need stands and who has been asked, as it is now."""
    number = seen(told, Action.SEE_NEED)
    offer.settle_due(context.database(), context.now(), need_id=number)
    return live_need(context.database(), number)


@bp.to_get("/needs/<id>/options")
@allow(Action.SEE_NEED)
@bp.takes(schemas.OptionsQuery, location="query")
@bp.answers(
    200,
    schemas.Options,
    examples.OPTIONS,
    description="Alle vurderte, med ETag; 304 når svaret er uendret.",
)
@bp.refuses(404, 422)
def options(query: dict[str, Any], told: str) -> Any:
    """Rank everyone for a need: lawful first, then by marginal cost; each with a receipt."""
    return options_of(seen_at(told, Action.SEE_NEED), query["top"])


@bp.to_post("/needs/<id>/offers")
@allow(Action.SEND_OFFER)
@bp.headed(KEY)
@bp.takes(schemas.NewOffer, examples.NEW_OFFER)
@bp.answers(201, schemas.Offer, examples.OFFER)
@bp.refuses(400, 404, 409, 413, 415, 422)
def ask(wanted: dict[str, Any], told: str) -> ResponseReturnValue:
    """Ask people in one wave. `exclusive`: the highest yes wins; `open`: the first yes."""
    number = seen(told, Action.SEND_OFFER)
    order = OfferOrder(
        need_id=number,
        person_ids=_people(wanted["people"]),
        window_ends_at=wanted["window_ends"],
        mode=OfferMode(wanted["mode"]),
        places=wanted["places"],
        stated_case=wanted["case"],
    )
    asked = dict(schemas.NewOffer().dump(wanted))
    return once(f"offers {number}", asked, lambda: _sent(order))


def _sent(order: OfferOrder) -> dict[str, Any]:
    session = context.database()
    made = offer.send(session, order, actor=g.actor, now=context.now())
    return dict(schemas.Offer().dump(shown_offer(offer.view(session, made))))


def _people(told: list[str]) -> tuple[int, ...]:
    faults, numbers = [], []
    for index, one in enumerate(told):
        try:
            numbers.append(person_id(one))
        except NotFound:
            faults.append(Fault(f"people.{index}", "is no person's id", "such as p7"))
    if faults:
        raise BadInput(faults)
    return tuple(numbers)


@bp.to_post("/needs/<id>/book")
@allow(Action.BOOK)
@bp.headed(KEY)
@bp.takes(schemas.NewBooking, examples.NEW_BOOKING)
@bp.answers(201, schemas.Shift, examples.SHIFT)
@bp.refuses(400, 404, 409, 413, 415, 422)
def book(wanted: dict[str, Any], told: str) -> ResponseReturnValue:
    """Book a person by hand; refused with receipts where it would break a rule.

    Why an hourly person goes before part-timers is told in `preference_reason`; without it the
    booking stands, and the log shows that no reason was given.
    """
    number = seen(told, Action.BOOK)
    person = person_id(wanted["person"])
    reason = Aside(wanted["preference_reason"]) if "preference_reason" in wanted else None
    return once(f"book {number}", wanted, lambda: _booked(number, person, reason))


def _booked(number: int, person: int, reason: Aside | None) -> dict[str, Any]:
    session, now = context.database(), context.now()
    made = shift.book(
        session,
        need_id=number,
        person_id=person,
        actor=g.actor,
        now=now,
        reason=reason,
    )
    offer.close_for_need(session, number, now)
    for own in shift.own_shifts(
        session, person_id=person, starts_at=made.starts_at, ends_at=made.ends_at
    ):
        if own.id == made.id:
            return dict(schemas.Shift().dump(shown_shift(own, person)))
    raise NotFound("shift", made.id)
