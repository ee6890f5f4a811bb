"""Send a change to the domain, and lay what it refuses beside the fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import g

from vikarsentral.administration import Act, views
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault
from web import context
from web.admin.fields import SeenForm
from web.words import later, say

REFUSED = 422
ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?)?")
TEXTS = ("name", "name_nb", "name_nn", "name_en", "_no", "code", "login", "note")
"""How the names of fields end that hold what somebody wrote, a day or not."""
DEEPEST = 2
MOVED = 409

CODES = later("Skriv høyst 20 bokstaver, tall, punktum, skråstrek eller bindestrek.")
FAULTS: dict[str, Any] = {
    "name": later("Skriv et navn på høyst 100 tegn, uten fødselsnummer."),
    "name_nb": later("Skriv et navn på høyst 100 tegn."),
    "name_nn": later("Skriv et navn på høyst 100 tegn."),
    "name_en": later("Skriv et navn på høyst 100 tegn."),
    "sender_name": later("Skriv et navn på høyst 100 tegn."),
    "employee_no": later(
        "Skriv nummeret fra lønnssystemet: bokstaver, tall, / eller -. Aldri fødselsnummer."
    ),
    "phone": later("Skriv åtte siffer, eller + og landkode foran."),
    "email": later("Skriv en adresse som navn@kommune.no."),
    "hourly_cost_ore": later("Skriv et beløp mellom 0 og 100 000 kroner."),
    "unit_id": later("Stilling i vikarsentralen har ingen enhet. Andre stillinger har én."),
    "stillingsprosent": later("Skriv en prosent fra 0 til 100."),
    "valid_from": later("Skriv dagen det ble sett, eller dagen det begynte."),
    "valid_to": later("Siste dag må være etter første dag, og ikke være over."),
    "code": later("Skriv 1 til 10 tegn."),
    "unpaid_break_minutes": later("Pausen må være kortere enn vakten."),
    "login": later("Skriv minst to tegn av a–z, 0–9 og . _ @ -"),
    "password": later("Passordet må ha minst 12 tegn."),
    "unit": later("En leder har en enhet. Andre roller har ingen."),
    "last_on": later("Siste dag må være etter første dag, og høyst et år senere."),
    "weekdays": later("Kryss av for minst én ukedag mellom de to dagene."),
    "days": later("Velg dager som ikke er over, og høyst to år fram."),
    "until": later("Velg en dag innen et år."),
    "every": later("Velg noe fra listen."),
    "person": later("Personen har ingen stilling ved enheten den dagen."),
    "requires": later("Velg kompetanse fra listen."),
    "starts": later("Fyll ut dette feltet."),
    "ends": later("Fyll ut dette feltet. En vakt varer høyst 24 timer."),
    "times": later("Tidene kan ikke brukes: de er over, for lange, eller møter andre tider."),
    "notice": later(
        "En tid er mindre enn 14 dager unna. Velg en senere dag, eller spør personen om den."
    ),
    "discussed_on": later("Velg dagen planen ble drøftet, i dag eller før."),
    "weeks": later("Velg høyst et år om gangen."),
    "annual_ore": later("Skriv et beløp mellom 1 og 5 000 000 kroner."),
    "supplement_ore": later("Skriv et beløp mellom 0 og 5 000 000 kroner."),
    "seniority_years": later("Skriv hele år fra 0 til 60."),
    "annual_or_hourly": later("Skriv enten årslønn eller timelønn."),
    "account": CODES,
    "responsibility": CODES,
    "function": CODES,
    "project": CODES,
    "area_name": later("Skriv et navn på høyst 100 tegn."),
    "minutes": later("Skriv minutter fra 0 til 600."),
}
CONFLICTS: dict[str, Any] = {
    "already_there": later("Det finnes allerede en med dette navnet. Ingenting er endret."),
    "number_taken": later("En annen ansatt har allerede dette nummeret. Ingenting er endret."),
    "login_taken": later("En annen bruker har allerede dette brukernavnet. Ingenting er endret."),
    "person_has_user": later("Den ansatte har allerede en bruker. Ingenting er endret."),
    "demo_not_empty": later(
        "Noe er allerede registrert her. Prøvekommunen kan bare hentes når ingenting er det."
    ),
    "not_a_demo": later("Dette er en ekte kommune. Den kan ikke fjernes slik."),
    "in_use": later("Den er i bruk, og kan ikke tas bort. Ingenting er endret."),
    "unit_in_use": later(
        "Enheten har vakter som ikke er over. Flytt eller avlys dem først. Ingenting er endret."
    ),
    "already_leader": later("Personen er allerede leder for enheten. Ingenting er endret."),
    "not_in_pool": later("Personen har ingen stilling i vikarsentralen. Ingenting er endret."),
    "already_asked": later("Personen er allerede spurt om denne tiden. Ingenting er endret."),
    "duty_begun": later("Tiden har begynt, og kan ikke endres."),
    "duty_has_shift": later(
        "Personen har en vakt i denne tiden. Flytt eller avlys vakten først. Ingenting er endret."
    ),
    "change_closed": later("Spørsmålet er besvart eller trukket. Ingenting er endret."),
    "shift_begun": later("Vakten har begynt, og kan ikke endres her. Bruk siden «Timer»."),
    "shift_cancelled": later("Personen er borte fra vakten, eller den er avlyst."),
    "shift_not_rota": later("Vakten er ikke turnus. Den hører til et behov."),
    "post_there": later("Personen har allerede nøyaktig denne stillingen. Ingenting er endret."),
    "person_busy": later("Personen har allerede en vakt på den tiden. Ingenting er endret."),
    "last_admin": later(
        "Dette er den siste administratoren. Gi en annen rollen først. Ingenting er endret."
    ),
}


def act() -> Act:
    """Return who acts in this request, and when."""
    return Act(context.actor(), context.now())


def choices() -> views.Choices:
    """Return what this request's forms let one choose among; the database is asked once."""
    if "admin_choices" not in g:
        g.admin_choices = views.choices(context.database())
    held: views.Choices = g.admin_choices
    return held


