"""An independent, slow reading of the year: minute by minute on a plain dict.

Written from the law and the words of the rule table, without the product's rules. A roster is
the dict that `tests.random_years` makes; the answer is a sorted list of what is over its limit:
(rule, person, duties, limit, value, excess).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.reference import year_people, year_process, year_work
from tests.reference.year_person import Person

Row = tuple[str, str, tuple[str, ...], int, int, int]


def check(roster: dict[str, Any]) -> list[Row]:
    """Judge a roster.

    Args:
        roster: as `tests.random_years` makes it.
    """
    found: list[Row] = []
    for worker in roster["workers"]:
        person = Person(roster, worker)
        for judge in (*year_work.JUDGES, *year_people.JUDGES):
            for rule, duties, limit, value, over in judge(person):
                told = tuple(sorted({duty["id"] for duty in duties}))
                found.append((rule, worker["id"], told, limit, value, over))
    for rule, limit, value, over in year_process.judge(roster):
        found.append((rule, "", (), limit, value, over))
    return sorted(found)


def ordinal(day: date) -> int:
    """Return a date as an ordinal."""
    return day.toordinal()
