"""People from a file: rows become people with posts, compared with the register.

A file is the whole list of employees with a post: who is not in it leaves. Several rows with the
same number are one person's posts. A column that is not in the file leaves what is there alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.own_pay import YearlyPay
from vikarsentral.importing.compared import Compared, Line
from vikarsentral.importing.known import Known
from vikarsentral.importing.ownpay import pay_detail, wanted_pay
from vikarsentral.importing.people_proofs import stop_undated
from vikarsentral.importing.peoplerows import (
    HEADINGS,
    LIST_KEYS,
    OWN_KEYS,
    POST_KEYS,
    Wanted,
    gathered,
)
from vikarsentral.importing.reading import Table
from vikarsentral.importing.register import Held, HeldPost, Register, register
from vikarsentral.tables import UnitTie

NORWEGIAN = "+47"
UNIT = POST_KEYS.index("unit")


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
    pay: YearlyPay | None
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
    wanted = gathered(table, known, compared)
    stored = register(session)
    moves = Moves()
    today = now.astimezone(OSLO).date()
    _stop_lost_zeros(wanted, stored, compared)
    stop_undated(session, wanted, stored, compared)
    _stop_closed(wanted, stored, known, compared, today)
    for one in wanted.values():
        _place(one, stored, moves, compared, today)
    _leavers(table, wanted, stored, moves, compared)
    _keep_last_admin(session, moves, compared, now)
    for held in moves.leaving:
        compared.deactivated.add(Line(f"{held.own['name']} ({held.employee_no})"))
    compared.work = moves
    return compared


def _stop_lost_zeros(wanted: dict[str, Wanted], stored: Register, compared: Compared) -> None:
    """Refuse 123 where 00123 is registered and not in the file: a spreadsheet drops zeros.

    Source: reliability section 4, D10.
    """
    missing = {number.lstrip("0"): number for number in stored.people if number not in wanted}
    for one in list(wanted.values()):
        near = missing.get(one.employee_no.lstrip("0"))
        if near is not None and one.employee_no not in stored.people:
            told = HEADINGS["employee_no"], one.employee_no
            compared.fault("zeros_lost", one.row, *told, near=near)
            del wanted[one.employee_no]


def _stop_closed(
    wanted: dict[str, Wanted], stored: Register, known: Known, compared: Compared, today: date
) -> None:
    """Refuse closed units, but for the posts and ties that are there already."""
    for one in list(wanted.values()):
        held = stored.people.get(one.employee_no)
        ties = _held_lists(held)
        wrong = [
            (row, "unit")
            for post, row in one.posts.items()
            if post[UNIT] in known.closed and not _is_there(post, held, today)
        ]
        for key in ("known", "allowed"):
            if (one.lists.get(key) or frozenset()) & (known.closed - ties[key]):
                wrong.append((one.told_on[key], key))
        for row, key in wrong:
            compared.fault("unknown_unit", row, HEADINGS[key])
        if wrong:
            del wanted[one.employee_no]


def _is_there(post: tuple[Any, ...], held: Held | None, today: date) -> bool:
    """Tell whether a post is just as it was, or a live one of the same unit, role and start."""
    return held is not None and any(
        one.values == post
        or (_is_live(one, today) and all(one.values[i] == post[i] for i in (1, 2, 5)))
        for one in held.posts
    )


def _is_live(post: HeldPost, today: date) -> bool:
    return post.values[6] is None or bool(post.values[6] >= today.isoformat())


def _place(one: Wanted, stored: Register, moves: Moves, compared: Compared, today: date) -> None:
    held = stored.people.get(one.employee_no)
    own = _own(one, held)
    posts = _posts(one, held, today)
    lists = _lists(one, held, is_as_told=not (posts[0] or posts[1]))
    details = _details(held, own, lists, stored)
    details += _post_details(posts, stored)
    earned = () if held is None else held.pay
    pay = wanted_pay(one, earned)
    details += pay_detail(pay, earned)
    label = f"{own['name']} ({one.employee_no})"
    line = Line(label, one.row, tuple(details))
    move = Move(one, held, own, lists, *posts, pay, line)
    if held is None:
        moves.added.append(move)
        compared.added.add(line)
    elif details:
        moves.changed.append(move)
        compared.changed.add(line)
    else:
        compared.unchanged += 1


def _own(one: Wanted, held: Held | None) -> dict[str, Any]:
    before: dict[str, Any] = held.own if held else {"language": "nb", "cost": 0}
    own = {key: one.own.get(key, before.get(key)) for key in OWN_KEYS}
    if before.get("phone") and own["phone"] == NORWEGIAN + before["phone"]:
        own["phone"] = before["phone"]  # the same number, kept without its country code
    for key in ("language", "cost"):  # these are never nothing
        if own[key] is None:
            own[key] = before[key]
    return own


def _lists(one: Wanted, held: Held | None, *, is_as_told: bool) -> dict[str, Any]:
    """Return the lists as they shall be; what a post brings goes without saying.

    A list told just as it is there stays so, even where somebody took off what a post brings;
    unless a post is new.
    """
    told, empty = one.lists, frozenset[Any]()
    there = _held_lists(held)
    listed = {key: told.get(key, there[key]) or type(there[key])() for key in LIST_KEYS}
    implied = {
        "competences": told.get("_roles", {}),
        "sectors": told.get("_sectors", empty),
        "known": told.get("_units", empty),
        "allowed": empty,
    }
    if held is None or not is_as_told:
        return {key: implied[key] | listed[key] for key in LIST_KEYS}
    kept = {key for key in LIST_KEYS if key in told and listed[key] == there[key]}
    return {key: there[key] if key in kept else implied[key] | listed[key] for key in LIST_KEYS}


def _held_lists(held: Held | None) -> dict[str, Any]:
    if held is None:
        return {"competences": {}, **dict.fromkeys(LIST_KEYS[1:], frozenset())}
    by_tie = {tie: frozenset(unit for unit, kind in held.ties if kind is tie) for tie in UnitTie}
    return {
        "competences": held.competences,
        "sectors": held.sectors,
        "known": by_tie[UnitTie.KNOWN],
        "allowed": by_tie[UnitTie.ALLOWED],
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
    live = [post for post in there if _is_live(post, today)]
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
    before = _held_lists(held)
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
    """Find who is not in the file; nobody, where a faulty row may be theirs.

    A row tells a post, so that no file tells who has none: they stay as they are.
    """
    active = [held for held in stored.people.values() if held.is_active and held.posts]
    compared.of_active = len(active)
    if table.fault_count or compared.fault_count:
        return
    for held in active:
        if held.employee_no not in wanted:
            moves.leaving.append(held)


def _keep_last_admin(session: Session, moves: Moves, compared: Compared, now: datetime) -> None:
    """Let administrators stay where nobody would be left who administers, and tell it."""
    if not moves.leaving:
        return
    from vikarsentral.administration.last_admin import admins

    gone = {held.id for held in moves.leaving}
    people = set(admins(session, now).values())
    if not people or not people <= gone:
        return
    for held in moves.leaving:
        if held.id in people:
            compared.remark("last_admin", 0, HEADINGS["employee_no"], held.employee_no)
    moves.leaving = [held for held in moves.leaving if held.id not in people]
