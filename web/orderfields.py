"""The fields of a request: days, times, core, lower competence and note, read and worded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import request

from vikarsentral import overview
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput
from vikarsentral.need import Details, NeedView, health_words
from vikarsentral.rules.wall import readings
from web import clocks, context, language, weeks
from web.words import later, say

MOST_DAYS = 31
NO_DEMAND = "-"
HOURS = (1, 2, 3, 6, 12, 24, 48)
WRONG = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a time that could not be read; no need is that old, so it is refused."""

FAULTS: dict[str, Any] = {
    "core": later("Tiden som må dekkes, må ligge inne i vakten. Skriv tidene som 07:30."),
    "lower_from": later("Velg når den lavere kompetansen er nok."),
    "note": later("Beskjeden er for lang."),
    "ends_at": later("Vakten må slutte etter at den begynner, og ikke være over."),
}


def choices() -> dict[str, Any]:
    """Return what the fields offer, by the names of the template."""
    return {
        "lower_hours": HOURS,
        "no_demand": NO_DEMAND,
        "competences": overview.competence_names(context.database(), language.current()),
    }


def days_told(told: Iterable[str]) -> list[date]:
    """Return the chosen days, each once, in order; empty where one of them is no day.

    Args:
        told: as the form sends them.
    """
    found = {weeks.day_told(one) for one in told}
    if None in found or len(found) > MOST_DAYS:
        return []
    return sorted(day for day in found if day is not None)


def clock(told: str) -> time | None:
    """Return a time of day such as 07:30, None where it is none.

    Args:
        told: as people write it.
    """
    text = told.strip().replace(".", ":")
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time of day alone
    except ValueError:
        return None


def times(view: NeedView) -> tuple[datetime, datetime] | None:
    """Return the start and end that the form tells, on the need's own day.

    Args:
        view: the need.

    Returns:
        Instants, UTC; None where one is no time of day.

    Raises:
        UnclearTimes: one of them does not exist that day, or comes twice.
    """
    starts, ends = clock(request.form.get("starts", "")), clock(request.form.get("ends", ""))
    if starts is None or ends is None:
        return None
    day = view.starts_at.astimezone(OSLO).date()
    last = day + timedelta(days=1) if ends <= starts else day
    walls = {"starts": datetime.combine(day, starts), "ends": datetime.combine(last, ends)}
    told = clocks.instants(walls)
    return told["starts"].astimezone(UTC), told["ends"].astimezone(UTC)


def details(starts_at: datetime, ends_at: datetime) -> Details:
    """Return what the form says besides the times; what cannot be read is refused later.

    Args:
        starts_at: when the need starts.
        ends_at: when it ends.

    Raises:
        UnclearTimes: the core begins or ends at a time that does not exist, or comes twice
            inside the need and the form does not say which is meant.
    """
    form = request.form
    first, last = _core(starts_at, ends_at)
    lower = form.get("lower", "")
    hours = form.get("lower_hours", "")
    since = None
    if lower:
        since = WRONG + timedelta(days=36500)
        if hours.isascii() and hours.isdigit() and int(hours[:3]) in HOURS:
            since = starts_at - timedelta(hours=int(hours[:3]))
    requires = () if lower == NO_DEMAND else (lower,)
    return Details(first, last, requires if lower else None, since, form.get("note", ""))


def _core(starts_at: datetime, ends_at: datetime) -> tuple[datetime | None, datetime | None]:
    """Return the core that the form tells; of two readings the one inside the need."""
    found: dict[str, datetime] = {}
    walls: dict[str, datetime] = {}
    for name in ("core_from", "core_to"):
        told = request.form.get(name, "").strip()
        at = clock(told)
        if at is None:
            found |= {name: WRONG} if told else {}
            continue
        wall = _within(at, starts_at, ends_at)
        inside = [one for one in readings(wall) if starts_at <= one <= ends_at]
        if len(inside) == 1:
            found[name] = inside[0]
        else:
            walls[f"{name}-{wall.date()}"] = wall
    told_now = clocks.instants(walls)
    found |= {key.partition("-")[0]: at for key, at in told_now.items()}
    return found.get("core_from"), found.get("core_to")


def _within(at: time, starts_at: datetime, ends_at: datetime) -> datetime:
    """Return a time of day as the clock shows it first after a need has begun."""
    local, last = starts_at.astimezone(OSLO), ends_at.astimezone(OSLO).date()
    wall = datetime.combine(local.date(), at)
    is_next = wall < local.replace(tzinfo=None) and last > local.date()
    return wall + timedelta(days=1) if is_next else wall


def sentences(refused: BadInput) -> dict[str, str]:
    """Return what is wrong as sentences, by the field they stand beside.

    Args:
        refused: carries the faults.
    """
    told = {}
    for fault in refused.faults:
        where = next(part for part in fault.where.split("/") if not part.isdigit())
        field = "lower_from" if where == "lower_requires" else where
        told[field] = str(FAULTS.get(field, FAULTS["core"]))
        if field == "note" and (found := health_words(request.form.get("note", ""))):
            told[field] = say(
                "Beskjeden er for arbeidet, ikke om noens helse. Ta bort: %(words)s.",
                words=", ".join(found),
            )
    return told


def held(view: NeedView) -> dict[str, str]:
    """Return what a need says now, as the fields hold it.

    Args:
        view: the need.
    """
    hours = 0
    if view.lower_from is not None:
        hours = round((view.starts_at - view.lower_from) / timedelta(hours=1))
    lower = view.lower_requires
    return {
        "starts": _written(view.starts_at),
        "ends": _written(view.ends_at),
        "core_from": _written(view.core_starts_at),
        "core_to": _written(view.core_ends_at),
        "lower": "" if lower is None else next(iter(lower), NO_DEMAND),
        "lower_hours": str(hours),
        "note": view.handover_note or "",
    }


def _written(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(OSLO):%H:%M}"
