"""Where administration begins: the way through the first day, then everything one may change."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, administration, demo
from vikarsentral.access import Action
from vikarsentral.administration import Step
from vikarsentral.errors import Conflict
from web import context
from web.admin.room import bp
from web.admin.saving import CONFLICTS
from web.admin.steps import shown
from web.guard import allow
from web.words import later, say

SHELVES: tuple[tuple[Any, Any, str, Action, str], ...] = (
    (
        later("Kommunen"),
        later("Navn, avsender og språk"),
        "admin.municipality",
        Action.MANAGE_MUNICIPALITY,
        "Buildings2",
    ),
    (
        later("Sektorer"),
        later("Hvor vikarsentralen dekker fravær"),
        "admin.sectors",
        Action.MANAGE_MUNICIPALITY,
        "House",
    ),
    (
        later("Områder og reisetid"),
        later("Minutter mellom områdene"),
        "admin.areas",
        Action.MANAGE_MUNICIPALITY,
        "LocationPin",
    ),
    (
        later("Kompetanser"),
        later("Hva en vakt kan kreve"),
        "admin.competences",
        Action.MANAGE_MUNICIPALITY,
        "Book",
    ),
    (
        later("Enheter"),
        later("Vanlige vakter, leder og stedfortreder"),
        "admin.units",
        Action.MANAGE_UNIT,
        "Buildings2",
    ),
    (
        later("Ansatte"),
        later("Stillinger, kompetanse og hvor de kan jobbe"),
        "admin.people",
        Action.MANAGE_PEOPLE,
        "PersonGroup",
    ),
    (
        later("Vaktplaner"),
        later("Kjent tid, åpent sted"),
        "admin.duty_people",
        Action.MANAGE_DUTY,
        "Calendar",
    ),
    (
        later("Filer inn"),
        later("Ansatte, turnus, behov og innleie fra regneark"),
        "importing.files",
        Action.IMPORT_FILES,
        "FileImport",
    ),
    (
        later("Satser"),
        later("Det lønn og kostnader regnes av"),
        "planner.rates",
        Action.SET_PAY_VALUES,
        "Cog",
    ),
    (
        later("Priser fra bemanningsforetak"),
        later("Det innleie koster etter rammeavtalene"),
        "planner.prices",
        Action.SET_PAY_VALUES,
        "Wallet",
    ),
    (
        later("Brukere og roller"),
        later("Hvem som slipper inn, og til hva"),
        "admin.users",
        Action.MANAGE_USERS,
        "PersonCircle",
    ),
    (
        later("Avtaler"),
        later("Om arbeidstid, vekter og innleie"),
        "tillitsvalgt.agreements_list",
        Action.SEE_AGREEMENTS,
        "PersonGavel",
    ),
)

LACKS: dict[str, Any] = {
    "no_municipality": later("Kommunen har ikke fått navn."),
    "no_sector_on": later("Vikarsentralen dekker ingen sektor."),
    "no_unit": later("Det er ingen enheter."),
    "no_people": later("Det er ingen ansatte med stilling."),
    "no_rota": later("Ingen enhet har turnus."),
    "unit_without_leader": later("Enheter uten leder: %(number)s."),
    "unit_without_shifts": later("Enheter uten vanlige vakter: %(number)s."),
    "person_without_post": later("Ansatte uten stilling: %(number)s."),
    "person_without_contact": later("Ansatte uten telefon og e-post: %(number)s."),
    "no_pool": later("Ingen har stilling i vikarsentralen."),
    "no_coordinator": later("Ingen er koordinator i vikarsentralen."),
    "no_tillitsvalgt": later("Ingen tillitsvalgt har tilgang."),
    "demo": later("Dette er prøvekommunen, ikke en ekte kommune."),
}


@bp.get("/admin")
@allow(Action.MANAGE_UNIT)
def front() -> ResponseReturnValue:
    """Lead through the first day, and show all that may be changed."""
    return _page([])


def _page(logins: list[demo.Login]) -> str:
    session, actor = context.database(), context.actor()
    here = administration.progress(session)
    may_all = access.may(actor, Action.MANAGE_MUNICIPALITY)
    lacks = administration.lacks(session, here) if may_all else []
    return render_template(
        "admin/front.html",
        steps=shown(here) if may_all else [],
        progress=here,
        done=len(here.done),
        shelves=[one for one in SHELVES if access.may(actor, one[3])],
        lacks=[str(LACKS[one.code]) % {"number": one.number} for one in lacks],
        may_all=may_all,
        logins=logins,
    )


@bp.get("/admin/turnus")
@allow(Action.MANAGE_MUNICIPALITY)
def rota() -> ResponseReturnValue:
    """Tell how the rota gets in."""
    return render_template("admin/rota.html", files=url_for("importing.files"))


@bp.get("/admin/foresporsel")
@allow(Action.MANAGE_MUNICIPALITY)
def request_page() -> ResponseReturnValue:
    """Tell how the first request is made, by the leader; lead there whoever is one."""
    actor = context.actor()
    return render_template(
        "admin/request.html",
        leads=access.may(actor, Action.CREATE_NEED),
        has_leader=Step.LEADERS in administration.progress(context.database()).done,
    )


@bp.post("/admin/provekommune")
@allow(Action.MANAGE_MUNICIPALITY)
def put_demo() -> ResponseReturnValue:
    """Put the made-up municipality into an empty installation; the passwords are shown once."""
    try:
        logins = demo.put_in(context.database(), now=context.now())
    except Conflict as conflict:
        return _refused(conflict)
    return _page(logins)


@bp.post("/admin/provekommune/fjern")
@allow(Action.MANAGE_MUNICIPALITY)
def take_demo() -> ResponseReturnValue:
    """Take the made-up municipality out again, with all that was done in it."""
    try:
        demo.take_out(context.database(), actor=context.actor())
    except Conflict as conflict:
        return _refused(conflict)
    flash(say("Prøvekommunen er fjernet. Installasjonen er tom."), "success")
    return redirect(url_for("admin.front"), code=303)


def _refused(conflict: Conflict) -> ResponseReturnValue:
    context.forget()
    flash(CONFLICTS[conflict.code], "danger")
    return redirect(url_for("admin.front"), code=303)
