"""One thing in a year of work that goes over its limit, and how the rules tell of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.year.columns import Columns, Ints

Numbers = Callable[[int], Mapping[str, object]]
WeekNumbers = Callable[[int, int], Mapping[str, object]]


def no_numbers(*_: int) -> Mapping[str, object]:
    """Return nothing more than limit, value and excess."""
    return {}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found about one person, or about an order or a template.

    Attributes:
        person: id of the worker; None where no worker is judged.
        excess: what goes over its limit; `needs` are ids of duties.
    """

    person: str | None
    excess: Excess


def weekly(by_week: Ints, person: int, weeks: range) -> list[int]:
    """Return the minutes of each week that a sum over weeks is made of.

    Args:
        by_week: by person and week.
        person: number of the worker.
        weeks: numbers of the weeks.
    """
    found: list[int] = by_week[person, weeks.start : weeks.stop].tolist()
    return found


def about(
    columns: Columns,
    rule: str,
    person: int,
    thing: Hashable,
    measured: tuple[int, int, int],
    duties: Sequence[int] | Ints,
    numbers: Mapping[str, object],
) -> Finding:
    """Tell of one thing over its limit.

    Args:
        columns: of the roster.
        rule: id of the rule.
        person: number of the worker.
        thing: what was judged.
        measured: limit, value and by how much it is over.
        duties: numbers of the duties of that thing.
        numbers: what else redoes the sum.
    """
    limit, value, over = (int(one) for one in measured)
    excess = Excess(rule, thing, limit, value, over, columns.ids(duties), numbers)
    return Finding(columns.workers[person].id, excess)


def each_duty(
    columns: Columns,
    rule: str,
    limit: Ints,
    value: Ints,
    over: Ints,
    numbers: Numbers = no_numbers,
) -> Iterator[Finding]:
    """Tell of each duty that is over its limit.

    Args:
        columns: of the roster.
        rule: id of the rule.
        limit: of each duty.
        value: of each duty.
        over: by how much each duty is over; 0 or less when it is not.
        numbers: what else redoes the sum, by number of the duty.
    """
    for at in np.flatnonzero(over > 0).tolist():
        thing = ("duty", columns.duties[at].id)
        told = {**columns.times(at), **numbers(at)}
        measured = (limit[at], value[at], over[at])
        yield about(columns, rule, int(columns.person[at]), thing, measured, [at], told)


def each_week(
    columns: Columns,
    rule: str,
    limit: Ints,
    value: Ints,
    weeks: int,
    numbers: WeekNumbers = no_numbers,
    thing: str = "week",
) -> Iterator[Finding]:
    """Tell of each person and window of weeks that is over its limit.

    Args:
        columns: of the roster.
        rule: id of the rule.
        limit: by person and first week.
        value: by person and first week.
        weeks: length of the window.
        numbers: what else redoes the sum, by person and first week.
        thing: what the window is called.
    """
    for person, week in zip(*np.nonzero(value > limit), strict=True):
        here, there = limit[person, week], value[person, week]
        measured = (here, there, there - here)
        duties = columns.starting(int(person), range(int(week), int(week) + weeks))
        told = {"week": columns.monday(int(week)), **numbers(int(person), int(week))}
        yield about(columns, rule, int(person), (thing, int(week)), measured, duties, told)
