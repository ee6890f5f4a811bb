"""Times on a form, read on the Oslo clock: one that comes twice is asked about, never guessed.

Where a time does not exist, because the clock goes forward, the form says which times do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request

from vikarsentral.clock import OSLO
from vikarsentral.rules.wall import readings
from web import language
from web.words import say

TURN = "omgang-"
"""A field's name after this holds which of two readings is meant: 1 or 2."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One time that cannot be read.

    Attributes:
        name: of the field.
        wall: date and time of day as written.
        readings: the two instants it may mean; none where it does not exist.
    """

    name: str
    wall: datetime
    readings: tuple[datetime, ...]

    @property
    def field(self) -> str:
        """Return the name of the field that answers."""
        return f"{TURN}{self.name}"

    @property
    def sentence(self) -> str:
        """Return what is wrong and what to do, as a plain sentence."""
        told = {"time": f"{self.wall:%H:%M}", "day": language.day(self.wall.date(), "long")}
        if self.readings:
            return say(
                "Klokken %(time)s kommer to ganger %(day)s, fordi klokken stilles tilbake."
                " Velg hvilken du mener.",
                **told,
            )
        before, after = self._beside()
        return say(
            "Klokken %(time)s finnes ikke %(day)s, fordi klokken stilles fram."
            " Bruk en tid før %(before)s, eller fra %(after)s.",
            before=before,
            after=after,
            **told,
        )

    def _beside(self) -> tuple[str, str]:
        """Return the whole hours around a time that does not exist."""
        hour = self.wall.replace(minute=0, second=0, microsecond=0)
        return f"{hour:%H:%M}", f"{hour + timedelta(hours=1):%H:%M}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the two answers, with what the clock shows an hour before or after."""
        if not self.readings:
            return []
        time = f"{self.wall:%H:%M}"
        return [
            ("1", say("Første gang klokken er %(time)s, sommertid", time=time)),
            ("2", say("Andre gang klokken er %(time)s, vintertid", time=time)),
        ]


class UnclearTimes(Exception):
    """Hold the times of a form that cannot be read."""

    def __init__(self, asked: list[Asked]) -> None:
        """Keep them.

        Args:
            asked: at least one.
        """
        super().__init__(", ".join(one.name for one in asked))
        self.asked = asked

    @property
    def sentence(self) -> str:
        """Return what is wrong, one sentence for each time."""
        return " ".join(one.sentence for one in self.asked)


def instants(walls: Mapping[str, datetime]) -> dict[str, datetime]:
    """Return the instants that times on a form mean.

    Args:
        walls: date and time of day by name of the field.

    Returns:
        With the Oslo time zone, by name.

    Raises:
        UnclearTimes: some do not exist, or come twice and the form does not say which.
    """
    found, asked = {}, []
    for name, wall in walls.items():
        all_of_them = readings(wall)
        turn = request.form.get(f"{TURN}{name}", "")
        if len(all_of_them) == 1:
            found[name] = all_of_them[0].astimezone(OSLO)
        elif all_of_them and turn in {"1", "2"}:
            found[name] = all_of_them[int(turn) - 1].astimezone(OSLO)
        else:
            asked.append(Asked(name, wall, all_of_them))
    if asked:
        raise UnclearTimes(asked)
    return found


def turns(walls: Iterable[datetime]) -> dict[datetime, int]:
    """Return which of two times is meant, for those that come twice.

    Args:
        walls: date and time of day.

    Returns:
        1 or 2 by the time; times that come once are left out.

    Raises:
        UnclearTimes: some do not exist, or come twice and the form does not say which.
    """
    odd = {wall for wall in walls if len(readings(wall)) != 1}
    told = instants({f"{wall:%Y-%m-%d-%H%M}": wall for wall in sorted(odd)})
    return {wall: 1 + told[f"{wall:%Y-%m-%d-%H%M}"].fold for wall in odd}
