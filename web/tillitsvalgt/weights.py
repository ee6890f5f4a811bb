"""The weights of the objective: every version with both signatures, and a form for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, agreements
from vikarsentral.access import Action
from vikarsentral.agreements import Side, WeightsVersion
from vikarsentral.agreements.weights import OPEN, OWN_COST, PLAIN, PRIORITIES
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.rules.values import default_weight
from web import context
from web.errors import shown
from web.guard import allow
from web.tillitsvalgt.room import bp
from web.tillitsvalgt.words import PLAIN as SENTENCES
from web.tillitsvalgt.words import SIDES, SIGNERS, by_field, held, worded
from web.words import later, say

NAMES: dict[str, Any] = {
    f"{OPEN}.1": later("Udekket vakt som må dekkes, øre per minutt"),
    f"{OPEN}.2": later("Udekket vakt som bør dekkes, øre per minutt"),
    f"{OPEN}.3": later("Udekket vakt som er fin å få dekket, øre per minutt"),
    "agency_surcharge_ore_per_minute": later("Tillegg for bemanningsforetak, øre per minutt"),
    "overtime_factor_percent": later("Overtid, prosent av timekostnaden"),
    "overtime_surcharge_ore_per_minute": later("Tillegg for overtid, øre per minutt"),
    "merarbeid_ore_per_minute": later("Ekstra timer for deltidsansatte, øre per minutt"),
    "hourly_ore_per_minute": later("Timelønnede, øre per minutt"),
    "unused_ore_per_minute": later("Ubrukt arbeidstid i vikarsentralen, øre per minutt"),
    "unknown_unit_ore": later("Vakt på ukjent enhet, øre"),
    "quick_return_ore": later("Kort hvile mellom vakter, øre"),
    "weekend_share_ore": later("Helgevakter, øre ganger antallet ganger antallet"),
    "change_ore": later("Endring av en publisert vakt, øre"),
}
CONFLICTS: dict[str, Any] = {
    "already_signed": later("En annen har allerede skrevet under for denne siden."),
    "weights_older": later("En nyere versjon av vektene er allerede underskrevet av begge."),
}
LONGEST = 20


@bp.get("/vekter")
@allow(Action.SEE_AGREEMENTS)
def weights_page() -> ResponseReturnValue:
    """Show the weights in force, what waits for a signature, and every version before."""
    actor = context.actor()
    today = context.now().astimezone(OSLO).date()
    versions = agreements.weights_versions(context.database())
    in_force = _in_force(versions, today)
    return render_template(
        "tillitsvalgt/weights.html",
        versions=versions,
        in_force=in_force,
        names=NAMES,
        rows={one.version: flat(one.weights) for one in versions},
        sides=[side.value for side in Side if side in agreements.weight_sides(actor)],
        side_names=SIDES,
        signers=SIGNERS,
        actor=actor.label,
        may_draft=access.may(actor, Action.DRAFT_AGREEMENT),
    )


def _in_force(versions: list[WeightsVersion], on: date) -> WeightsVersion | None:
    return next((one for one in versions if one.is_signed and one.valid_from <= on), None)


def flat(weights: Mapping[str, Any]) -> dict[str, int | None]:
    """Return weights as rows of the form, in its order; what is absent has its default.

    Args:
        weights: by the contract's names.
    """
    nested = weights.get(OPEN, {})
    rows: dict[str, int | None] = {
        f"{OPEN}.{one}": nested.get(one, default_weight(f"open_{one}")) for one in PRIORITIES
    }
    for name in NAMES:
        if name in PLAIN:
            absent = None if name in OWN_COST else default_weight(name)
            rows[name] = weights.get(name, absent)
    return rows


@bp.get("/vekter/ny")
@allow(Action.DRAFT_AGREEMENT)
def new_weights() -> ResponseReturnValue:
    """Show the form for a new version, filled in with the weights in force."""
    today = context.now().astimezone(OSLO).date()
    in_force = _in_force(agreements.weights_versions(context.database()), today)
    rows = flat({} if in_force is None else in_force.weights)
    values = {name: "" if value is None else str(value) for name, value in rows.items()}
    return _form({**values, "valid_from": today.isoformat()}, {})


def _form(values: Mapping[str, str], faults: Mapping[str, str]) -> str:
    return render_template(
        "tillitsvalgt/weights_draft.html",
        names=NAMES,
        own_cost=OWN_COST,
        values=values,
        faults=faults,
    )


@bp.post("/vekter/ny")
@allow(Action.DRAFT_AGREEMENT)
def draft_weights() -> ResponseReturnValue:
    """Keep a new version for both sides to sign, or say beside each row what is wrong."""
    values = {name: held(request.form, name)[:LONGEST] for name in (*NAMES, "valid_from")}
    numbers = {name: _whole(values[name]) for name in NAMES}
    valid_from = _day(values["valid_from"])
    if valid_from is None:
        return _form(values, {"valid_from": str(SENTENCES["not_a_day"])}), 422
    weights: dict[str, Any] = {name: numbers[name] for name in PLAIN}
    weights[OPEN] = {one: numbers[f"{OPEN}.{one}"] for one in PRIORITIES}
    for name in OWN_COST:
        if values[name] and numbers[name] is None:
            weights[name] = values[name]
    try:
        agreements.draft_weights(
            context.database(),
            weights,
            valid_from=valid_from,
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput as refused:
        context.forget()
        return _form(values, by_field(refused.faults)), 422
    flash(say("Utkastet er lagret. Vektene gjelder først når begge parter har skrevet under."))
    return redirect(url_for("tillitsvalgt.weights_page"), code=303)


def _whole(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdigit() and len(told) < LONGEST else None


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


@bp.post("/vekter/<int:version>/skriv-under")
@allow(Action.SIGN_AGREEMENT)
def sign_weights(version: int) -> ResponseReturnValue:
    """Sign a version of the weights for one side."""
    side = next((side for side in Side if side.value == held(request.form, "side")), None)
    if side is None:
        return shown(422, say("Velg hvilken side du skriver under for."))
    try:
        agreements.sign_weights(
            context.database(),
            version=version,
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
    flash(say("Du har skrevet under."), "success")
    return redirect(url_for("tillitsvalgt.weights_page"), code=303)
