"""How many to ask: the fewest who together reach the wanted chance that somebody says yes.

Chances belong to groups (kind of post, time left, evening before a day off), never to a person.
They are the product's first estimates and are shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
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
# How long a wave has before the next one may be asked: at least, and at most where few are left.
_WINDOWS = (
    (timedelta(minutes=5), timedelta(minutes=30)),
    (timedelta(minutes=20), timedelta(hours=1)),
    (timedelta(hours=2), timedelta(hours=4)),
    (timedelta(hours=12), timedelta(hours=24)),
)
_DECIDED = timedelta(minutes=1)  # before the shift begins, for a wave that ends about then
_LEAST = timedelta(minutes=2)  # what such a wave must at least have


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


def waves_of(sizes: Mapping[CalloutStage, int], starts_at: datetime, now: datetime) -> int:
    """Return how many waves are left when so many of each group are left.

    Args:
        sizes: people left by group.
        starts_at: when the shift begins, UTC.
        now: UTC.
    """
    return sum(ceil(size / how_many(stage, starts_at, now)) for stage, size in sizes.items())


def window(starts_at: datetime, ends_at: datetime, now: datetime, waves: int = 0) -> datetime:
    """Return until when a wave may answer.

    Where few are left, those who are asked have longer: an answer that comes late is then worth
    more than the next question. A wave that would go on past the beginning of the shift ends just
    before it, so that whoever has said yes is told in time; one that has no time for that goes on.

    Args:
        starts_at: when the shift begins, UTC; it may have begun.
        ends_at: when it ends, UTC, after *now*.
        now: UTC.
        waves: how many are left, this one among them; 0 where that is not known.

    Returns:
        UTC; never after the shift has ended.
    """
    shortest, longest = _WINDOWS[_band(starts_at - now)]
    fair = (starts_at - now) / waves if waves else shortest
    end = min(ends_at, now + min(max(shortest, fair), longest))
    decided = starts_at - _DECIDED
    return decided if now + _LEAST <= decided < end else end
