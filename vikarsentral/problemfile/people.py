"""Read people and needs of a problem file, and place their work in the judged weeks.

Source: contract 2 (people, needs, rota).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vikarsentral.problemfile.fields import MOST_MONEY, Fields, Path
from vikarsentral.problemfile.parts import by_id
from vikarsentral.rules.facts import (
    FULL_POST,
    Accepts,
    Competence,
    Kind,
    Need,
    Period,
    Person,
    Span,
    Stretch,
    Unit,
    Wish,
)
from vikarsentral.rules.oslo import Calendar
from vikarsentral.rules.values import PRIORITIES

LONGEST_STRETCH = 2880
"""Longest stretch in minutes (48 hours)."""
LONGEST_FULL_WEEK = 2400
"""Longest full week in minutes (40 hours)."""
KINDS: tuple[Kind, ...] = ("pool", "part_time", "staff", "hourly")

_PERSON = (
    "id",
    "kind",
    "full_week_minutes",
    "stillingsprosent",
    "competences",
    "sectors",
    "hourly_cost_ore",
)
_PERSON_OPTIONAL = (
    "regime",
    "units",
    "known_units",
    "home_area",
    "accepts",
    "overtime_minutes_52w",
    "rota",
    "unavailable",
    "wishes",
)
_NEED = ("id", "unit", "start", "end", "priority")
_NEED_OPTIONAL = ("unpaid_break", "requires", "agency", "known_people", "pinned")


class Work:
    """Read stretches, people and needs against the units and the judged weeks."""

    def __init__(
        self,
        fields: Fields,
        units: Mapping[str, Unit],
        period: Period | None,
        weeks: Calendar,
    ) -> None:
        """Keep what stretches are placed in.

        Args:
            fields: reads and notes faults.
            units: the file's units by id.
            period: the period; None when it is faulty, then places in time are not checked.
            weeks: the judged weeks (any, when the period is faulty).
        """
        self.fields = fields
        self.units = units
        self.period = period
        self.weeks = weeks

    def stretch(self, body: dict[str, Any], path: Path, key: str, index: int) -> Stretch:
        """Read time, place and break of rota work or a need.

        Args:
            body: the object.
            path: where it stands.
            key: the need's id, empty for rota.
            index: place in the rota, -1 for a need.

        Returns:
            The stretch, placed in its week and dates.
        """
        fields = self.fields
        before = len(fields.faults)
        start, end = fields.span(body, path)
        timed = len(fields.faults) == before and "start" in body and "end" in body
        if timed and end - start > LONGEST_STRETCH:
            fields.faults.add((*path, "end"), "varer over 48 timer", "høyst 48 timer")
            timed = False
        elif timed and self.period is not None:
            self._in_window(start, (*path, "start"), is_need=index < 0)
        unit = ""
        if "unit" in body:
            unit = fields.reference(body["unit"], (*path, "unit"), self.units, "en enhet")
        unpaid = self._break(body, path, end - start if timed else None)
        area = self.units[unit].area if unit in self.units else ""
        if self.period is None or not timed:
            return Stretch(key, index, unit, area, 0, 1, 0, 0, 0, 0)
        return Stretch(
            id=key,
            index=index,
            unit=unit,
            area=area,
            start=start,
            end=end,
            unpaid_break=unpaid,
            week=self.weeks.week_of(start),
            first_on=self._ordinal(start),
            last_on=self._ordinal(end - 1),
        )

    def _ordinal(self, minute: int) -> int:
        """Return the Oslo date inside the judged span; 0 where a fault was noted anyway."""
        inside = self.weeks.midnights[0] <= minute < self.weeks.midnights[-1]
        return self.weeks.ordinal_of(minute) if inside else 0

    def _in_window(self, start: int, path: Path, *, is_need: bool) -> None:
        """Note a need that starts outside the period, or rota outside the judged weeks."""
        assert self.period is not None  # noqa: S101 - the caller asked
        if is_need:
            if not self.period.start <= start < self.period.end:
                self.fields.faults.add(path, "starter utenfor perioden", "en tid i perioden")
        elif not self.weeks.mondays[0] <= start < self.weeks.mondays[-1]:
            self.fields.faults.add(
                path,
                "starter utenfor ukene som vurderes",
                "fra 14 dager før perioden til 7 dager etter den",
            )

    def _break(self, body: dict[str, Any], path: Path, elapsed: int | None) -> int:
        """Read the unpaid break, at most the whole stretch."""
        if "unpaid_break" not in body:
            return 0
        here = (*path, "unpaid_break")
        before = len(self.fields.faults)
        unpaid = self.fields.whole(body["unpaid_break"], here)
        if len(self.fields.faults) == before and elapsed is not None and unpaid > elapsed:
            self.fields.faults.add(here, f"{unpaid}", f"høyst vaktens {elapsed} minutter")
        return unpaid

    def need(self, value: Any, path: Path, people: Iterable[str]) -> tuple[str, Need]:
        """Read one need.

        Args:
            value: what stands there.
            path: where it stands.
            people: the file's person ids.

        Returns:
            Its id and the need.
        """
        fields = self.fields
        body = fields.object(value, path, _NEED, _NEED_OPTIONAL)
        key = fields.text(body["id"], (*path, "id")) if "id" in body else ""
        stretch = self.stretch(body, path, key, -1)
        pinned = body.get("pinned")
        known = fields.ids(
            body.get("known_people", []), (*path, "known_people"), people, "en person"
        )
        if pinned is not None:
            pinned = fields.reference(pinned, (*path, "pinned"), people, "en person")
        return key, Need(
            id=key,
            stretch=stretch,
            requires=fields.ids(body.get("requires", []), (*path, "requires")),
            priority=fields.one_of(body["priority"], (*path, "priority"), PRIORITIES)
            if "priority" in body
            else PRIORITIES[0],
            agency_ore_per_hour=self._agency(body, path),
            known_people=frozenset(known),
            pinned=pinned,
        )

    def _agency(self, body: dict[str, Any], path: Path) -> int | None:
        """Read the agency's price; None when the need may not go to an agency."""
        if body.get("agency") is None:
            return None
        here = (*path, "agency")
        agency = self.fields.object(body["agency"], here, ("ore_per_hour",))
        if "ore_per_hour" not in agency:
            return 0
        return self.fields.whole(agency["ore_per_hour"], (*here, "ore_per_hour"), 0, MOST_MONEY)

    def person(self, value: Any, path: Path) -> tuple[str, Person]:
        """Read one person.

        Args:
            value: what stands there.
            path: where it stands.

        Returns:
            The id and the person.
        """
        fields = self.fields
        body = fields.object(value, path, _PERSON, _PERSON_OPTIONAL)
        key, regime, home_area = (
            fields.text(body[name], (*path, name)) if name in body else ""
            for name in ("id", "regime", "home_area")
        )
        units = body.get("units")
        if units is not None:
            units = frozenset(fields.ids(units, (*path, "units"), self.units, "en enhet"))
        return key, Person(
            id=key,
            kind=fields.one_of(body["kind"], (*path, "kind"), KINDS) if "kind" in body else "pool",
            full_week_minutes=self._number(body, path, "full_week_minutes", LONGEST_FULL_WEEK),
            stillingsprosent=self._number(body, path, "stillingsprosent", FULL_POST),
            competences=by_id(
                fields, body.get("competences", []), (*path, "competences"), self.competence
            ),
            sectors=frozenset(fields.ids(body.get("sectors", []), (*path, "sectors"))),
            units=units,
            known_units=frozenset(fields.ids(body.get("known_units", []), (*path, "known_units"))),
            hourly_cost_ore=self._number(body, path, "hourly_cost_ore", MOST_MONEY),
            accepts=self._accepts(body.get("accepts", {}), (*path, "accepts")),
            overtime_minutes_52w=self._number(body, path, "overtime_minutes_52w"),
            rota=self._rota(body.get("rota", []), (*path, "rota")),
            unavailable=self._unavailable(body.get("unavailable", []), (*path, "unavailable")),
            wishes=self._wishes(body.get("wishes", []), (*path, "wishes")),
            home_area=home_area or None,
            regime=regime or None,
        )

    def _number(self, body: dict[str, Any], path: Path, name: str, most: int = 10**6) -> int:
        """Read a number that is 0 when absent (a required one was noted as missing)."""
        return self.fields.whole(body[name], (*path, name), 0, most) if name in body else 0

    def competence(self, value: Any, path: Path) -> tuple[str, Competence]:
        """Read one competence with its dates."""
        body = self.fields.object(value, path, ("id",), ("valid_from", "valid_to"))
        key = self.fields.text(body["id"], (*path, "id")) if "id" in body else ""
        return key, Competence(key, *self.fields.days(body, path))

    def _accepts(self, value: Any, path: Path) -> Accepts:
        """Read the consents."""
        names = ("merarbeid_minutes_week", "overtime", "night")
        body = self.fields.object(value, path, (), names)
        overtime, night = (
            self.fields.flag(body[name], (*path, name)) if name in body else False
            for name in ("overtime", "night")
        )
        return Accepts(self._number(body, path, "merarbeid_minutes_week"), overtime, night)

    def _rota(self, value: Any, path: Path) -> tuple[Stretch, ...]:
        """Read work already fixed."""
        read = []
        for place, one in enumerate(self.fields.items(value, path)):
            here = (*path, place)
            body = self.fields.object(one, here, ("start", "end", "unit"), ("unpaid_break",))
            read.append(self.stretch(body, here, "", place))
        return tuple(read)

    def _unavailable(self, value: Any, path: Path) -> tuple[Span, ...]:
        """Read times the person cannot be asked to work."""
        read = []
        for place, one in enumerate(self.fields.items(value, path)):
            here = (*path, place)
            body = self.fields.object(one, here, ("start", "end"))
            read.append(Span(*self.fields.span(body, here)))
        return tuple(read)

    def _wishes(self, value: Any, path: Path) -> tuple[Wish, ...]:
        """Read priced wishes."""
        read = []
        for place, one in enumerate(self.fields.items(value, path)):
            here = (*path, place)
            body = self.fields.object(one, here, ("start", "end", "ore"))
            start, end = self.fields.span(body, here)
            ore = 0
            if "ore" in body:
                ore = self.fields.whole(body["ore"], (*here, "ore"), -MOST_MONEY, MOST_MONEY)
            read.append(Wish(start, end, ore))
        return tuple(read)
