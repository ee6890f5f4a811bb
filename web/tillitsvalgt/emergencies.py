"""Emergency exceptions: decided by one person, seen by another, used for one booking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, emergency, shift
from vikarsentral.access import Action
from vikarsentral.emergency import Emergency
from vikarsentral.errors import BadInput, Conflict, NotFound, ReasonMissing
from vikarsentral.overview.emergencies import (
    CODES,
    EmergencyLine,
    emergency_lines,
    openable,
)
from web import context, language
from web.errors import shown
from web.guard import allow
from web.needs import seen_need
from web.overrides import CODE_NAMES, asked_why, reason_told
from web.tillitsvalgt.room import bp
from web.tillitsvalgt.words import held, rule_names
from web.words import later, say

SHOWN = 30
CONFLICTS: dict[str, Any] = {
    "need_not_open": later("Vakten er dekket, trukket eller over. Ingenting er endret."),
    "nothing_to_open": later("Personen kan ta vakten uten unntak. Sett opp på vanlig måte."),
    "same_person": later("Den som besluttet unntaket, kan ikke også bekrefte at det er sett."),
    "own_exception": later(
        "Den unntaket gjelder for, kan ikke selv beslutte det eller bekrefte at det er sett."
    ),
    "exception_over": later("Unntaket er trukket."),
    "exception_used": later("Unntaket er brukt, og kan ikke trekkes."),
}


def _refused(conflict: Conflict) -> ResponseReturnValue:
    context.forget()
    if conflict.code not in CONFLICTS:
        raise conflict
    return shown(409, CONFLICTS[conflict.code])


@bp.get("/unntak")
@allow(Action.SEE_EMERGENCY)
def emergencies() -> ResponseReturnValue:
    """Show every exception at the units the user may see, the newest first."""
    actor = context.actor()
    lines = _lines()
    deciders = {one.id for one in lines if access.may(actor, Action.DECIDE_EMERGENCY, one.unit_id)}
    return render_template(
        "tillitsvalgt/emergencies.html",
        lines=lines,
        deciders=deciders,
        actor=actor.label,
        codes=CODE_NAMES,
        rules=rule_names(),
    )


def _lines(need_id: int | None = None) -> list[EmergencyLine]:
    return emergency_lines(
        context.database(),
        unit_ids=access.units_for(context.actor(), Action.SEE_EMERGENCY),
        language=language.current(),
        now=context.now(),
        need_id=need_id,
    )


@bp.get("/behov/<int:need_id>/unntak")
@allow(Action.DECIDE_EMERGENCY)
def new_emergency(need_id: int) -> ResponseReturnValue:
    """Show whom only rules on working time stop, and ask what has happened."""
    return _form(need_id, {})


def _form(need_id: int, faults: dict[str, str]) -> str:
    need = seen_need(need_id, Action.DECIDE_EMERGENCY)
    is_open = need.status in ("open", "agency") and need.ends_at > context.now()
    found = (
        openable(context.database(), need_id, language=language.current(), most=SHOWN)
        if is_open
        else []
    )
    return render_template(
        "tillitsvalgt/emergency.html",
        need=need,
        people=found,
        lines=_lines(need_id),
        codes=CODE_NAMES,
        rules=rule_names(),
        faults=faults,
        chosen={name: held(request.form, name) for name in ("person", "code")},
    )


@bp.post("/behov/<int:need_id>/unntak")
@allow(Action.DECIDE_EMERGENCY)
def decide_emergency(need_id: int) -> ResponseReturnValue:
    """Decide on an exception for one person and this one need."""
    seen_need(need_id, Action.DECIDE_EMERGENCY)
    person, code = held(request.form, "person"), CODES.get(held(request.form, "code"))
    faults: dict[str, str] = {}
    if not (person.isascii() and person.isdigit() and len(person) < 19):
        faults["person"] = say("Velg hvem som kommer.")
    if code is None:
        faults["code"] = say("Velg hva som har hendt.")
    if faults or code is None:
        return _form(need_id, faults), 422
    has_said_yes = held(request.form, "yes") == "1"
    try:
        emergency.decide(
            context.database(),
            Emergency(need_id, int(person), code, has_said_yes),
            actor=context.actor(),
            now=context.now(),
        )
    except Conflict as conflict:
        return _refused(conflict)
    except BadInput as refused:
        if refused.faults[0].where != "has_said_yes":
            raise
        context.forget()
        fault = say("Spør personen først. Uten et ja kan det ikke gjøres unntak.")
        return _form(need_id, {"yes": fault}), 422
    flash(say("Unntaket er besluttet. En annen må bekrefte at det er sett, før det kan brukes."))
    if held(request.form, "from") == "need":
        return redirect(url_for("needs.show", need_id=need_id), code=303)
    return redirect(url_for("tillitsvalgt.emergencies"), code=303)


@bp.post("/unntak/<int:exception_id>/sett")
@allow(Action.SEE_EMERGENCY)
def see_emergency(exception_id: int) -> ResponseReturnValue:
    """Confirm having seen an exception that another has decided."""
    return _done(
        emergency.confirm_seen, exception_id, say("Du har bekreftet at du har sett unntaket.")
    )


@bp.post("/unntak/<int:exception_id>/trekk")
@allow(Action.DECIDE_EMERGENCY)
def withdraw_emergency(exception_id: int) -> ResponseReturnValue:
    """Take an exception back before it is used."""
    return _done(emergency.withdraw, exception_id, say("Unntaket er trukket."))


def _done(act: Callable[..., None], exception_id: int, told: str) -> ResponseReturnValue:
    """Do something with an exception, and say that it is done or why it is not."""
    session, actor, now = context.database(), context.actor(), context.now()
    try:
        act(session, exception_id=exception_id, actor=actor, now=now)
    except Conflict as conflict:
        return _refused(conflict)
    flash(told, "success")
    return redirect(url_for("tillitsvalgt.emergencies"), code=303)


@bp.post("/unntak/<int:exception_id>/bruk")
@allow(Action.DECIDE_EMERGENCY)
def use_emergency(exception_id: int) -> ResponseReturnValue:
    """Book the one person for the one need, once; the rules are asked again at this moment.

    Where an hourly person goes past part-timers who have not had their turn, a reason is asked
    for first, as on every other page.

    Raises:
        NotFound: there is no such exception at the user's units.
    """
    line = next((one for one in _lines() if one.id == exception_id), None)
    if line is None:
        raise NotFound("exception", exception_id)
    if line.is_used:  # the button was pressed twice
        return redirect(url_for("needs.show", need_id=line.need_id), code=303)
    try:
        shift.book(
            context.database(),
            need_id=line.need_id,
            person_id=line.person_id,
            actor=context.actor(),
            now=context.now(),
            reason=reason_told(held(request.form, "reason")),
            asks_reason=True,
        )
    except ReasonMissing as missing:
        return asked_why(line.need_id, request.path, [], missing)
    flash(say("Vakten er dekket. Den som kommer, får beskjed."), "success")
    return redirect(url_for("needs.show", need_id=line.need_id), code=303)
