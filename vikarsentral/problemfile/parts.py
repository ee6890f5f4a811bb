"""Read the parts of a problem file that stand beside people and needs.

Source: contract 2 (units, travel_minutes, agreements, published, objective, period).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from vikarsentral.problemfile.fields import MOST, MOST_MONEY, Fields, Path
from vikarsentral.problemfile.text import shown
from vikarsentral.rules.facts import Agreement, Level, Period, Published, Unit, Weights
from vikarsentral.rules.oslo import DAYS_PER_WEEK, instant, local_datetime
from vikarsentral.rules.values import (
    AGREED_LIMITS,
    PRIORITIES,
    RED_DAYS_LEVELS,
    VALUES,
    default_weight,
)

Made = TypeVar("Made")

MOST_WEEKS = 53
_EARLIEST = instant(date(1971, 1, 1).toordinal())
_LATEST = instant(date(2999, 1, 1).toordinal())
_FALLBACK = date(2027, 1, 4).toordinal()
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_LEVELS: tuple[Level, ...] = ("INDIVIDUAL", "LOCAL_TV")


def by_id(
    fields: Fields, value: Any, path: Path, read: Callable[[Any, Path], tuple[str, Made]]
) -> dict[str, Made]:
    """Read a list of objects with ids that differ.

    Args:
        fields: reads and notes faults.
        value: the list.
        path: where it stands.
        read: reads one object and gives its id and what was made of it.

    Returns:
        What was made, by id, in the order of the file.
    """
    made: dict[str, Made] = {}
    for place, one in enumerate(fields.items(value, path)):
        key, thing = read(one, (*path, place))
        if key and key in made:
            fields.faults.add(
                (*path, place, "id"), f"{shown(key)} står to ganger", "hver id én gang"
            )
        made[key] = thing
    return made


def _midnight_monday(fields: Fields, minute: int, path: Path) -> int:
    """Return the Monday an instant begins, as ordinal; note when it begins none."""
    local = local_datetime(minute) if _EARLIEST <= minute < _LATEST else None
    if local is None:
        fields.faults.add(path, "ligger utenfor 1971–2998", "en mandag i de årene")
        return _FALLBACK
    on = local.toordinal()
    if local.weekday() or instant(on) != minute:
        what = f"er {_WEEKDAYS[local.weekday()]} kl. {local:%H:%M} i Oslo"
        fields.faults.add(path, what, "en mandag kl. 00:00 i Oslo")
    return on


def read_period(fields: Fields, value: Any) -> Period | None:
    """Read the planned weeks.

    Args:
        fields: reads and notes faults.
        value: the object `period`.

    Returns:
        The period; None after a fault, since nothing can then be placed in time.
    """
    path: Path = ("period",)
    before = len(fields.faults)
    start, end = fields.span(fields.object(value, path, ("start", "end")), path)
    if len(fields.faults) > before:
        return None
    start_on = _midnight_monday(fields, start, (*path, "start"))
    end_on = _midnight_monday(fields, end, (*path, "end"))
    if end_on - start_on > MOST_WEEKS * DAYS_PER_WEEK:
        fields.faults.add((*path, "end"), "perioden er for lang", f"høyst {MOST_WEEKS} uker")
    if len(fields.faults) > before:
        return None
    return Period(start, end, start_on, end_on)


def read_unit(fields: Fields, value: Any, path: Path) -> tuple[str, Unit]:
    """Read one unit."""
    body = fields.object(value, path, ("id", "sector", "area"))
    key, sector, area = (
        fields.text(body[name], (*path, name)) if name in body else ""
        for name in ("id", "sector", "area")
    )
    return key, Unit(key, sector, area)


def read_travel(fields: Fields, value: Any) -> dict[str, dict[str, int]]:
    """Read travel minutes from area to area."""
    read: dict[str, dict[str, int]] = {}
    for origin, row in _named(fields, value, ("travel_minutes",)):
        here: Path = ("travel_minutes", origin)
        read[origin] = {
            to: fields.whole(minutes, (*here, to)) for to, minutes in _named(fields, row, here)
        }
    return read


def _named(fields: Fields, value: Any, path: Path) -> Iterable[tuple[str, Any]]:
    """Read an object whose keys are names of the file's own."""
    if not isinstance(value, dict):
        fields.faults.add(path, f"{shown(value)} er ikke et objekt", "et objekt")
        return ()
    fields.no_key_twice(value, path)
    for key in value:
        fields.text(key, (*path, key))
    return value.items()


