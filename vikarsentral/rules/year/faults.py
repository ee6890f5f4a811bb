"""What a year roster may not hold: refused with every fault at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from vikarsentral.errors import BadInput, Fault
from vikarsentral.rules.oslo import DAYS_PER_WEEK, instant
from vikarsentral.rules.year.facts import Duty, YearRoster

MOST_WEEKS = 106
MOST_AVERAGED = 52
LONGEST = 2880
"""Minutes of the longest stretch, as in the problem file.

Source: contract 2 (refused: stretches over 48 h).
"""


def refuse_faulty(roster: YearRoster) -> None:
    """Refuse a roster that cannot be judged.

    Args:
        roster: the facts.

    Raises:
        BadInput: with one fault per thing that is wrong.
    """
    faults = [*_span(roster), *_twice(roster), *_averaging(roster), *_duties(roster)]
    if faults:
        raise BadInput(faults)


def _span(roster: YearRoster) -> Iterator[Fault]:
    """Find weeks that are not whole."""
    days = roster.end_on - roster.first_on
    whole = roster.first_on % DAYS_PER_WEEK == 1 and days % DAYS_PER_WEEK == 0
    if not whole or not 0 < days <= MOST_WEEKS * DAYS_PER_WEEK:
        allowed = f"from a Monday to a Monday, 1 to {MOST_WEEKS} weeks"
        yield Fault("first_on, end_on", f"{days} days", allowed)


def _twice(roster: YearRoster) -> Iterator[Fault]:
    """Find ids that stand twice."""
    for where, ids in (
        ("workers", (one.id for one in roster.workers)),
        ("duties", (one.id for one in roster.duties)),
    ):
        for double in _doubles(ids):
            yield Fault(where, f"{double} stands twice", "each id once")


def _doubles(ids: Iterable[str]) -> list[str]:
    """Return the ids that come more than once."""
    ids = list(ids)
    if len(set(ids)) == len(ids):
        return []
    return [one for one, times in Counter(ids).items() if times > 1]


def _averaging(roster: YearRoster) -> Iterator[Fault]:
    """Find averaging periods that are not whole weeks, too long, or overlap."""
    for worker in roster.workers:
        until = 0
        for period in sorted(worker.averaging, key=lambda one: one.first_on):
            whole = period.first_on % DAYS_PER_WEEK == 1 and 1 <= period.weeks <= MOST_AVERAGED
            if not whole or period.first_on < until:
                allowed = f"1 to {MOST_AVERAGED} weeks from a Monday, none overlapping"
                yield Fault(f"worker {worker.id}", f"averages {period.weeks} weeks", allowed)
            until = period.first_on + DAYS_PER_WEEK * period.weeks


def _duties(roster: YearRoster) -> Iterator[Fault]:
    """Find duties of nobody, nowhere or at no possible time."""
    people = {one.id for one in roster.workers}
    first, end = instant(roster.first_on), instant(roster.end_on)
    for duty in roster.duties:
        if duty.person not in people:
            yield Fault(f"duty {duty.id}", f"person {duty.person}", "a worker of the roster")
        if duty.unit not in roster.units:
            yield Fault(f"duty {duty.id}", f"unit {duty.unit}", "a unit of the roster")
        if not first <= duty.start < end:
            yield Fault(f"duty {duty.id}", "starts outside the weeks", "a start inside them")
        if not _possible(duty):
            allowed = f"1 to {LONGEST} minutes, and a break inside them"
            yield Fault(f"duty {duty.id}", f"lasts {duty.end - duty.start} minutes", allowed)


def _possible(duty: Duty) -> bool:
    """Tell whether a duty's length and break can be."""
    return 0 < duty.end - duty.start <= LONGEST and 0 <= duty.unpaid_break <= duty.end - duty.start
