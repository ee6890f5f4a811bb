"""People from a file: rows become people with posts, compared with the register.

A file is the whole list of employees: who is not in it leaves. Several rows with the same number
are one person's posts. A column that is not in the file leaves what is there alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.importing.columns import COLUMNS
from vikarsentral.importing.compared import Compared, Line
from vikarsentral.importing.faults import Unreadable, shown
from vikarsentral.importing.known import Known
from vikarsentral.importing.reading import Table
from vikarsentral.importing.register import Held, HeldPost, Register, register
from vikarsentral.tables import UnitTie

KEYS = [column.key for column in COLUMNS["people"]]
HEADINGS = {column.key: column.heading for column in COLUMNS["people"]}
OWN_KEYS = ("name", "phone", "email", "language", "area", "cost")
LIST_KEYS = ("competences", "sectors", "known", "allowed")
POST_KEYS = ("kind", "unit", "role", "size", "full_week", "valid_from", "valid_to")


@dataclass(slots=True)
class Wanted:
    """One person as the file tells them.

    `own` holds the values of the person alone, `lists` those of many; only columns of the file.
    """

    employee_no: str
    row: int
    own: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, Any] = field(default_factory=dict)
    told_on: dict[str, int] = field(default_factory=dict)
    posts: dict[tuple[Any, ...], int] = field(default_factory=dict)


@dataclass(slots=True)
class Move:
    """What becomes of one person: their row before, if any, and how they shall be."""

    wanted: Wanted
    held: Held | None
    own: dict[str, Any]
    lists: dict[str, Any]
    posts_added: list[tuple[Any, ...]]
    posts_changed: list[tuple[HeldPost, tuple[Any, ...]]]
    posts_ended: list[HeldPost]
    line: Line


@dataclass(slots=True)
class Moves:
    """Everyone who is added, changed or leaves."""

    added: list[Move] = field(default_factory=list)
    changed: list[Move] = field(default_factory=list)
    leaving: list[Held] = field(default_factory=list)


def compare(session: Session, table: Table, known: Known, now: datetime) -> Compared:
    """Compare a file of people with the register; nothing is changed.

    Args:
        session: an open session.
        table: the file as read.
        known: what may be named.
        now: UTC.
    """
    compared = Compared()
    wanted = _wanted(table, known, compared)
    stored = register(session)
    moves = Moves()
    today = now.astimezone(OSLO).date()
    for one in wanted.values():
        _place(one, stored, moves, compared, today)
    _leavers(table, wanted, stored, moves, compared)
    compared.work = moves
    return compared


def _wanted(table: Table, known: Known, compared: Compared) -> dict[str, Wanted]:
    """Gather the rows of each person; who has a faulty row is left out whole."""
    people: dict[str, Wanted] = {}
    held_back = set(table.held_back)
    for number, *cells in table.rows:
        values = dict(zip(KEYS, cells, strict=True))
        one = people.setdefault(values["employee_no"], Wanted(values["employee_no"], number))
        before = compared.fault_count
        _take_own(one, values, number, table.present, known, compared)
        _take_post(one, values, number, known, compared)
        if compared.fault_count > before:
            held_back.add(one.employee_no)
    for employee_no in held_back:
        people.pop(employee_no, None)
    return people


def _take_own(
    one: Wanted,
    values: dict[str, Any],
    row: int,
    present: frozenset[str],
    known: Known,
    compared: Compared,
) -> None:
    for key in (*OWN_KEYS, *LIST_KEYS):
        if key not in present:
            continue
        try:
            value = _resolved(key, values[key], known)
        except Unreadable as wrong:
            compared.fault(wrong.code, row, HEADINGS[key], _text(values[key]), **wrong.facts)
            continue
        into = one.own if key in OWN_KEYS else one.lists
        if one.row == row or (into.get(key) is None and value is not None):
            into[key] = value
            one.told_on[key] = row
        elif value is not None and value != into[key]:
            other = one.told_on[key]
            compared.fault("differs", row, HEADINGS[key], _text(values[key]), other=other)


def _resolved(key: str, value: Any, known: Known) -> Any:
    if value is None:
        return None
    if key == "area":
        return known.areas.find(value)
    if key == "competences":
        return {known.competences.find(code): (first, last) for code, first, last in value}
    if key == "sectors":
        return frozenset(known.sectors.find(one) for one in value)
    if key in ("known", "allowed"):
        return frozenset(known.units.find(one) for one in value)
    return value


def _text(value: Any) -> str:
    """Return a value as the file may have told it, short enough to be repeated."""
    if isinstance(value, list):
        return shown(", ".join(one if isinstance(one, str) else str(one[0]) for one in value))
    return "" if value is None else shown(str(value))


def _take_post(
    one: Wanted, values: dict[str, Any], row: int, known: Known, compared: Compared
) -> None:
    found = dict(values)
    for key, names in (("unit", known.units), ("role", known.competences)):
        if values[key] is not None:
            try:
                found[key] = names.find(values[key])
            except Unreadable as wrong:
                compared.fault(wrong.code, row, HEADINGS[key], shown(values[key]), **wrong.facts)
                return
    post = tuple(found[key] for key in POST_KEYS)
    if post in one.posts:
        compared.fault("row_twice", row, other=one.posts[post])
        return
    one.posts[post] = row
    implied = {found["role"]: (None, None)}
    one.lists["_roles"] = {**one.lists.get("_roles", {}), **implied}
    if found["unit"] is not None:
        unit = found["unit"]
        one.lists["_units"] = one.lists.get("_units", frozenset()) | {unit}
        sector = known.unit_sectors[unit]
        one.lists["_sectors"] = one.lists.get("_sectors", frozenset()) | {sector}


def _place(one: Wanted, stored: Register, moves: Moves, compared: Compared, today: date) -> None:
    held = stored.people.get(one.employee_no)
    own = _own(one, held)
    lists = _lists(one, held)
    posts = _posts(one, held, today)
    details = _details(one, held, own, lists, stored)
    details += _post_details(posts, stored)
    label = f"{own['name']} ({one.employee_no})"
    line = Line(label, one.row, tuple(details))
    move = Move(one, held, own, lists, *posts, line)
    if held is None:
        moves.added.append(move)
        compared.added.add(line)
    elif details:
        moves.changed.append(move)
        compared.changed.add(line)
    else:
        compared.unchanged += 1


def _own(one: Wanted, held: Held | None) -> dict[str, Any]:
    before = held.own if held else {"language": "nb", "cost": 0}
    own = {key: one.own.get(key, before.get(key)) for key in OWN_KEYS}
    for key in ("language", "cost"):  # these are never nothing
        if own[key] is None:
            own[key] = before[key]
    return own


def _lists(one: Wanted, held: Held | None) -> dict[str, Any]:
    """Return the lists as they shall be; what a post brings goes without saying."""
    told, empty = one.lists, frozenset[Any]()
    ties = held.ties if held else empty
    by_tie = {tie: frozenset(unit for unit, kind in ties if kind is tie) for tie in UnitTie}
    competences = told.get("competences", held.competences if held else {}) or {}
    sectors = told.get("sectors", held.sectors if held else empty) or empty
    known = told.get("known", by_tie[UnitTie.KNOWN]) or empty
    allowed = told.get("allowed", by_tie[UnitTie.ALLOWED]) or empty
    return {
        "competences": {**told.get("_roles", {}), **competences},
        "sectors": sectors | told.get("_sectors", empty),
        "known": known | told.get("_units", empty),
        "allowed": allowed,
    }


def _posts(
    one: Wanted, held: Held | None, today: date
) -> tuple[list[tuple[Any, ...]], list[tuple[HeldPost, tuple[Any, ...]]], list[HeldPost]]:
    """Match posts: the very same first, then the same place and role, then what is left."""
    wanted = list(one.posts)
    there = [] if held is None else list(held.posts)
    for post in list(there):
        if post.values in one.posts and post.values in wanted:
            wanted.remove(post.values)
            there.remove(post)
    live = [
        post for post in there if post.values[6] is None or post.values[6] >= today.isoformat()
    ]
    changed = []
    for alike in ((1, 2, 5), (1, 2), (1,), ()):
        for values in list(wanted):
            same = [post for post in live if all(post.values[i] == values[i] for i in alike)]
            if same:
                changed.append((same[0], values))
                live.remove(same[0])
                wanted.remove(values)
    return wanted, changed, live


def _details(
    one: Wanted,
    held: Held | None,
    own: dict[str, Any],
    lists: dict[str, Any],
    stored: Register,
) -> list[tuple[str, str, str]]:
    if held is None:
        return []
    details = [
        (HEADINGS[key], _plain(held.own[key], key), _plain(own[key], key))
        for key in OWN_KEYS
        if own[key] != held.own[key]
    ]
    if not held.is_active:
        details.append(("Ansatt", "sluttet", "i bruk"))
    before = _lists(Wanted(one.employee_no, 0), held)
    for key in LIST_KEYS:
        if before[key] != lists[key]:
            details.append((HEADINGS[key], stored.listed(before[key]), stored.listed(lists[key])))
    return details


def _plain(value: Any, key: str) -> str:
    if value is None:
        return "–"
    return f"{value // 100},{value % 100:02}" if key == "cost" else str(value)


def _post_details(
    posts: tuple[list[Any], list[tuple[HeldPost, Any]], list[HeldPost]], stored: Register
) -> Iterable[tuple[str, str, str]]:
    added, changed, ended = posts
    told = stored.post
    return (
        [("Stilling", "–", told(values)) for values in added]
        + [("Stilling", told(post.values), told(values)) for post, values in changed]
        + [("Stilling", told(post.values), "avsluttet") for post in ended]
    )


def _leavers(
    table: Table,
    wanted: dict[str, Wanted],
    stored: Register,
    moves: Moves,
    compared: Compared,
) -> None:
    """Find who is not in the file; nobody, where a faulty row may be theirs."""
    active = [held for held in stored.people.values() if held.is_active]
    compared.of_active = len(active)
    if table.fault_count or compared.fault_count:
        return
    for held in active:
        if held.employee_no not in wanted:
            moves.leaving.append(held)
            compared.deactivated.add(Line(f"{held.own['name']} ({held.employee_no})"))


def day_before(today: date) -> date:
    """Return the last day of a post that ends today."""
    return today - timedelta(days=1)
