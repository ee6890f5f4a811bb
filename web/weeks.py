"""Weeks as tables: people down, days across; and days and weeks read from addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from flask import url_for

from vikarsentral.clock import OSLO
from vikarsentral.db import norwegian_key
from vikarsentral.overview import Seen, Stretch
from web import language
from web.words import say

FAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DayHead:
    """The head of one day's column."""

    label: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """One stretch in a cell; `state` colours it and words say the same."""

    text: str
    note: str
    state: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One person's row, or the row of what nobody has."""

    title: str
    note: str
    cells: list[list[Slot]] = field(default_factory=lambda: [[] for _ in range(7)])


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a unit as a table, with the ways to the weeks beside it."""

    label: str
    number: int
    days: list[DayHead]
    rows: list[Row]
    before: date
    after: date
    holds_today: bool


def midnight(on: date) -> datetime:
    """Return the instant an Oslo date starts, UTC."""
    return datetime.combine(on, time(), OSLO).astimezone(UTC)


def day_told(text: str | None) -> date | None:
    """Return a day from an address or a form, or None when it is none we can use.

    Args:
        text: as 2027-01-04, or anything at all.
    """
    try:
        told = date.fromisoformat(text or "")
    except ValueError:
        return None
    return told if date(2000, 1, 1) <= told <= date(2100, 1, 1) else None


def monday_told(text: str | None, today: date) -> date:
    """Return the Monday of the week an address asks for, else of this week.

    Args:
        text: a day as 2027-01-04, or anything at all.
        today: Oslo date.
    """
    told = day_told(text) or today
    if abs(told - today) > FAR:
        told = today
    return told - timedelta(days=told.weekday())


def table(held: Iterable[Stretch], monday: date, today: date) -> Week:
    """Return a week as a table.

    Args:
        held: the work that overlaps the week.
        monday: Oslo date the week starts on.
        today: Oslo date.
    """
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    by_row: dict[str, Row] = {}
    ranks: dict[str, tuple[int, tuple[str, str]]] = {}
    for one in held:
        key, row, rank = _row_of(one)
        by_row.setdefault(key, row)
        ranks.setdefault(key, rank)
        on = one.starts_at.astimezone(OSLO).date()
        if monday <= on <= days[-1]:
            by_row[key].cells[(on - monday).days].append(_slot(one))
    order = sorted(by_row, key=lambda key: ranks[key])
    return Week(
        label=say(
            "Uke %(number)s, %(first)s–%(last)s",
            number=monday.isocalendar().week,
            first=language.day(monday, "plain"),
            last=language.day(days[-1], "plain"),
        ),
        number=monday.isocalendar().week,
        days=[DayHead(language.day(on), on == today) for on in days],
        rows=[by_row[key] for key in order if any(by_row[key].cells)],
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        holds_today=monday <= today <= days[-1],
    )


def _row_of(one: Stretch) -> tuple[str, Row, tuple[int, tuple[str, str]]]:
    if one.seen in (Seen.OPEN, Seen.AGENCY):
        row = Row(say("Uten egen person"), say("åpne vakter og bemanningsforetak"))
        return "", row, (0, ("", ""))
    is_cover = one.seen is Seen.COVER
    note = say("vikar") if is_cover else ""
    key = f"{one.person_id}:{is_cover}"
    return key, Row(one.person, note), (2 if is_cover else 1, norwegian_key(one.person))


def _slot(one: Stretch) -> Slot:
    text = language.span(one.starts_at, one.ends_at)
    url = url_for("needs.show", need_id=one.need_id) if one.need_id else ""
    return Slot(text, note(one), one.seen.value, url)


def note(one: Stretch) -> str:
    """Say in a few words what a stretch is, and who comes.

    Args:
        one: the stretch.
    """
    if one.seen is Seen.OPEN:
        return say("Ingen ennå")
    if one.seen is Seen.AGENCY:
        return say("Foreslått til bemanningsforetak")
    if one.seen is Seen.COVER:
        return say("Vikar")
    if one.seen is not Seen.ABSENT:
        return ""
    if one.comes:
        return say("Borte – %(name)s kommer", name=one.comes)
    return say("Borte – ingen ennå") if one.need_id else say("Borte")


def grouped_by_week(starts: Iterable[datetime]) -> dict[date, list[int]]:
    """Return which places in a list belong to which week.

    Args:
        starts: instants, in order.

    Returns:
        By Monday (Oslo date) the places, in order.
    """
    held: dict[date, list[int]] = defaultdict(list)
    for place, start in enumerate(starts):
        on = start.astimezone(OSLO).date()
        held[on - timedelta(days=on.weekday())].append(place)
    return dict(held)
