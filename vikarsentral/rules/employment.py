"""Consent and place: when and where a person may be asked to work, and getting there in time.

Source: contract 2 (overlap, place, available, travel, merarbeid); aml § 10-2, § 10-11.
"""

from __future__ import annotations

from collections.abc import Iterator

from vikarsentral.rules.agreements import travel_minutes
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Need, Person, Problem, Span, Stretch
from vikarsentral.rules.line import Line, need_ids
from vikarsentral.rules.oslo import instant, written
from vikarsentral.rules.values import value_on


def judge_overlap(line: Line) -> Iterator[Excess]:
    """Never have one person at work twice at the same time.

    Args:
        line: one person's work.

    Yields:
        One excess for each two stretches that overlap, with the minutes they share.

    Source: contract 2 (overlap).
    """
    for place, first in enumerate(line.stretches):
        for then in line.stretches[place + 1 :]:
            if then.start >= first.end:
                break
            shared = min(first.end, then.end) - then.start
            yield Excess(
                "overlap",
                ("pair", *_names(first, then)),
                0,
                shared,
                shared,
                need_ids((first, then)),
                {"start": written(then.start), "end": written(min(first.end, then.end))},
            )


def _names(first: Stretch, then: Stretch) -> tuple[tuple[int, str], tuple[int, str]]:
    """Name two stretches so that a pair is the same with and without other needs."""
    return (first.index, first.id), (then.index, then.id)


def judge_travel(line: Line) -> Iterator[Excess]:
    """Leave time to get from one area to another.

    Args:
        line: one person's work.

    Yields:
        One excess for each two neighbours with too short a gap; not where they overlap.

    Source: contract 2 (travel).
    """
    for pair in line.pairs:
        if pair.gap < 0 or pair.before.area == pair.after.area:
            continue
        limit = travel_minutes(line.problem.travel_minutes, pair.before.area, pair.after.area)
        if pair.gap < limit:
            yield Excess(
                "travel",
                ("pair", *_names(pair.before, pair.after)),
                limit,
                pair.gap,
                limit - pair.gap,
                need_ids((pair.before, pair.after)),
                {
                    "from_area": pair.before.area,
                    "to_area": pair.after.area,
                    "start": written(pair.before.end),
                    "end": written(pair.after.start),
                },
            )


def judge_available(line: Line) -> Iterator[Excess]:
    """Keep work out of the times a person is unavailable, and nights out without consent.

    Rota work in a time marked unavailable is told too, as what the rota breaks alone.

    Args:
        line: one person's work.

    Yields:
        One excess for each stretch.

    Source: contract 2 (available); aml § 10-2, § 10-11.
    """
    for stretch in line.stretches:
        excess = available_excess(line.person, stretch)
        if excess is not None:
            yield excess


def available_excess(person: Person, stretch: Stretch) -> Excess | None:
    """Judge one stretch against a person's times and consent to night work.

    Args:
        person: who would work.
        stretch: rota work or a need; consent to nights is asked for needs only.

    Returns:
        The excess; minutes of unavailable time before minutes of night. None when fine.
    """
    times = shared_times(stretch, person.unavailable)
    limit, value = 0, _sum(times)
    numbers: dict[str, object] = {"unavailable": value}
    if not times:
        if not stretch.is_need or person.accepts.night:
            return None
        times = night_times(stretch)
        limit, value = value_on("night_minutes", stretch.first_on), _sum(times)
        numbers = {
            "night": value,
            "night_from_hour": value_on("night_from_hour", stretch.first_on),
            "night_to_hour": value_on("night_to_hour", stretch.first_on),
        }
    if value <= limit:
        return None
    return Excess(
        "available",
        ("stretch", stretch.index, stretch.id),
        limit,
        value,
        value - limit,
        need_ids((stretch,)),
        {
            **numbers,
            "start": written(stretch.start),
            "end": written(stretch.end),
            "times": [[written(first), written(last)] for first, last in times],
        },
    )


