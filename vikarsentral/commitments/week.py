"""A person's week: the Monday week, in Oslo, that a shift starts in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from vikarsentral.clock import OSLO
from vikarsentral.commitments.window import monday
from vikarsentral.tables import Shift

WEEK = timedelta(weeks=1)

PersonWeek = tuple[int, date]
"""A person's id and the Monday of an Oslo week."""


def week_of(shift: Shift) -> PersonWeek:
    """Return the person-week a shift counts in: the week it starts in."""
    return shift.person_id, monday(shift.starts_at.astimezone(OSLO).date())


def span_of(person_weeks: Collection[PersonWeek]) -> tuple[date, date]:
    """Return the first Monday of some person-weeks, and the Monday after the last.

    Args:
        person_weeks: at least one.
    """
    weeks = [week for _, week in person_weeks]
    return min(weeks), max(weeks) + WEEK
