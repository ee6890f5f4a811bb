"""Who may do what: competence, authorisation and medication, each with the dates it holds.

Source: contract 2 (competence); helsepersonelloven § 48; forskrift om legemiddelhåndtering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from vikarsentral.rules.year.columns import Columns, Ints
from vikarsentral.rules.year.facts import Held, Worker
from vikarsentral.rules.year.finding import Finding, each_duty
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.told import dates_of, held_dates

NEVER = 1 << 40


def holds(held: Held | None) -> tuple[int, int]:
    """Return the first and last date of what is held; an empty span when it is not.

    Args:
        held: the dates; None when it is not held at all.
    """
    if held is None:
        return NEVER, -NEVER
    first = -NEVER if held.first_on is None else held.first_on
    return first, NEVER if held.last_on is None else held.last_on


def _missing(
    columns: Columns, names: frozenset[str], held: Callable[[Worker], Mapping[str, Held]]
) -> Ints:
    """Count what each duty requires of *names* and its worker does not hold every date."""
    sets = {required: at for at, required in enumerate({one.requires for one in columns.duties})}
    asked = columns.mapped("requires", sets)
    needed = sorted({name for required in sets for name in required if name in names})
    missing = np.zeros(len(columns.duties), np.int64)
    for name in needed:
        dates = [holds(held(worker).get(name)) for worker in columns.workers]
        first = np.array([one for one, _ in dates], np.int64)[columns.person]
        last = np.array([one for _, one in dates], np.int64)[columns.person]
        asks = np.array([name in required for required in sets], np.bool_)[asked]
        missing += asks & ((first > columns.first_on) | (columns.last_on > last))
    return missing


def _lacking(
    columns: Columns, at: int, names: frozenset[str], held: Mapping[str, Held]
) -> list[str]:
    """Name what a duty requires and its worker does not hold every date."""
    first_on, last_on = int(columns.first_on[at]), int(columns.last_on[at])
    found = []
    for name in columns.duties[at].requires:
        first, last = holds(held.get(name))
        if name in names and (first > first_on or last_on > last):
            found.append(name)
    return found


def _dates(columns: Columns, at: int, held: Mapping[str, Held]) -> dict[str, object]:
    """Write the dates of a duty, and of what it requires and its worker holds."""
    return {
        "held": {
            name: held_dates(held[name]) for name in columns.duties[at].requires if name in held
        },
        **dates_of(columns, at),
    }


def judge_competence(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Send only people who hold every competence required, on every date.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty.

    Source: contract 2 (competence).
    """
    del measured
    names = frozenset(
        name for required in {one.requires for one in columns.duties} for name in required
    )
    value = _missing(columns, names, lambda worker: worker.competences)
    yield from each_duty(
        columns,
        "competence",
        np.zeros_like(value),
        value,
        value,
        lambda at: {
            "missing": _lacking(
                columns, at, names, columns.workers[columns.person[at]].competences
            ),
            "required": list(columns.duties[at].requires),
            **_dates(columns, at, columns.workers[columns.person[at]].competences),
        },
    )


def judge_authorisation(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Send only people whose public authorisation is valid on every date.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty that requires an authorised profession.

    Source: helsepersonelloven § 48.
    """
    del measured
    names = columns.roster.authorised
    value = _missing(columns, names, lambda worker: worker.authorisations)
    yield from each_duty(
        columns,
        "authorisation",
        np.zeros_like(value),
        value,
        value,
        lambda at: {
            "missing": _lacking(
                columns, at, names, columns.workers[columns.person[at]].authorisations
            ),
            "required": [one for one in columns.duties[at].requires if one in names],
            **_dates(columns, at, columns.workers[columns.person[at]].authorisations),
        },
    )


def judge_medication(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Give a duty with medication only to someone authorised for that scope there and then.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty.

    Source: forskrift om legemiddelhåndtering.
    """
    del measured
    limit = columns.ints("medication")
    held = np.zeros(len(columns.duties), np.int64)
    place = {name: number for number, name in enumerate(columns.unit_ids)}
    for person, worker in enumerate(columns.workers):
        mine = slice(columns.of(person).start, columns.of(person).stop)
        for one in worker.medication:
            first, last = holds(one.held)
            good = (first <= columns.first_on[mine]) & (columns.last_on[mine] <= last)
            if one.units is not None:
                good &= np.isin(
                    columns.unit[mine], [place[name] for name in one.units if name in place]
                )
            held[mine] = np.maximum(held[mine], np.where(good, one.scope, 0))
    yield from each_duty(
        columns, "medication", limit, held, limit - held, lambda at: _granted(columns, at)
    )


def _granted(columns: Columns, at: int) -> dict[str, object]:
    """Write every medication authorisation of a duty's worker: scope, units and dates."""
    worker = columns.workers[int(columns.person[at])]
    return {
        "unit": columns.duties[at].unit,
        "granted": [
            [one.scope, None if one.units is None else sorted(one.units), *held_dates(one.held)]
            for one in worker.medication
        ],
        **dates_of(columns, at),
    }