def read_agreement(fields: Fields, value: Any, path: Path) -> tuple[str, Agreement]:
    """Read one agreement with the bounds of its level.

    Source: contract 2 (agreements).
    """
    keys = ("id", "level", "scope", "valid_from", "valid_to", "limits")
    body = fields.object(value, path, keys)
    key = fields.text(body["id"], (*path, "id")) if "id" in body else ""
    level = None
    if "level" in body:
        level = fields.one_of(body["level"], (*path, "level"), _LEVELS)
        level = level if level == body["level"] else None
    scope = fields.object(body.get("scope", {}), (*path, "scope"), (), ("units", "people"))
    units, people = (
        frozenset(fields.ids(scope[name], (*path, "scope", name))) if name in scope else None
        for name in ("units", "people")
    )
    first, last = fields.days(body, path)
    limits = body.get("limits", {})
    minutes, red_days = _limits(fields, limits, (*path, "limits"), level)
    return key, Agreement(
        key, level or "LOCAL_TV", units, people, first or 0, last or 0, minutes, red_days
    )


def _limits(
    fields: Fields, value: Any, path: Path, level: Level | None
) -> tuple[dict[str, int], Any]:
    """Read an agreement's limits; with no valid level the names alone are checked."""
    levels = _LEVELS if level is None else (level,)
    names = [name for name in AGREED_LIMITS if any(one in VALUES[name].bounds for one in levels)]
    if any(one in RED_DAYS_LEVELS for one in levels):
        names.append("red_days")
    body = fields.object(value, path, (), names)
    minutes = {}
    for name in names:
        if name not in body or name == "red_days":
            continue
        bound = VALUES[name].bounds.get(level) if level else None
        least = 0 if bound is None or bound.at_least is None else bound.at_least
        most = MOST if bound is None or bound.at_most is None else bound.at_most
        minutes[name] = fields.whole(body[name], (*path, name), least, most)
    red_days = None
    if "red_days" in body and "red_days" in names:
        red_days = fields.one_of(body["red_days"], (*path, "red_days"), ("each", "average"))
    return minutes, red_days


def read_published(
    fields: Fields, value: Any, needs: Iterable[str], people: Iterable[str]
) -> tuple[Published, ...]:
    """Read the plan people already know."""
    read = []
    for place, one in enumerate(fields.items(value, ("published",))):
        path: Path = ("published", place)
        body = fields.object(one, path, ("need", "person"))
        need = person = ""
        if "need" in body:
            need = fields.reference(body["need"], (*path, "need"), needs, "et behov")
        if "person" in body:
            person = fields.reference(body["person"], (*path, "person"), people, "en person")
        read.append(Published(need, person))
    return tuple(read)


WEIGHTS = (
    "agency_surcharge_ore_per_minute",
    "overtime_factor_percent",
    "overtime_surcharge_ore_per_minute",
    "unused_ore_per_minute",
    "unknown_unit_ore",
    "quick_return_ore",
    "weekend_share_ore",
    "change_ore",
)
"""Weights that are whole numbers with a default."""

OWN_COST = ("merarbeid_ore_per_minute", "hourly_ore_per_minute")
"""Weights that may be null: then the person's own cost per minute counts."""


def read_weights(fields: Fields, value: Any) -> Weights:
    """Read the objective's weights; an absent one has its default.

    Source: contract 2 (objective).
    """
    path: Path = ("objective",)
    body = fields.object(value, path, (), ("open_ore_per_minute", *WEIGHTS, *OWN_COST))
    plain = {
        name: fields.whole(body[name], (*path, name), 0, MOST_MONEY)
        if name in body
        else default_weight(name)
        for name in WEIGHTS
    }
    own = {
        name: fields.whole(body[name], (*path, name), 0, MOST_MONEY)
        if body.get(name) is not None
        else None
        for name in OWN_COST
    }
    return Weights(open_ore_per_minute=_open_weights(fields, body), **plain, **own)  # type: ignore[arg-type]  # the names are the fields


def _open_weights(fields: Fields, body: dict[str, Any]) -> dict[int, int]:
    """Read the cost of an open minute for each priority."""
    path: Path = ("objective", "open_ore_per_minute")
    names = [str(priority) for priority in PRIORITIES]
    given = fields.object(body.get("open_ore_per_minute", {}), path, (), names)
    return {
        priority: fields.whole(given[str(priority)], (*path, str(priority)), 0, MOST_MONEY)
        if str(priority) in given
        else default_weight(f"open_{priority}")
        for priority in PRIORITIES
    }
