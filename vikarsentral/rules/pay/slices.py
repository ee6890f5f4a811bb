"""Cut a stretch of work where what is paid can change: hours of the day, clock change, parts.

Source: law.md 3.3 (pay engine), 7.3; HTA kap. 1 § 5, § 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from vikarsentral.rules.oslo import MINUTES_PER_DAY, MINUTES_PER_HOUR, instant, local_ordinal
from vikarsentral.rules.pay.facts import PartKind, Work
from vikarsentral.rules.pay.holidays import is_before_holiday, kind_of_day
from vikarsentral.rules.pay.values import CLOCK, Numbers

_EPOCH_ON = date(1970, 1, 1).toordinal()
_HOURS = ("night_to_hour", "evening_from_hour", "night_from_hour")


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of paid work in which nothing that decides its price changes.

    Attributes:
        start: UTC minute.
        end: UTC minute; equal to `start` for an hour that the clock skipped.
        part: what the minutes are.
        minutes: paid minutes; 0 for minutes the clock shows a second time.
        on: Oslo date as ordinal.
        hour: hour on the Oslo clock.
        is_displaced: outside the hours first announced.
    """

    start: int
    end: int
    part: PartKind
    minutes: int
    on: int
    hour: int
    is_displaced: bool


@lru_cache(maxsize=10_000)
def change_on(on: int) -> tuple[int, int] | None:
    """Return when the clock changes on a date, and by how much.

    Args:
        on: Oslo date as ordinal.

    Returns:
        The UTC minute and the minutes that are skipped (60) or shown again (-60); None on
        days of 24 hours.

    Source: law.md 7.3 (01:00 UTC on the last Sunday of March and October).
    """
    length = instant(on + 1) - instant(on)
    if length == MINUTES_PER_DAY:
        return None
    return (on - _EPOCH_ON) * MINUTES_PER_DAY + MINUTES_PER_HOUR, MINUTES_PER_DAY - length


def slices(work: Work, numbers: Numbers) -> list[Slice]:
    """Cut a stretch into slices, in order.

    Args:
        work: the stretch; its parts sum to its paid minutes.
        numbers: values in force when it starts; hours of day and how clock changes are paid.
    """
    cuts = _cuts(work, numbers)
    pieces = [
        piece for start, end, part in _runs(work) for piece in _cut(work, start, end, part, cuts)
    ]
    return _by_clock(pieces, numbers)


def _runs(work: Work) -> Iterable[tuple[int, int, PartKind]]:
    """Yield the paid time of each part, around the unpaid break in the middle."""
    pause = work.end
    if work.unpaid_break:
        pause = work.start + (work.end - work.start - work.unpaid_break) // 2
    at = work.start
    for part in work.parts:
        left = part.minutes
        if at <= pause and at + left > pause:
            if pause > at:
                yield at, pause, part.kind
            left -= pause - at
            at = pause + work.unpaid_break
        if left:
            yield at, at + left, part.kind
        at += left


def _cuts(work: Work, numbers: Numbers) -> list[int]:
    """Return every instant at which the price may change."""
    found = set(work.original or ())
    for on in range(local_ordinal(work.start), local_ordinal(work.end) + 2):
        found.add(instant(on))
        found.update(instant(on, numbers[name]) for name in _HOURS)
        if kind_of_day(on) in ("half_day", "easter_saturday"):
            found.add(instant(on, numbers["half_day_from_hour"]))
        if is_before_holiday(on):
            found.add(instant(on, numbers["day_before_from_hour"]))
        if (change := change_on(on)) is not None:
            when, skipped = change
            found.add(when)
            if skipped < 0:
                found.update((when + skipped, when - skipped))
                edges = {work.start, work.end, *(at for run in _runs(work) for at in run[:2])}
                found.update(at - skipped for at in edges if when + skipped < at < when)
    return sorted(found)


def _cut(work: Work, start: int, end: int, part: PartKind, cuts: list[int]) -> Iterable[Slice]:
    edges = [start, *(at for at in cuts if start < at < end), end]
    for first, last in pairwise(edges):
        on = local_ordinal(first)
        hour = _hour(first, on)
        outside = work.original is not None and not (
            work.original[0] <= first and last <= work.original[1]
        )
        yield Slice(first, last, part, last - first, on, hour, outside)


def _hour(minute: int, on: int) -> int:
    """Return the hour on the Oslo clock, from minutes since midnight and the clock change."""
    since = minute - instant(on)
    change = change_on(on)
    if change is not None and minute >= change[0]:
        since += change[1]
    return since // MINUTES_PER_HOUR


def _by_clock(pieces: list[Slice], numbers: Numbers) -> list[Slice]:
    """Pay by the clock where the parties do: each minute it shows or skips, once."""
    found: list[Slice] = []
    for place, piece in enumerate(pieces):
        change = change_on(piece.on)
        setting = "dst_contract" if piece.part == "contract" else "dst_hourly"
        if change is None or numbers[setting] != CLOCK:
            found.append(piece)
            continue
        when, skipped = change
        before = pieces[place - 1] if place else None
        if skipped > 0 and before is not None and before.end == when == piece.start:
            found.append(_changed(piece, end=when, minutes=skipped, hour=piece.hour - 1))
        if skipped < 0 and when <= piece.start < when - skipped:
            again = _was_worked(pieces, piece.start + skipped, piece.end + skipped, piece.part)
            minutes = 0 if again else piece.minutes
            found.append(_changed(piece, end=piece.end, minutes=minutes, hour=piece.hour))
        else:
            found.append(piece)
    return found


def _changed(piece: Slice, *, end: int, minutes: int, hour: int) -> Slice:
    return Slice(piece.start, end, piece.part, minutes, piece.on, hour, piece.is_displaced)


def _was_worked(pieces: list[Slice], start: int, end: int, part: PartKind) -> bool:
    """Tell whether a piece of the first showing of an hour was worked in the same part."""
    covered = sum(
        max(0, min(one.end, end) - max(one.start, start)) for one in pieces if one.part == part
    )
    return covered == end - start
