"""What binds people in the weeks their planned hours are judged in, read once for all of them.

Source: contract 2 (the problem file).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.clock import OSLO
from vikarsentral.commitments import Window, local, window_of
from vikarsentral.commitments.window import monday
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.oslo import DAYS_PER_WEEK


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold the judged weeks, and what binds some people in them."""

    window: Window
    problem: Problem


def ground_of(
    session: Session, person_ids: Collection[int], starts: Collection[datetime]
) -> Ground:
    """Read what binds people in the weeks of some stretches, through the same door as any file.

    Args:
        session: an open session.
        person_ids: whose.
        starts: UTC, at least one; when the stretches start.

    Raises:
        BadInput: the stretches lie more than a year apart.
    """
    days = [at.astimezone(OSLO).date() for at in (min(starts), max(starts))]
    opening, last = map(monday, days)
    window = window_of(opening, (last - opening).days // DAYS_PER_WEEK + 1)
    return Ground(window, _problem(session, person_ids, window))


def _problem(session: Session, person_ids: Collection[int], window: Window) -> Problem:
    first, last = window.first_on - timedelta(weeks=2), window.end_on + timedelta(weeks=1)
    return read_problem(
        {
            "format": "vikarsentral/problem/1",
            "timezone": "Europe/Oslo",
            "period": {"start": local(window.starts_at), "end": local(window.ends_at)},
            "units": commitments.units(session),
            "travel_minutes": commitments.travel(session),
            "agreements": commitments.agreements(session, first, last),
            "people": commitments.people(session, window, person_ids=person_ids),
            "needs": [],
        }
    )