def _sum(times: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in times)


def shared_minutes(stretch: Stretch, spans: tuple[Span, ...]) -> int:
    """Count the minutes of a stretch that lie in any of some times, each minute once.

    Args:
        stretch: the work.
        spans: times that may overlap one another.

    Returns:
        Elapsed minutes.
    """
    return _sum(shared_times(stretch, spans))


def shared_times(stretch: Stretch, spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Return the parts of a stretch that lie in any of some times, each minute once.

    Args:
        stretch: the work.
        spans: times that may overlap one another.

    Returns:
        Pairs of UTC minutes in order, none touching another.
    """
    met = sorted(
        (max(span.start, stretch.start), min(span.end, stretch.end))
        for span in spans
        if span.start < stretch.end and stretch.start < span.end
    )
    found: list[tuple[int, int]] = []
    for start, end in met:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def night_minutes(stretch: Stretch) -> int:
    """Count the elapsed minutes of a stretch between 21:00 and 06:00 in Oslo.

    Args:
        stretch: rota work or a need.

    Returns:
        Minutes, summed over its nights; a clock change makes a night an hour longer or
        shorter.

    Source: aml § 10-11 (1); contract 2 (available).
    """
    return _sum(night_times(stretch))


def night_times(stretch: Stretch) -> list[tuple[int, int]]:
    """Return the parts of a stretch between 21:00 and 06:00 in Oslo.

    Args:
        stretch: rota work or a need.

    Returns:
        Pairs of UTC minutes, one for each night it touches.

    Source: aml § 10-11 (1); contract 2 (available).
    """
    found = []
    for on in range(stretch.first_on - 1, stretch.last_on + 1):
        start = max(stretch.start, instant(on, value_on("night_from_hour", on)))
        end = min(stretch.end, instant(on + 1, value_on("night_to_hour", on)))
        if start < end:
            found.append((start, end))
    return found


def place_excess(problem: Problem, person: Person, need: Need) -> Excess | None:
    """Judge whether a person may work at a need's unit.

    Args:
        problem: holds the units.
        person: who would work.
        need: the duty.

    Returns:
        The excess, or None when the sector and the unit are among the person's.

    Source: contract 2 (place).
    """
    sector = problem.units[need.unit].sector
    sector_missing = sector not in person.sectors
    unit_missing = person.units is not None and need.unit not in person.units
    value = int(sector_missing or unit_missing)
    if not value:
        return None
    numbers = {
        "unit": need.unit,
        "sector": sector,
        "sector_missing": sector_missing,
        "unit_missing": unit_missing,
        "sectors": sorted(person.sectors),
        "units": None if person.units is None else sorted(person.units),
    }
    return Excess("place", ("need", need.id), 0, value, value, (need.id,), numbers)


def judge_place(line: Line) -> Iterator[Excess]:
    """Keep a person to the sectors and units of the employment; needs only.

    Args:
        line: one person's work.

    Yields:
        One excess for each need elsewhere.

    Source: contract 2 (place).
    """
    for stretch in line.stretches:
        if stretch.is_need:
            need = line.problem.needs[stretch.id]
            excess = place_excess(line.problem, line.person, need)
            if excess is not None:
                yield excess


def judge_merarbeid(line: Line) -> Iterator[Excess]:
    """Keep merarbeid within what the person has said yes to.

    Args:
        line: one person's work.

    Yields:
        One excess for each week.

    Source: contract 2 (merarbeid).
    """
    limit = line.person.accepts.merarbeid_minutes_week
    for week, here in line.by_week.items():
        value = line.merarbeid(week)
        if value > limit:
            numbers = {
                "week": written(line.calendar.mondays[week]),
                "paid": line.paid(week),
                "work": line.pieces(week),
                "contract_week_minutes": line.person.contract_week_minutes,
                "full_week_minutes": line.person.full_week_minutes,
            }
            yield Excess(
                "merarbeid", ("week", week), limit, value, value - limit, need_ids(here), numbers
            )
