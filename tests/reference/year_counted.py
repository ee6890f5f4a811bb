"""The slow reading of the counted rota, and of the break before overtime."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.reference.year_clock import BASE, night, red_window
from tests.reference.year_person import Duty, Person, paid


def counted(here: Iterable[Duty], weeks: int) -> int:
    """Return the ceiling of a counted rota, minute by minute: 36 to 38 hours a week."""
    sixtieths = weeks * 40 * 3600
    for duty in here:
        for minute in range(duty["start"] - BASE, duty["end"] - BASE):
            sixtieths -= 10 * red_window()[minute] + 15 * night()[minute]
    return min(max(sixtieths // 60, weeks * 36 * 60), weeks * 38 * 60)


def overtime_break(person: Person) -> Iterator[tuple[str, Iterable[Duty], int, int, int]]:
    """Half an hour comes before more than two hours beyond the ordinary day."""
    for period in person.periods:
        day = min(person.limit("day_minutes", one) for one in period)
        if sum(map(paid, period)) - day <= 120:
            continue
        pauses = [one["unpaid_break"] for one in period]
        for before, duty, gap, _ in person.neighbours:
            if duty in period and before in period:
                pauses.append(gap)
        if max(pauses) < 30:
            yield "overtime_break", period, 30, max(pauses), 30 - max(pauses)
