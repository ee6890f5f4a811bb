"""The register of agreements: list, one agreement, signatures, early end."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, agreements, overview
from vikarsentral.access import Action
from vikarsentral.agreements import Side
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, NotFound
from vikarsentral.overview.agreements import AgreementLine, agreement_line, versions_of
from vikarsentral.overview.depending import Dependent, dependents, endings
from web import context
from web.errors import shown
from web.guard import allow
from web.tillitsvalgt.room import bp
from web.tillitsvalgt.words import KINDS, LEVELS, SIDES, SIGNERS, STATES, held, rule_names, worded
from web.words import later, say

DEPENDENTS_SHOWN = 200
CONFLICTS: dict[str, Any] = {
    "already_signed": later("En annen har allerede skrevet under for denne siden."),
    "agreement_over": later("Avtalen er over eller trukket. Ingenting er endret."),
    "agreement_replaced": later("Det finnes allerede en nyere versjon av denne avtalen."),
}


@bp.get("/avtaler")
@allow(Action.SEE_AGREEMENTS)
def agreements_list() -> ResponseReturnValue:
    """Show every agreement, which of them are signed by both sides, and which end soon."""
    actor, now = context.actor(), context.now()
    return render_template(
        "tillitsvalgt/agreements.html",
        agreements=overview.agreement_lines(context.database(), now=now),
        endings=endings(context.database(), now=now, is_judged=False),
        may_draft=access.may(actor, Action.DRAFT_AGREEMENT),
        states=STATES,
        kinds=KINDS,
        levels=LEVELS,
    )


@bp.get("/avtaler/<int:agreement_id>")
@allow(Action.SEE_AGREEMENTS)
def agreement(agreement_id: int) -> ResponseReturnValue:
    """Show one agreement whole, with its signatures, versions and what depends on it."""
    return agreement_page(agreement_id)


def agreement_page(agreement_id: int, fault: str = "", told: str = "") -> str:
    """Return the page of one agreement.

    Args:
        agreement_id: which.
        fault: what was wrong with the day it was to end.
        told: the day as it was told.

    Raises:
        NotFound: there is no such agreement.
    """
    session, now = context.database(), context.now()
    versions = versions_of(session, agreement_id, now=now)
    line = next((one for one in versions if one.id == agreement_id), None)
    if line is None:
        raise NotFound("agreement", agreement_id)
    last_on = _day(told) if told else None
    asked = last_on or _day(held(request.args, "slutter"))
    found = _depending(agreement_id, asked)
    return render_template(
        "tillitsvalgt/agreement.html",
        one=line,
        sides=_sides(agreement_id) if line.state != "over" else (),
        signed={
            "employer": (line.employer_signed_by, line.employer_signed_at),
            "counterpart": (line.counterpart_signed_by, line.counterpart_signed_at),
        },
        side_names=SIDES,
        signers=SIGNERS,
        versions=versions,
        depending=found[:DEPENDENTS_SHOWN],
        depending_count=len(found),
        asked=asked or line.last_on,
        dated_back=_dated_back(line),
        may_draft=access.may(context.actor(), Action.DRAFT_AGREEMENT),
        actor=context.actor().label,
        fault=fault,
        told=told,
        rules=rule_names(),
        states=STATES,
        kinds=KINDS,
        levels=LEVELS,
    )


def _dated_back(line: AgreementLine) -> date | None:
    """Return the day both had signed here, where the agreement holds from an earlier one."""
    if line.employer_signed_at is None or line.counterpart_signed_at is None:
        return None
    both = max(line.employer_signed_at, line.counterpart_signed_at).astimezone(OSLO).date()
    return both if line.valid_from < both else None


def _sides(agreement_id: int) -> list[str]:
    found = agreements.own_sides(context.database(), agreement_id, context.actor())
    return [side.value for side in Side if side in found]


def _depending(agreement_id: int, last_on: date | None) -> tuple[Dependent, ...]:
    return dependents(context.database(), agreement_id, now=context.now(), last_on=last_on)


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if len(told) == 10 else None
    except ValueError:
        return None


@bp.post("/avtaler/<int:agreement_id>/skriv-under")
@allow(Action.SIGN_AGREEMENT)
def sign_agreement(agreement_id: int) -> ResponseReturnValue:
    """Sign an agreement for one side."""
    return signed(agreement_id, held(request.form, "side"), "tillitsvalgt.agreement")


def signed(agreement_id: int, told: str, onward: str) -> ResponseReturnValue:
    """Sign for a side and go on, or tell why it cannot be signed.

    Args:
        agreement_id: which.
        told: the side, from the form.
        onward: endpoint of the page to go on to.
    """
    side = next((side for side in Side if side.value == told), None)
    agreement_line(context.database(), agreement_id, now=context.now())
    if side is None:
        return shown(422, say("Velg hvilken side du skriver under for."))
    try:
        row = agreements.sign(
            context.database(),
            agreement_id=agreement_id,
            side=side,
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput as refused:
        context.forget()
        return shown(422, faults=[worded(fault) for fault in refused.faults])
    except Conflict as conflict:
        context.forget()
        return shown(409, CONFLICTS.get(conflict.code))
    if agreements.is_signed(row):
        flash(say("Begge parter har skrevet under. Avtalen gjelder i sin tid."), "success")
    else:
        flash(say("Du har skrevet under. Avtalen gjelder når den andre siden også har gjort det."))
    return redirect(url_for(onward, agreement_id=agreement_id), code=303)


@bp.post("/avtaler/<int:agreement_id>/avslutt")
@allow(Action.SIGN_AGREEMENT)
def end_agreement(agreement_id: int) -> ResponseReturnValue:
    """End an agreement early, or withdraw a draft; the page says first what depends on it."""
    told = held(request.form, "last_on")
    line = agreement_line(context.database(), agreement_id, now=context.now())
    last_on = line.valid_to if not line.is_signed else _day(told)
    if last_on is None:
        return agreement_page(agreement_id, say("Velg en dag."), told), 422
    try:
        agreements.end(
            context.database(),
            agreement_id=agreement_id,
            last_on=last_on,
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput as refused:
        context.forget()
        return agreement_page(agreement_id, worded(refused.faults[0]), told), 422
    except Conflict as conflict:
        context.forget()
        return shown(409, CONFLICTS.get(conflict.code))
    flash(say("Avtalen er avsluttet.") if line.is_signed else say("Utkastet er trukket."))
    return redirect(url_for("tillitsvalgt.agreement", agreement_id=agreement_id), code=303)