def save(form: SeenForm, work: Callable[[], object]) -> int | None:
    """Check a form and carry out its change.

    Args:
        form: as sent.
        work: the change; asks the domain.

    Returns:
        None when it is done; else the status, with what is wrong laid into the form.
    """
    if not form.validate():
        return REFUSED
    try:
        work()
    except BadInput as refused:
        context.forget()
        lay(form, refused.faults)
        return REFUSED
    except Conflict as conflict:
        context.forget()
        changed: Any = conflict.facts.get("changed")
        if conflict.code == "changed_meanwhile":
            form.moved = moved_lines(form, changed)
        else:
            form.refused = CONFLICTS.get(conflict.code, say("Noe har endret seg. Prøv igjen."))
        return MOVED
    return None


def lay(form: SeenForm, faults: list[Fault]) -> None:
    """Lay faults of the domain beside the fields they are about.

    Args:
        form: the form.
        faults: from the domain; one about no field of the form stands above it.
    """
    for fault in faults:
        sentence = FAULTS.get(fault.where, say("Dette kan ikke brukes."))
        if fault.where in form:
            item = form[fault.where]
            item.errors = [*item.errors, sentence]
        else:
            form.refused = sentence


def moved_lines(
    form: SeenForm, changed: Mapping[str, tuple[Any, Any]]
) -> list[tuple[Any, str, str]]:
    """Return what changed since the form was shown: label, what was seen, what is now.

    Args:
        form: the form.
        changed: by field, what was seen and what is now.
    """
    return [
        (form[name].label.text if name in form else name, shown(was, name), shown(now, name))
        for name, (was, now) in changed.items()
    ]


def shown(value: Any, name: str = "", depth: int = DEEPEST) -> str:
    """Return a plain value as people read it.

    Args:
        value: as JSON holds it, also as a browser has sent it.
        name: of its field; what somebody wrote in words is told as it was written.
        depth: how many lists within each other are told.
    """
    if value is None or value in ("", []):
        return say("ingenting")
    if isinstance(value, bool):
        return say("ja") if value else say("nei")
    if isinstance(value, list):
        return ", ".join(shown(one, name, depth - 1) for one in value) if depth else "…"
    try:
        told = str(value)
    except RecursionError:
        return "…"
    return told if name.endswith(TEXTS) else _on_the_clock(told)


def _on_the_clock(told: str) -> str:
    """Return a day or an instant, kept as ISO 8601 writes it, as people read it."""
    if not ISO.fullmatch(told):
        return told
    try:
        at = datetime.fromisoformat(told)
        local = at if at.tzinfo is None else at.astimezone(OSLO)
    except (ValueError, OverflowError):
        return told
    return f"{local:%d.%m.%Y}" if len(told) == len("2027-01-04") else f"{local:%d.%m.%Y %H:%M}"
