"""Plans that change: requests changed or withdrawn, a cover taken off, one who cannot come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g
from flask.typing import ResponseReturnValue

from vikarsentral import callout, compound, need, shift
from vikarsentral.access import Action
from vikarsentral.compound import CompoundView
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from web import context
from web.api import examples, schemas
from web.api import examples_changes as shown_as
from web.api.guard import allow
from web.api.needs import details, seen
from web.api.once import KEY, once
from web.api.refs import need_ref, person_id, person_ref, ref, row_id
from web.api.schemas_changes import CannotCome, Cover, NewTimes, Together, Withdrawn
from web.api.shape import Resources
from web.api.shown import live_need

bp = Resources("api-changes", __name__, description="Endringer")


@bp.to_post("/needs/<id>/change")
@allow(Action.CREATE_NEED)
@bp.headed(KEY)
@bp.takes(NewTimes, shown_as.NEW_TIMES)
@bp.answers(200, schemas.Need, shown_as.CHANGED)
@bp.refuses(400, 404, 409, 413, 415, 422)
def change(wanted: dict[str, Any], told: str) -> ResponseReturnValue:
    """Change a need that nobody has; those who were asked are told, and a search begins anew."""
    number = seen(told, Action.CREATE_NEED)

    def do() -> dict[str, Any]:
        callout.change(
            context.database(),
            need_id=number,
            starts_at=wanted["start"],
            ends_at=wanted["end"],
            details=details(wanted),
            actor=g.actor,
            now=context.now(),
        )
        return dict(schemas.Need().dump(live_need(context.database(), number)))

    return once(f"change {number}", dict(NewTimes().dump(wanted)), do, status=200)


@bp.to_post("/needs/<id>/withdraw")
@allow(Action.CREATE_NEED)
@bp.answers(200, schemas.Need, shown_as.WITHDRAWN_NEED)
@bp.refuses(404, 409)
def withdraw(told: str) -> Any:
    """Withdraw a need that nobody is needed for; who covers it is told. Again changes nothing."""
    number, session = seen(told, Action.CREATE_NEED), context.database()
    if need.view(session, number).status != "withdrawn":
        need.withdraw(session, need_id=number, actor=g.actor, now=context.now())
    return live_need(session, number)


def _take_off(
    told: str, action: Action, wanted: dict[str, Any], act: str, do: Callable[[int], object]
) -> ResponseReturnValue:
    """Do something about the one who covers a need, once; who is named must still be the one.

    Raises:
        Conflict: `shift_cancelled`: nobody covers it, and nobody is named.
    """
    number, session = seen(told, action), context.database()
    meant = person_id(wanted["person"]) if "person" in wanted else None

    def act_now() -> dict[str, Any]:
        held = need.view(session, number)
        if meant is None and held.shift_id is None:
            raise Conflict("shift_cancelled", {"need": number})
        if held.shift_id is not None and meant in (None, held.person_id):
            do(held.shift_id)
        return dict(schemas.Need().dump(live_need(session, number)))

    return once(f"{act} {number}", wanted, act_now, status=200)


@bp.to_post("/needs/<id>/release")
@allow(Action.BOOK)
@bp.headed(KEY)
@bp.takes(Cover, shown_as.COVER)
@bp.answers(200, schemas.Need, {**examples.NEED, "offers": []})
@bp.refuses(400, 404, 409, 413, 415, 422)
def release(wanted: dict[str, Any], told: str) -> ResponseReturnValue:
    """Take the one who covers a need off it before it begins; it stands open again."""

    def cancel(shift_id: int) -> None:
        session = context.database()
        shift.cancel(session, shift_id=shift_id, actor=g.actor, now=context.now())

    return _take_off(told, Action.BOOK, wanted, "release", cancel)


@bp.to_post("/needs/<id>/cannot-come")
@allow(Action.REPORT_ABSENCE)
@bp.headed(KEY)
@bp.takes(Cover, shown_as.COVER)
@bp.answers(200, schemas.Need, {**examples.NEED, "offers": []})
@bp.refuses(400, 404, 409, 413, 415, 422)
def cannot_come(wanted: dict[str, Any], told: str) -> ResponseReturnValue:
    """Take note that the one who covers a need cannot come; the search for another begins."""

    def note(shift_id: int) -> None:
        session = context.database()
        callout.cannot_come(session, shift_id=shift_id, actor=g.actor, now=context.now())

    return _take_off(told, Action.REPORT_ABSENCE, wanted, "cannot-come", note)


@bp.to_post("/absences/<id>/withdraw")
@allow(Action.REPORT_ABSENCE)
@bp.answers(200, Withdrawn, shown_as.WITHDRAWN)
@bp.refuses(404, 409)
def withdraw_absence(told: str) -> Any:
    """Take an absence back: the person comes after all. Who was promised the shift keeps it."""
    number = row_id("absence", told)
    try:
        needs = need.withdraw_absence(
            context.database(), absence_id=number, actor=g.actor, now=context.now()
        )
    except NotAllowed as foreign:  # told as if it were not there
        raise NotFound("absence", told) from foreign
    return {"absence": told, "needs": [need_ref(one) for one in needs]}


@bp.to_get("/needs/<id>/together")
@allow(Action.SEE_NEED)
@bp.answers(200, Together, shown_as.TOGETHER)
@bp.refuses(404)
def together(told: str) -> Any:
    """Show the newest combination of people for a need: who takes what, and where each stands."""
    number = seen(told, Action.SEE_NEED)
    return _together(number, compound.view(context.database(), number))


@bp.to_post("/needs/<id>/together/undo")
@allow(Action.BOOK)
@bp.answers(200, Together, shown_as.UNDONE)
@bp.refuses(404, 409)
def undo(told: str) -> Any:
    """Take everyone of a combination off; own shifts stand again. Again changes nothing.

    Raises:
        Conflict: the need was never put together.
    """
    number, session = seen(told, Action.BOOK), context.database()
    held = compound.view(session, number)
    if held is None:
        raise Conflict("shift_cancelled", {"need": number})
    whole = compound.undo(session, compound_id=held.id, actor=g.actor, now=context.now())
    return _together(whole, compound.view(session, whole))


def _together(number: int, held: CompoundView | None) -> dict[str, Any]:
    if held is None:
        empty = dict.fromkeys(("start", "end", "window_ends"))
        shown = {"need": need_ref(number), "state": "none", "dropped_minutes": 0, "parts": []}
        return shown | empty
    return {
        "need": need_ref(held.need_id),
        "state": held.state.value,
        "start": held.starts_at,
        "end": held.ends_at,
        "dropped_minutes": held.dropped_minutes,
        "window_ends": held.window_ends_at,
        "parts": [
            {
                "person": person_ref(one.person_id),
                "start": one.starts_at,
                "end": one.ends_at,
                "way": one.way.value,
                "leaves_unit": one.leaves or None,
                "state": None if one.state is None else one.state.value,
                "need": None if one.need_id is None else need_ref(one.need_id),
            }
            for one in held.parts
        ],
    }


@bp.to_post("/me/shifts/<id>/cannot-come")
@allow(Action.SEE_OWN_SHIFTS)
@bp.answers(200, CannotCome, shown_as.CANNOT_COME)
@bp.refuses(404, 409)
def i_cannot_come(told: str) -> Any:
    """Say that one cannot come to a cover shift; no reason is asked. Again changes nothing."""
    number, session = row_id("shift", told), context.database()
    open_again = callout.cannot_come(session, shift_id=number, actor=g.actor, now=context.now())
    return {"shift": ref("shift", number), "need": need_ref(open_again)}
