"""The form for a new agreement, or a new version of one, with the bounds of the law in sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from vikarsentral import agreements, overview
from vikarsentral.access import Action
from vikarsentral.agreements import AgreementKind, AgreementLevel, Allowed, Draft
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.overview.agreements import AgreementLine, agreement_line
from vikarsentral.overview.register import person_by_number, unit_ids_by_code
from web import context
from web.errors import shown
from web.guard import allow
from web.tillitsvalgt.agreements import CONFLICTS
from web.tillitsvalgt.room import bp
from web.tillitsvalgt.words import (
    LIMITS,
    PLAIN,
    by_field,
    held,
    hours_of,
    minutes_of,
    not_agreed,
    paragraph,
)
from web.words import later, say

LOCAL, ALONE = AgreementLevel.LOCAL_TV, AgreementLevel.INDIVIDUAL
TYPES: dict[str, tuple[AgreementKind, AgreementLevel, Any]] = {
    "lokal": (
        AgreementKind.WORKING_TIME,
        LOCAL,
        later("Arbeidstid, med tillitsvalgte"),
    ),
    "individuell": (AgreementKind.WORKING_TIME, ALONE, later("Arbeidstid, med én ansatt")),
    "innleie": (AgreementKind.HIRE, LOCAL, later("Innleie fra bemanningsforetak")),
}

OTHER = "other."
FIELDS = {
    *("type", "erstatter", "title", "document_ref", "valid_from", "valid_to", "units"),
    *("employee_no", "csrf_token"),
}
"""Fields of the form that are no limit."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the form holds, as it was written, and what is wrong with it by row."""

    values: Mapping[str, str]
    units: frozenset[str] = frozenset()
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def other(self) -> list[str]:
        """Return what is wrong with rows the form does not show."""
        return [told for name, told in self.faults.items() if name.startswith(OTHER)]


@bp.get("/avtaler/ny")
@allow(Action.DRAFT_AGREEMENT)
def new_agreement() -> ResponseReturnValue:
    """Show the form for one type of agreement, filled in when it is a new version."""
    chosen, before = _chosen(request.args)
    return _page(chosen, before, _from(before))


@bp.post("/avtaler/ny")
@allow(Action.DRAFT_AGREEMENT)
def draft_agreement() -> ResponseReturnValue:
    """Keep a draft for both sides to sign, or say beside each row what is wrong."""
    chosen, before = _chosen(request.form)
    told = Told(
        {name: held(request.form, name)[:300] for name in request.form},
        frozenset(request.form.getlist("units")),
    )
    wanted, faults = _read(chosen, before, told)
    if wanted is None:
        return _page(chosen, before, Told(told.values, told.units, faults)), 422
    try:
        made = agreements.draft(
            context.database(), wanted, actor=context.actor(), now=context.now()
        )
    except BadInput as refused:
        context.forget()
        faults = {**by_field(refused.faults), **faults}
        return _page(chosen, before, Told(told.values, told.units, faults)), 422
    except Conflict as conflict:
        context.forget()
        return shown(409, CONFLICTS.get(conflict.code))
    flash(say("Utkastet er lagret. Det gjelder først når begge parter har skrevet under."))
    return redirect(url_for("tillitsvalgt.agreement", agreement_id=made), code=303)


def _chosen(told: Mapping[str, str]) -> tuple[str, AgreementLine | None]:
    """Return the type of agreement and the version before.

    Raises:
        NotFound: another type, or no such agreement.
    """
    number = held(told, "erstatter")
    before = None
    if number:
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise NotFound
        before = agreement_line(context.database(), int(number), now=context.now())
        return _type_of(before), before
    chosen = held(told, "type") or "lokal"
    if chosen not in TYPES:
        raise NotFound
    return chosen, before


def _type_of(line: AgreementLine) -> str:
    for name, (kind, level, _) in TYPES.items():
        if (kind.value, level.value) == (line.kind, line.level):
            return name
    raise NotFound


def _from(before: AgreementLine | None) -> Told:
    if before is None:
        return Told({})
    values = {
        "title": before.title,
        "document_ref": before.document_ref,
        "valid_to": before.valid_to.isoformat(),
        "red_days": str(before.limits.get("red_days", "")),
    }
    for name, minutes in before.limits.items():
        if name != "red_days":
            values[name] = hours_of(minutes)
    codes = {one.name: one.code for one in overview.unit_lines(context.database(), None)}
    return Told(values, frozenset(codes[name] for name in before.units if name in codes))


def _read(
    chosen: str, before: AgreementLine | None, told: Told
) -> tuple[Draft | None, dict[str, str]]:
    """Read the form; without two days there is nothing to ask the domain about."""
    kind, level, _ = TYPES[chosen]
    faults: dict[str, str] = {}
    first = _day(told.values.get("valid_from", ""), "valid_from", faults)
    last = _day(told.values.get("valid_to", ""), "valid_to", faults)
    limits = _limits(kind, level, told.values, faults)
    people: frozenset[int] = frozenset()
    if level is ALONE:
        person = person_by_number(context.database(), told.values.get("employee_no", ""))
        people = frozenset() if person is None else frozenset({person})
        if person is None:
            faults["people"] = str(PLAIN["unknown_person"])
    units = unit_ids_by_code(context.database(), told.units)
    if len(units) != len(told.units):
        faults["units"] = str(PLAIN["unknown_unit"])
    if first is None or last is None or faults:
        return None, faults
    wanted = Draft(
        kind,
        level,
        told.values.get("title", ""),
        limits,
        first,
        last,
        told.values.get("document_ref", ""),
        frozenset(units),
        people,
        None if before is None else before.id,
    )
    return wanted, faults


def _day(told: str, name: str, faults: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        faults[name] = str(PLAIN["not_a_day"])
        return None


def _limits(
    kind: AgreementKind, level: AgreementLevel, values: Mapping[str, str], faults: dict[str, str]
) -> dict[str, Any]:
    is_time = kind is AgreementKind.WORKING_TIME
    may = [*agreements.allowed(level), "red_days"] if is_time else []
    for name, told in values.items():
        if told and name not in FIELDS and name not in may:
            faults[f"{OTHER}{name}"] = not_agreed(name, may)
    if not is_time:
        return {}
    found: dict[str, Any] = {}
    for name in agreements.allowed(level):
        told = values.get(name, "")
        if not told:
            continue
        minutes = minutes_of(told)
        if minutes is None:
            faults[f"limits.{name}"] = str(PLAIN["not_hours"])
        else:
            found[name] = minutes
    if values.get("red_days"):
        found["red_days"] = values["red_days"]
    return found


def _page(chosen: str, before: AgreementLine | None, told: Told) -> str:
    kind, level, title = TYPES[chosen]
    is_time = kind is AgreementKind.WORKING_TIME
    limits: list[Allowed] = [*agreements.allowed(level).values()] if is_time else []
    return render_template(
        "tillitsvalgt/draft.html",
        chosen=chosen,
        title=title,
        types=TYPES,
        before=before,
        told=told,
        limits=limits,
        limit_names=LIMITS,
        sources={one.name: paragraph(one.source) for one in limits},
        has_limits=is_time,
        is_alone=level is ALONE,
        units=overview.unit_lines(context.database(), None),
    )
