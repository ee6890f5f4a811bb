"""The planned weeks and the judged weeks around them, as Oslo Mondays and as instants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault

HISTORY = timedelta(weeks=2)
FOLLOWING = timedelta(weeks=1)
MAX_WEEKS = 53


@dataclass(frozen=True, slots=True)
class Window:
    """Hold a planned period and the judged weeks around it.

    Attributes:
        first_on: the Monday the period starts on.
        end_on: the Monday after its last week.

    Source: contract 2 (period; judged weeks).
    """

    first_on: date
    end_on: date

    @property
    def starts_at(self) -> datetime:
        """Return the instant the period starts."""
        return midnight(self.first_on)

    @property
    def ends_at(self) -> datetime:
        """Return the instant the period ends."""
        return midnight(self.end_on)

    @property
    def judged_from(self) -> datetime:
        """Return the instant the first judged week starts."""
        return midnight(self.first_on - HISTORY)

    @property
    def judged_to(self) -> datetime:
        """Return the instant the last judged week ends."""
        return midnight(self.end_on + FOLLOWING)


def midnight(on: date) -> datetime:
    """Return the instant an Oslo date starts, UTC."""
    return datetime.combine(on, time(), OSLO).astimezone(UTC)


def monday(on: date) -> date:
    """Return the Monday of a date's week."""
    return on - timedelta(days=on.weekday())


def window_of(first_on: date, weeks: int) -> Window:
    """Return the window of a number of whole weeks.

    Args:
        first_on: a Monday, Oslo date.
        weeks: 1 to 53.

    Raises:
        BadInput: another weekday, or another number of weeks.
    """
    faults = []
    if first_on.weekday() != 0:
        faults.append(Fault("first_on", f"{first_on} is not a Monday", "a Monday"))
    if not 1 <= weeks <= MAX_WEEKS:
        faults.append(Fault("weeks", f"{weeks} weeks", f"1 to {MAX_WEEKS}"))
    if faults:
        raise BadInput(faults)
    return Window(first_on, first_on + timedelta(weeks=weeks))


def window_around(instant: datetime) -> Window:
    """Return four weeks such that every four-week window that holds an instant is judged.

    Args:
        instant: start of a need, UTC.

    Returns:
        From the Monday one week before the instant's week, four weeks.
    """
    first = monday(instant.astimezone(OSLO).date()) - timedelta(weeks=1)
    return Window(first, first + timedelta(weeks=4))
