"""One need: where it stands, who could come and why, and booking by hand."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral import access, compound, need, overview, shift
from vikarsentral.access import Action
from vikarsentral.compound import CompoundView
from vikarsentral.errors import ReasonMissing, Unlawful
from vikarsentral.need import NeedView
from vikarsentral.overview.cancelling import Consequence, consequences
from web import context, language
from web.exchanges import swap_of
from web.guard import allow
from web.overrides import asked_why, overrides_of, reason_told
from web.paying import after
from web.searches import search_of
from web.words import later, say

bp = Blueprint("needs", __name__)

SHOWN = 8
NEAR = 8
KINDS = {
    "pool": later("Vikarsentralen"),
    "part_time": later("Deltid, ønsker mer"),
    "staff": later("Fast ansatt, overtid"),
    "hourly": later("Timelønnet"),
}
WAYS = {
    "stays_on": later("blir igjen etter egen vakt"),
    "comes_early": later("kommer før egen vakt"),
    "takes_part": later("tar en del"),
    "moves": later("flytter"),
}


def seen_need(need_id: int, action: Action = Action.SEE_NEED) -> NeedView:
    """Return a need at a unit where the one who acts has the right to it.

    Args:
        need_id: the need.
        action: what they want to do with it.

    Raises:
        NotAllowed: the need is another unit's.
        NotFound: there is no such need.
    """
    view = need.view(context.database(), need_id)
    access.require(context.actor(), action, view.unit_id)
    return view


@bp.get("/behov/<int:need_id>")
@allow(Action.SEE_NEED)
def show(need_id: int) -> ResponseReturnValue:
    """Show where a need stands, who comes, or who could."""
    view = seen_need(need_id)
    now = context.now()
    open_to = view.status in ("open", "agency") and view.ends_at > now
    found = (
        overview.candidates(
            context.database(),
            need_id,
            language=language.current(),
            now=now,
            top=SHOWN,
            near=NEAR,
        )
        if open_to
        else None
    )
    together = compound.view(context.database(), need_id)
    following = followed(view, together)
    looked = search_of(view)
    search = looked["search"]
    return render_template(
        "needs/show.html",
        need=view,
        found=found,
        siblings=overview.needs_of_absence(context.database(), view.absence_id),
        kinds=KINDS,
        competence_names=found.competence_names if found else _competence_names(),
        is_over=view.ends_at <= now,
        together=together,
        cancelling=following.get(need_id),
        parts=list(following.values()),
        ways=WAYS,
        may=_rights(view),
        **looked,
        **overrides_of(view, found, search.state if search else None),
        **swap_of(view, found, search),
    )


def _competence_names() -> Mapping[str, str]:
    return overview.competence_names(context.database(), language.current())


def followed(view: NeedView, together: CompoundView | None) -> dict[int, Consequence]:
    """Return what follows where those who cover a need, alone or together, are taken off.

    Args:
        view: the need.
        together: the combination it was in, if any.
    """
    is_booked = together is not None and together.state is compound.CompoundState.BOOKED
    if view.shift_id is None and not is_booked:
        return {}
    parts = together.parts if together is not None and is_booked else ()
    ids = {view.id, *(one.need_id for one in parts if one.need_id is not None)}
    return consequences(context.database(), ids, context.now())


def _rights(view: NeedView) -> dict[str, bool]:
    """Return what the one who looks may do with a need, by the word the page uses."""
    asked = {
        "book": Action.BOOK,
        "withdraw": Action.CREATE_NEED,
        "report": Action.REPORT_ABSENCE,
    }
    actor = context.actor()
    return {word: access.may(actor, action, view.unit_id) for word, action in asked.items()}


@bp.post("/behov/<int:need_id>/sett-opp")
@allow(Action.BOOK)
def book(need_id: int) -> ResponseReturnValue:
    """Give a need to a person by hand; the rules are asked again at this moment.

    Raises:
        BadRequest: no person is named.
    """
    seen_need(need_id, Action.BOOK)
    told = request.form.get("person", "")
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        raise BadRequest
    try:
        shift.book(
            context.database(),
            need_id=need_id,
            person_id=int(told),
            actor=context.actor(),
            now=context.now(),
            reason=reason_told(request.form.get("reason", "")),
            asks_reason=True,
        )
    except ReasonMissing as missing:
        return asked_why(need_id, request.path, [("person", told)], missing)
    except Unlawful as refused:
        return told_why(need_id, refused)
    flash(say("Vakten er dekket. Den som kommer, får beskjed."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)


def told_why(need_id: int, refused: Unlawful) -> ResponseReturnValue:
    """Tell why somebody may not have the shift, with the way back to the others.

    Args:
        need_id: the need.
        refused: carries the receipts.
    """
    context.forget()
    receipts = refused.receipts
    page = render_template(
        "needs/unlawful.html",
        need=need.view(context.database(), need_id),
        is_at_work=any(one["rule"] == "overlap" for one in receipts),
        reasons=[one["text"][language.current()] for one in receipts],
    )
    return page, 422


def is_meant(view: NeedView) -> bool:
    """Tell whether the shift a form was about still covers the need, where it names one.

    Args:
        view: the need as it is now.
    """
    return request.form.get("shift", str(view.shift_id)) == str(view.shift_id)


@bp.post("/behov/<int:need_id>/frigi")
@allow(Action.BOOK)
def free(need_id: int) -> ResponseReturnValue:
    """Cancel who covers a need, so that it stands open again; sent again it changes nothing.

    Raises:
        BadRequest: nobody covers it.
    """
    view = seen_need(need_id, Action.BOOK)
    if not is_meant(view):
        return redirect(url_for("needs.show", need_id=need_id), code=303)
    if view.shift_id is None:
        raise BadRequest
    following = consequences(context.database(), [need_id], context.now()).values()
    shift.cancel(
        context.database(), shift_id=view.shift_id, actor=context.actor(), now=context.now()
    )
    told = say("Vikaren er tatt av vakten og får beskjed.")
    flash(f"{told} {after(following)}".strip(), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)


@bp.post("/behov/<int:need_id>/trekk")
@allow(Action.CREATE_NEED)
def withdraw(need_id: int) -> ResponseReturnValue:
    """Withdraw a need that nobody is needed for any more."""
    seen_need(need_id, Action.CREATE_NEED)
    need.withdraw(context.database(), need_id=need_id, actor=context.actor(), now=context.now())
    flash(say("Vakten trenger ikke vikar lenger."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)
