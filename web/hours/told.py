"""What a form tells about how a shift went, and the words for it."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any, Final

from flask import request
from werkzeug.exceptions import UnprocessableEntity

from vikarsentral import worked
from vikarsentral.access import Actor
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault
from vikarsentral.rules.wall import readings
from vikarsentral.worked import Line, Went
from web import clocks, context, language
from web.words import later, say

LATE: Final = (10, 20, 30)
LONGER: Final = (15, 30, 60)
EARLY: Final = (15, 30, 60)
QUICK: Final = re.compile(r"(late|longer|early)-([0-9]{1,3})")
CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")

WENT: dict[Went, Any] = {
    Went.AS_PLANNED: later("Som planlagt"),
    Went.LATE: later("Kom senere"),
    Went.STAYED_ON: later("Ble lenger"),
    Went.LEFT_EARLY: later("Gikk før"),
    Went.OTHER_TIMES: later("Andre tider"),
    Went.DID_NOT_COME: later("Kom ikke"),
}
CONFLICTS: dict[str, Any] = {
    "person_busy": later("Tiden overlapper en annen vakt. Ingenting er endret."),
    "need_taken": later("Noen andre har tatt vakten. Ingenting er endret."),
    "shift_not_begun": later("Vakten har ikke begynt ennå."),
    "shift_not_over": later("Vakten er ikke over. Meld fraværet under «Hvem er borte?»."),
    "shift_cancelled": later("Vakten er avlyst."),
    "hours_closed": later("Det er gått mer enn 62 dager. Timene kan ikke lenger endres."),
    "nothing_told": later("Det er ingenting å være uenig i."),
}


def tell(line: Line, actor: Actor) -> str:
    """Do what the form says about a shift.

    Args:
        line: the shift as it stands.
        actor: who says it.

    Returns:
        One sentence about what was done.

    Raises:
        BadInput: times that cannot be read or cannot be.
        UnclearTimes: times that do not exist, or come twice.
        Conflict: the shift does not allow it.
        UnprocessableEntity: the form says nothing we know.
    """
    said = request.form.get("sagt", "")
    facts: dict[str, Any] = {"shift_id": line.shift_id, "actor": actor, "now": context.now()}
    if said == "object":
        worked.object_to(context.database(), **facts)
        return say("Det er notert at dere ikke er enige.")
    if said == "uphold":
        worked.uphold(context.database(), **facts)
        return say("Timene står som før.")
    if said == "away":
        worked.did_not_come(context.database(), **facts)
        return say("Det er notert at %(name)s ikke kom.", name=line.person)
    starts_at, ends_at = _times(line, said)
    worked.correct(context.database(), starts_at=starts_at, ends_at=ends_at, **facts)
    return say("Timene er nå %(span)s.", span=language.span(starts_at, ends_at))


def _times(line: Line, said: str) -> tuple[datetime, datetime]:
    plan = line.planned_starts_at, line.planned_ends_at
    if said == "plan":
        return plan
    if said == "times":
        return _typed(line)
    quick = QUICK.fullmatch(said)
    if quick is None:
        raise UnprocessableEntity
    by = timedelta(minutes=int(quick[2]))
    if quick[1] == "late":
        return plan[0] + by, plan[1]
    return plan[0], plan[1] + by if quick[1] == "longer" else plan[1] - by


def _typed(line: Line) -> tuple[datetime, datetime]:
    """Read two times of the day, each the one nearest to the plan's.

    Raises:
        BadInput: one of them is no time.
        UnclearTimes: one of them does not exist that night, or comes twice.
    """
    faults, walls = [], {}
    plan = {"fra": line.planned_starts_at, "til": line.planned_ends_at}
    for name, planned in plan.items():
        wall = nearest(request.form.get(name, ""), planned)
        if wall is None:
            faults.append(Fault(name, "is no time of that day", "tt:mm"))
        elif planned not in readings(wall):
            walls[name] = wall
    if faults:
        raise BadInput(faults)
    found = {**plan, **clocks.instants(walls)}
    return found["fra"], found["til"]


def nearest(text: str, planned: datetime) -> datetime | None:
    """Return the date and time of day on the Oslo clock that lies nearest to an instant.

    Args:
        text: such as 07:30, 7.30 or 0730.
        planned: UTC.

    Returns:
        Without a time zone, since the clock may skip it or show it twice; None when the text
        is no time.
    """
    told = CLOCK.fullmatch(text.strip())
    if told is None or not text.isascii():
        return None
    clock = time(int(told[1]), int(told[2]))
    there = planned.astimezone(OSLO).replace(tzinfo=None)
    walls = [datetime.combine(there.date() + timedelta(days=days), clock) for days in (-1, 0, 1)]
    return min(walls, key=lambda wall: abs((wall - there).total_seconds()))
