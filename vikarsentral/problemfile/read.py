"""Read a problem file: everything is checked, every fault is told at once.

Source: contract 2 (`vikarsentral/problem/1`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from vikarsentral.problemfile.fields import Fields
from vikarsentral.problemfile.parts import (
    by_id,
    read_agreement,
    read_period,
    read_published,
    read_travel,
    read_unit,
    read_weights,
)
from vikarsentral.problemfile.people import Work
from vikarsentral.problemfile.text import Faults, parsed, stored_bytes
from vikarsentral.rules.facts import Need, Period, Person, Problem
from vikarsentral.rules.oslo import DAYS_PER_WEEK, calendar

FORMAT = "vikarsentral/problem/1"
TIMEZONE = "Europe/Oslo"

_REQUIRED = ("format", "timezone", "period", "units", "people", "needs")
_OPTIONAL = ("travel_minutes", "agreements", "published", "objective")
_ANY_MONDAY = date(2027, 1, 4).toordinal()


def read_problem(source: str | Path | bytes | Mapping[str, Any]) -> Problem:
    """Read a problem from a file, its bytes, or a document already in memory.

    The fingerprint is of the bytes as they are stored, so `sha256sum FILE` gives the same
    answer for `.json` and for `.json.gz`; packing a file anew gives it a new fingerprint.

    Args:
        source: path of a `.json` or `.json.gz` file, the file's bytes, or the document.

    Returns:
        The problem, placed in time and with defaults filled in.

    Raises:
        BadInput: with every fault, in document order; `where` is a JSON pointer, or the
            file's name when the file as a whole cannot be read.

    Source: contract 2, 3 (problem_sha256).
    """
    if isinstance(source, Mapping):
        return _problem(dict(source), "problem", "")
    where = "problem" if isinstance(source, bytes) else str(source)
    data = source if isinstance(source, bytes) else stored_bytes(Path(source))
    return _problem(parsed(data, where), where, hashlib.sha256(data).hexdigest())


def read_beside(
    problem: Problem, people: Sequence[Any] = (), needs: Sequence[Any] = ()
) -> tuple[dict[str, Person], dict[str, Need]]:
    """Read people and needs that stand in a problem already read, or would.

    Args:
        problem: has the period and the units; stays as it is.
        people: entries of `people`.
        needs: entries of `needs`; they may name people of the problem and of these.

    Returns:
        Both by id, as reading the whole document would give them.

    Raises:
        BadInput: with every fault.

    Source: contract 2 (people, needs).
    """
    faults = Faults()
    fields = Fields(faults)
    work = Work(fields, problem.units, problem.period, problem.calendar)
    some = by_id(fields, list(people), ("people",), work.person)
    known = problem.people.keys() | some.keys()
    more = by_id(fields, list(needs), ("needs",), lambda one, at: work.need(one, at, known))
    faults.refuse({"people": list(people), "needs": list(needs)}, "problem")
    return some, more


def _problem(document: Any, where: str, sha256: str) -> Problem:
    """Check a document and make the problem, or refuse it with every fault."""
    faults = Faults()
    fields = Fields(faults)
    body = fields.object(document, (), _REQUIRED, _OPTIONAL)
    for name, only in (("format", FORMAT), ("timezone", TIMEZONE)):
        if name in body:
            fields.one_of(body[name], (name,), (only,))
    period = read_period(fields, body["period"]) if "period" in body else None
    parts = _parts(fields, body, period)
    faults.refuse(document, where)
    assert period is not None  # noqa: S101 - a missing period is a fault, refused above
    return Problem(period=period, sha256=sha256, **parts)


def _parts(fields: Fields, body: dict[str, Any], period: Period | None) -> dict[str, Any]:
    """Read all that a problem holds beside its period, by the names of its fields."""
    start_on = period.start_on if period else _ANY_MONDAY
    weeks = calendar(start_on, period.end_on if period else start_on + DAYS_PER_WEEK)
    units = by_id(fields, body.get("units", []), ("units",), partial(read_unit, fields))
    work = Work(fields, units, period, weeks)
    people = by_id(fields, body.get("people", []), ("people",), work.person)
    needs = by_id(
        fields, body.get("needs", []), ("needs",), lambda one, at: work.need(one, at, people)
    )
    agreements = by_id(
        fields, body.get("agreements", []), ("agreements",), partial(read_agreement, fields)
    )
    return {
        "units": units,
        "travel_minutes": read_travel(fields, body.get("travel_minutes", {})),
        "agreements": tuple(agreements.values()),
        "people": people,
        "needs": needs,
        "published": read_published(fields, body.get("published", []), needs, people),
        "weights": read_weights(fields, body.get("objective", {})),
    }
