"""Fortrinnsrett: where part-timers come first, and what the log shows about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, preference
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput
from vikarsentral.overview.turns import turns
from vikarsentral.preference import Area, PreferenceScope
from web import context
from web.guard import allow
from web.overrides import ASIDE_NAMES
from web.tillitsvalgt.room import bp
from web.tillitsvalgt.words import held
from web.words import later, say

SHOWN = 100
SCOPES: dict[str, Any] = {
    "unit": later("Enheten der vakten er"),
    "sector": later("Alle enheter i samme sektor"),
    "municipality": later("Hele kommunen"),
}
BREACHES: dict[str, Any] = {
    "not_shown": later("Loggen viser ikke at deltidsansatte ble vurdert først."),
    "passed_over": later("Deltidsansatte som kunne tatt vakten, hadde ikke fått svare."),
    "not_borne_out": later("Loggen sier at noen ble spurt, men spørsmålet finnes ikke."),
    "untold": later("Begrunnelsen viser deltidsansatte som loggen ikke nevner."),
    "ranked_after": later("Deltidsansatte sto etter timelønnede i rekkefølgen."),
}
ORIGINS: dict[str, Any] = {
    "agency": later("Bestilling fra bemanningsforetak"),
    "hourly": later("Vakt til timelønnet"),
    "offer": later("Tilbud om vakt"),
    "plan": later("Publisert plan"),
}
FAULTS: dict[str, Any] = {
    "valid_from": later("Velg i dag eller en senere dag som ikke er bestemt fra før."),
    "discussed_on": later(
        "Et smalere område enn kommunen drøftes først. Skriv dagen det ble drøftet."
    ),
    "document_ref": later("Skriv mellom 1 og 200 tegn."),
}


@bp.get("/fortrinnsrett")
@allow(Action.SEE_PREFERENCE)
def turns_page() -> ResponseReturnValue:
    """Show the area, and every place in the log where the order was not kept."""
    return _page({}, {})


def _page(values: Mapping[str, str], faults: Mapping[str, str]) -> str:
    session = context.database()
    today = context.now().astimezone(OSLO).date()
    return render_template(
        "tillitsvalgt/turns.html",
        area=preference.area_on(session, today),
        areas=preference.areas(session),
        turns=turns(session, limit=SHOWN),
        scopes=SCOPES,
        breaches=BREACHES,
        origins=ORIGINS,
        reasons=ASIDE_NAMES,
        may_set=access.may(context.actor(), Action.SET_PREFERENCE),
        least=preference.least_employees(today),
        values={"valid_from": today.isoformat(), **values},
        faults=faults,
    )


@bp.post("/fortrinnsrett")
@allow(Action.SET_PREFERENCE)
def set_area() -> ResponseReturnValue:
    """Decide where the preference holds from a day on, or say what is wrong with it."""
    names = ("scope", "valid_from", "discussed_on", "document_ref")
    values = {name: held(request.form, name)[:300] for name in names}
    faults: dict[str, str] = {}
    scope = next((one for one in PreferenceScope if one.value == values["scope"]), None)
    since = _day(values["valid_from"])
    discussed = _day(values["discussed_on"])
    if scope is None:
        faults["scope"] = say("Velg noe fra listen.")
    if since is None:
        faults["valid_from"] = str(FAULTS["valid_from"])
    if values["discussed_on"] and discussed is None:
        faults["discussed_on"] = str(FAULTS["discussed_on"])
    if faults or scope is None:
        return _page(values, faults), 422
    try:
        preference.set_area(
            context.database(),
            Area(scope, since, discussed, values["document_ref"]),
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput as refused:
        context.forget()
        return _page(
            values, {one.where: _worded(one.where, one.what) for one in refused.faults}
        ), 422
    flash(say("Området er bestemt."), "success")
    return redirect(url_for("tillitsvalgt.turns_page"), code=303)


def _worded(where: str, what: str) -> str:
    if where != "scope":
        return str(FAULTS[where])
    small = what.partition(": ")[2]
    return say(
        "Området må ha minst %(least)s ansatte (arbeidsmiljøloven § 14-3). For små: %(small)s.",
        least=preference.least_employees(context.now().astimezone(OSLO).date()),
        small=small,
    )


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
