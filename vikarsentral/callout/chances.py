"""How many to ask: the fewest who together reach the wanted chance that somebody says yes.

Chances belong to groups (kind of post, time left, evening before a day off), never to a person.
They are the product's first estimates and are shown as such.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil, log

from vikarsentral.clock import OSLO
from vikarsentral.tables import CalloutStage

WANTED = 0.8  # chance that a wave finds somebody
MOST_IN_A_WAVE = 8
FRIDAY, SATURDAY = 4, 5
EVENING_HOUR = 15
EVENING_SHARE = 0.7

# Time left until the shift begins, and the share who say yes by kind (estimates).
_BANDS = (timedelta(hours=2), timedelta(hours=12), timedelta(hours=48))
_SHARES = {
    CalloutStage.POOL: (0.95, 0.95, 0.95, 0.95),
    CalloutStage.PART_TIME: (0.20, 0.30, 0.38, 0.42),
    CalloutStage.HOURLY: (0.25, 0.35, 0.45, 0.50),
    CalloutStage.OVERTIME: (0.08, 0.10, 0.12, 0.12),
}
# How long a wave has before the next one may be asked.
_WINDOWS = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=2),
    timedelta(hours=12),
)


def _band(left: timedelta) -> int:
    return sum(left >= edge for edge in _BANDS)


def share(stage: CalloutStage, starts_at: datetime, now: datetime) -> float:
    """Return the share of a group that says yes.

    Args:
        stage: the group.
        starts_at: when the shift begins, UTC; it may have begun.
        now: UTC.

    Returns:
        Above 0, below 1.
    """
    found = _SHARES[stage][_band(starts_at - now)]
    local = starts_at.astimezone(OSLO)
    is_free_evening = local.weekday() in (FRIDAY, SATURDAY) and local.hour >= EVENING_HOUR
    return found * EVENING_SHARE if is_free_evening and stage is not CalloutStage.POOL else found


def how_many(stage: CalloutStage, starts_at: datetime, now: datetime) -> int:
    """Return how many of a group to ask in one wave.

    Args:
        stage: the group.
        starts_at: when the shift begins, UTC.
        now: UTC.

    Returns:
        1 to `MOST_IN_A_WAVE`: the fewest who reach the wanted chance.
    """
    needed = ceil(log(1 - WANTED) / log(1 - share(stage, starts_at, now)))
    return min(MOST_IN_A_WAVE, max(1, needed))


def window(starts_at: datetime, ends_at: datetime, now: datetime) -> datetime:
    """Return until when a wave may answer.

    Args:
        starts_at: when the shift begins, UTC; it may have begun.
        ends_at: when it ends, UTC, after *now*.
        now: UTC.

    Returns:
        UTC; never after the shift has ended.
    """
    return min(ends_at, now + _WINDOWS[_band(starts_at - now)])
