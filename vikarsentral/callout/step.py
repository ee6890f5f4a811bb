"""What a search does next, decided from who is left alone: nothing is read, nothing is written.

The search asks here at every step, and so does whoever wants to play mornings through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vikarsentral.callout import chances
from vikarsentral.callout.people import Askable
from vikarsentral.tables import CalloutStage

MARGIN = timedelta(hours=3)  # what must be left before the shift to wait for somebody


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing a search does.

    Attributes:
        stage: the group that is asked now; None when nobody is.
        chosen: who is asked, the highest rank first; the first one may be booked instead where
            they have said yes to that beforehand.
        until: when the step after this one is taken at the latest, UTC; None when nobody is
            left to ask, now or later.
    """

    stage: CalloutStage | None
    chosen: tuple[Askable, ...]
    until: datetime | None


def next_step(
    left: Sequence[Askable], *, starts_at: datetime, ends_at: datetime, now: datetime
) -> Step:
    """Decide what a search does next.

    Args:
        left: who may lawfully come and has not been asked, in the agreed order.
        starts_at: when the shift begins, UTC; it may have begun.
        ends_at: when it ends, UTC, after *now*.
        now: UTC.

    Returns:
        Whom to ask, or until when to wait, or that nobody is left.

    Source: contract 2 (the agreed order).
    """
    able = [one for one in left if one.askable_at is not None and one.askable_at <= now]
    stage = _stage_now(left, able, starts_at, now)
    if stage is None:
        return Step(None, (), _next_instant(left, ends_at, now))
    group = [one for one in able if one.stage is stage]
    chosen = tuple(group[: chances.how_many(stage, starts_at, now)])
    waves = chances.waves_of(Counter(one.stage for one in able), starts_at, now)
    return Step(stage, chosen, chances.window(starts_at, ends_at, now, waves))


def _next_instant(left: Sequence[Askable], ends_at: datetime, now: datetime) -> datetime | None:
    """Return when the next person who is quiet now may be asked, while it can still help."""
    times = [one.askable_at for one in left if one.askable_at is not None]
    return min((at for at in times if now < at < ends_at), default=None)


def _stage_now(
    left: Sequence[Askable], able: Sequence[Askable], starts_at: datetime, now: datetime
) -> CalloutStage | None:
    """Return the group to ask now, None when it is better to wait.

    Someone who must not be disturbed now is waited for where there is time: nobody of a lower
    group is asked before them.
    """
    for one in left:
        if one in able:
            return one.stage
        if one.askable_at is not None and now < one.askable_at < starts_at - MARGIN:
            return one.stage if any(each.stage is one.stage for each in able) else None
    return None
