"""The slow reading of what people hold: dates, certificates, education, place and time off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from tests.reference.year_clock import day_at
from tests.reference.year_person import Duty, Person
from tests.reference.year_work import Told, over, under

CHILDREN_AND_PATIENTS = ("health", "kindergarten", "school")


def dates(duty: Duty) -> list[date]:
    """Return every date that a duty has a minute of."""
    return [
        date.fromordinal(day) for day in range(day_at(duty["start"]), day_at(duty["end"] - 1) + 1)
    ]


def holds(held: Any, duty: Duty) -> bool:
    """Tell whether (from, to) is valid on every date of a duty."""
    if held is None:
        return False
    first, last = held
    return all(
        (first is None or first <= day) and (last is None or day <= last) for day in dates(duty)
    )


def sector(person: Person, duty: Duty) -> str:
    """Return the sector of a duty."""
    return str(person.roster["units"][duty["unit"]]["sector"])


def held(person: Person) -> Iterator[Told]:
    """Every competence and authorisation is held on every date."""
    worker = person.worker
    for duty in person.duties:
        missing = [one for one in duty["requires"] if not holds(worker["holds"].get(one), duty)]
        yield from over("competence", [duty], 0, len(missing))
        listed = [one for one in duty["requires"] if one in person.roster["authorised"]]
        missing = [one for one in listed if not holds(worker["authorised"].get(one), duty)]
        yield from over("authorisation", [duty], 0, len(missing))


def certificates(person: Person) -> Iterator[Told]:
    """Certificate and clearance were seen by the day a duty starts."""
    worker = person.worker
    for duty in person.duties:
        where, starts = sector(person, duty), dates(duty)[0]
        if where not in CHILDREN_AND_PATIENTS:
            continue
        old = worker["employed"] is not None and worker["employed"] < date(2017, 1, 1)
        seen = worker["police"].get(where)
        if not (where == "health" and old) and (seen is None or seen > starts):
            yield "police_check", [duty], 0, 1, 1
        cleared = worker["tb_cleared"]
        if worker["tb_required"] and (cleared is None or cleared > starts):
            yield "tb_clearance", [duty], 0, 1, 1


def medication(person: Person) -> Iterator[Told]:
    """The scope a duty asks for is held at that unit on every date."""
    for duty in person.duties:
        scopes = [
            one["scope"]
            for one in person.worker["medication"]
            if holds((one["from"], one["to"]), duty)
            and (one["units"] is None or duty["unit"] in one["units"])
        ]
        yield from under("medication", [duty], duty["medication"], max(scopes, default=0))


def education(person: Person) -> Iterator[Told]:
    """Teaching, pedagogical posts and language in kindergartens."""
    worker = person.worker
    for duty in person.duties:
        starts, ends = dates(duty)[0], dates(duty)[-1]
        formal = worker["teacher"] is not None and worker["teacher"] <= starts
        since = worker["teaching_since"]
        temporary = since is not None and ends <= next_july(since)
        if duty["teaching"] and not formal and not temporary:
            yield "teacher", [duty], 0, 1, 1
        if duty["pedagogue"] and not any(holds(one, duty) for one in worker["pedagogue"]):
            yield "pedagogue", [duty], 0, 1, 1
        shown = worker["language"] is not None and worker["language"] <= starts
        waived = worker["language_waived"] and starts >= date(2026, 8, 1)
        if sector(person, duty) == "kindergarten" and not shown and not waived:
            yield "language", [duty], 0, 1, 1


def next_july(since: date) -> date:
    """Return the first 31 July on or after a date."""
    later = (since.month, since.day) > (7, 31)
    return date(since.year + 1 if later else since.year, 7, 31)


def age(person: Person) -> Iterator[Told]:
    """Nobody is under 18 on the day a duty starts."""
    born = person.worker["born"]
    for duty in person.duties if born is not None else ():
        starts = dates(duty)[0]
        birthday_passed = (starts.month, starts.day) >= (born.month, born.day)
        yield from under("age", [duty], 18, starts.year - born.year - (not birthday_passed))


def notice(person: Person) -> Iterator[Told]:
    """Times are told 14 days ahead or accepted."""
    for duty in person.duties:
        if duty["told"] is not None and not duty["accepted"]:
            ahead = day_at(duty["start"]) - day_at(duty["told"])
            yield from under("notice", [duty], 14, ahead)


def place(person: Person) -> Iterator[Told]:
    """The unit is one the person may work at, and the time is not marked unavailable."""
    worker = person.worker
    for duty in person.duties:
        outside = worker["units"] is not None and duty["unit"] not in worker["units"]
        if outside or sector(person, duty) not in worker["sectors"]:
            yield "place", [duty], 0, 1, 1
        closed = {
            minute
            for start, end in worker["unavailable"]
            for minute in range(max(start, duty["start"]), min(end, duty["end"]))
        }
        yield from over("available", [duty], 0, len(closed))


def travel(person: Person) -> Iterator[Told]:
    """There is time to get from one area to another."""
    minutes = person.roster["travel"]
    for before, duty, gap, _ in person.neighbours:
        first = person.roster["units"][before["unit"]]["area"]
        then = person.roster["units"][duty["unit"]]["area"]
        there = minutes.get(first, {}).get(then, minutes.get(then, {}).get(first, 0))
        if first != then and gap >= 0:
            yield from under("travel", [duty], there, gap)


JUDGES: tuple[Callable[[Person], Iterator[Told]], ...] = (
    *(held, certificates, medication, education, age, notice, place, travel),
)
