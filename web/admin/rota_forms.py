"""What the pages of rota by hand ask for."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import chain
from typing import Any

from wtforms import IntegerField, SelectField, TimeField

from vikarsentral import administration, overview
from vikarsentral.administration import rota
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault
from web import clocks, context
from web.admin.fields import WEEKDAYS, DayField, TicksField, between, optional, options
from web.admin.judged import GroundsForm
from web.admin.saving import choices
from web.forms import required
from web.words import later

EVERY = (
    ("1", later("Hver uke")),
    ("2", later("Annenhver uke")),
    ("3", later("Hver tredje uke")),
    ("4", later("Hver fjerde uke")),
    ("6", later("Hver sjette uke")),
)


class RotaForm(GroundsForm):
    """Ask which days, how often and until when; the times are a usual shift's, or one's own."""

    weekdays = TicksField(later("Ukedager"), choices=options(WEEKDAYS))
    every = SelectField(later("Gjenta"), choices=options(EVERY), default="1")
    until = DayField(
        later("Til og med"),
        [optional()],
        description=later("La feltet stå tomt for bare denne uken."),
    )
    starts = TimeField(later("Begynner"), [optional()])
    ends = TimeField(
        later("Slutter"),
        [optional()],
        description=later("Er slutten før begynnelsen, slutter vakten dagen etter."),
    )
    unpaid_break_minutes = IntegerField(
        later("Ubetalt pause i minutter"),
        [optional(), between(0, 600, later("Skriv minutter fra 0 til 600."))],
        default=0,
    )
    requires = TicksField(later("Kompetanse som kreves"))

    def offer(self) -> None:
        """Fill in the choices."""
        self.requires.choices = list(choices().competences)

    def days(self, first_on: date) -> tuple[date, ...]:
        """Return the days that are asked for.

        Args:
            first_on: the day one came from.

        Raises:
            BadInput: there is none, or they are too many.
        """
        monday = first_on - timedelta(days=first_on.weekday())
        wanted = [int(one) for one in self.weekdays.data or ()]
        last = self.until.data or monday + timedelta(days=6)
        today = context.now().astimezone(OSLO).date()
        return rota.repeated(max(monday, today), wanted, int(self.every.data), last)

    def wish(
        self, unit_id: int, first_on: date, usual: overview.UsualShift | None
    ) -> rota.RotaWish:
        """Return what was sent.

        Args:
            unit_id: where.
            first_on: the day one came from.
            usual: the usual shift that was tapped; None for own times.

        Raises:
            BadInput: own times that are not filled in, or no day.
            UnclearTimes: times that do not exist, or come twice and the form does not say which.
        """
        days = self.days(first_on)
        if usual is not None:
            return _wish(
                unit_id,
                days,
                (usual.starts, usual.ends),
                (usual.unpaid_break_minutes, usual.requires),
            )
        if self.starts.data is None or self.ends.data is None:
            empty = "starts" if self.starts.data is None else "ends"
            raise BadInput([Fault(empty, "is empty", "a time")])
        return _wish(
            unit_id,
            days,
            (self.starts.data, self.ends.data),
            (self.unpaid_break_minutes.data or 0, tuple(self.requires.data or ())),
        )


def _wish(
    unit_id: int,
    days: tuple[date, ...],
    times: tuple[time, time],
    what: tuple[int, tuple[str, ...]],
) -> rota.RotaWish:
    """Return a wish whose every time is clear.

    Raises:
        UnclearTimes: some do not exist, or come twice and the form does not say which.
    """
    walls = chain.from_iterable(administration.walls(days, *times))
    return rota.RotaWish(unit_id, days, *times, *what, clocks.turns(walls))


class ShiftForm(GroundsForm):
    """Ask what one shift shall be."""

    on = DayField(later("Dag"), [required()])
    starts = TimeField(later("Begynner"), [required()])
    ends = TimeField(later("Slutter"), [required()])
    unpaid_break_minutes = IntegerField(
        later("Ubetalt pause i minutter"),
        [optional(), between(0, 600, later("Skriv minutter fra 0 til 600."))],
        default=0,
    )
    requires = TicksField(later("Kompetanse som kreves"))

    def offer(self) -> None:
        """Fill in the choices."""
        self.requires.choices = list(choices().competences)

    def fill(self, held: rota.RotaShift) -> None:
        """Show a shift as it is."""
        start, end = held.starts_at.astimezone(OSLO), held.ends_at.astimezone(OSLO)
        self.on.data, self.starts.data, self.ends.data = start.date(), start.time(), end.time()
        self.unpaid_break_minutes.data = held.unpaid_break_minutes
        self.requires.data = list(held.requires)
        self.show_seen(seen_of(held))

    def wish(self) -> rota.MoveWish:
        """Return what was sent.

        Raises:
            UnclearTimes: times that do not exist, or come twice and the form does not say which.
        """
        unpaid, requires = self.unpaid_break_minutes.data or 0, tuple(self.requires.data or ())
        times = self.starts.data, self.ends.data
        ((start, end),) = _wish(0, (self.on.data,), times, (unpaid, requires)).spans()
        return rota.MoveWish(start, end, unpaid, requires)


class RemoveForm(GroundsForm):
    """Ask how far ahead a shift is taken away."""

    until = DayField(
        later("Ta bort til og med"),
        [optional()],
        description=later("Samme ukedag og klokkeslett ukene etter. Tomt er bare denne vakten."),
    )


def seen_of(held: rota.RotaShift) -> dict[str, Any]:
    """Return what a reader of a shift saw.

    Args:
        held: the shift.
    """
    return {
        "starts_at": held.starts_at.isoformat(),
        "ends_at": held.ends_at.isoformat(),
        "unpaid_break_minutes": held.unpaid_break_minutes,
        "requires": list(held.requires),
    }
