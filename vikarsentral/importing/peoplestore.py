"""Store what a file of people changes: everyone at once, each with a line in the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import DeclarativeBase, Session

from vikarsentral import commitments
from vikarsentral.clock import OSLO
from vikarsentral.commitments.labour import week_of
from vikarsentral.commitments.window import midnight, monday
from vikarsentral.importing.bulk import Told, copy, new_ids, record
from vikarsentral.importing.compared import HIDDEN, Compared, Storing
from vikarsentral.importing.ownpay import HEADING as PAY
from vikarsentral.importing.ownpay import store_pay
from vikarsentral.importing.people import Move, Moves
from vikarsentral.importing.peoplerows import POST_KEYS
from vikarsentral.importing.register import Held
from vikarsentral.tables import (
    OCCUPYING,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    Shift,
    ShiftKind,
    UnitTie,
)
from vikarsentral.tables.columns import Language

ROTA_36_MINUTES, ROTA_38_MINUTES = 2016, 2130
CONTACT = ("phone", "email")
Row = dict[str, Any]
NEW: Row = {
    "accepts_merarbeid_minutes_week": 0,
    "accepts_overtime": False,
    "accepts_night": False,
    "overtime_minutes_52w": 0,
    "version": 1,
}
"""What a new person has said yes to: nothing; only they can."""


def store(session: Session, compared: Compared, storing: Storing) -> None:
    """Store everyone who is added, changed or leaves.

    Args:
        session: an open session; the caller commits.
        compared: from `people.compare`, in this same transaction.
        storing: who, when and for which import.
    """
    moves: Moves = compared.work
    ids = _add_people(session, moves.added)
    storing.progress("storing", len(ids))
    _change_people(session, moves.changed)
    everyone = [(move, ids[move.wanted.employee_no]) for move in moves.added]
    everyone += [(move, move.held.id) for move in moves.changed if move.held]
    _put_posts(session, everyone, storing)
    _put_abilities(session, everyone)
    session.flush()
    storing.progress("storing", len(everyone))
    _record(session, everyone, storing)
    _recount(session, moves.changed)
    earned = [(person, move.pay) for move, person in everyone if move.pay is not None]
    store_pay(session, earned, storing)
    if moves.leaving:
        _leave(session, moves.leaving, storing)


def _leave(session: Session, leaving: list[Held], storing: Storing) -> None:
    from vikarsentral.administration import Act, deactivate_person

    act = Act(storing.actor, storing.now)
    for count, held in enumerate(leaving, start=1):
        deactivate_person(session, held.id, act=act)
        storing.progress("deactivating", count)


def _add_people(session: Session, added: list[Move]) -> dict[str, int]:
    if not added:
        return {}
    numbers = [move.wanted.employee_no for move in added]
    ids = dict(zip(numbers, new_ids(session, Person, len(added)), strict=True))
    rows = [
        {"id": ids[number], "employee_no": number, **_columns(move), **NEW}
        for number, move in zip(numbers, added, strict=True)
    ]
    _put(session, Person, rows)
    return ids


def _put(session: Session, model: type[DeclarativeBase], rows: list[Row]) -> None:
    if rows:
        copy(session, model, list(rows[0]), (list(row.values()) for row in rows))


def _columns(move: Move) -> Row:
    own = move.own
    return {
        "name": own["name"],
        "phone": own["phone"],
        "email": own["email"],
        "language": Language(own["language"]).value,
        "home_area": own["area"],
        "hourly_cost_ore": own["cost"],
        "is_active": True,
    }


def _change_people(session: Session, changed: list[Move]) -> None:
    """Write the people whose own values change; whoever has an old version is told so."""
    table = Person.__table__
    rows = [
        {**_columns(move), "of_id": move.held.id}
        for move in changed
        if move.held and (move.own != move.held.own or not move.held.is_active)
    ]
    if rows:
        statement = update(Person).where(table.c.id == bindparam("of_id"))
        session.connection().execute(statement.values(version=Person.version + 1), rows)
        session.expire_all()


def _put_posts(session: Session, everyone: list[tuple[Move, int]], storing: Storing) -> None:
    added = [
        {"person_id": person, **_post(values)}
        for move, person in everyone
        for values in move.posts_added
    ]
    _put(session, Post, added)
    for move, _ in everyone:
        for post, values in move.posts_changed:
            session.execute(update(Post).where(Post.id == post.id).values(**_post(values)))
        for post in move.posts_ended:
            _end(session, post.id, storing.now.astimezone(OSLO).date())


def _post(values: tuple[Any, ...]) -> Row:
    told = dict(zip(POST_KEYS, values, strict=True))
    last = told["valid_to"]
    return {
        "kind": PostKind(told["kind"]).value,
        "unit_id": told["unit"],
        "role_code": told["role"],
        "stillingsprosent": told["size"],
        "full_week_minutes": told["full_week"],
        "regime": _regime(told["full_week"]),
        "valid_from": date.fromisoformat(told["valid_from"]),
        "valid_to": date.fromisoformat(last) if last else None,
    }


def _regime(minutes: int) -> str:
    """Name the regime of working time whose full week is nearest, from below.

    Source: AML § 10-4; HTA 4.2.
    """
    if minutes <= ROTA_36_MINUTES:
        return "ROTA_36"
    return "ROTA_38" if minutes <= ROTA_38_MINUTES else "DAY"


def _end(session: Session, post_id: int, today: date) -> None:
    """End a post the day before; one that has not begun never was."""
    row = session.get_one(Post, post_id)
    if row.valid_from >= today:
        session.delete(row)
    else:
        row.valid_to = today - timedelta(days=1)


def _put_abilities(session: Session, everyone: list[tuple[Move, int]]) -> None:
    """Write competences, sectors and units anew for those whose lists are others."""
    ids = [person for move, person in everyone if move.held is not None]
    for model in (PersonCompetence, PersonSector, PersonUnit):
        if ids:
            session.execute(delete(model).where(model.person_id.in_(ids)))
    competences, sectors, ties = [], [], []
    for move, person in everyone:
        competences += [
            {
                "person_id": person,
                "competence_code": code,
                "valid_from": first and date.fromisoformat(first),
                "valid_to": last and date.fromisoformat(last),
            }
            for code, (first, last) in move.lists["competences"].items()
        ]
        sectors += [
            {"person_id": person, "sector_code": code} for code in sorted(move.lists["sectors"])
        ]
        ties += _ties(person, UnitTie.KNOWN, move.lists["known"])
        ties += _ties(person, UnitTie.ALLOWED, move.lists["allowed"])
    for model, rows in (
        (PersonCompetence, competences),
        (PersonSector, sectors),
        (PersonUnit, ties),
    ):
        _put(session, model, rows)


def _ties(person: int, tie: UnitTie, units: Iterable[int]) -> list[Row]:
    return [{"person_id": person, "unit_id": unit, "tie": tie.value} for unit in sorted(units)]


def _record(session: Session, everyone: list[tuple[Move, int]], storing: Storing) -> None:
    record(session, (_line(move, person) for move, person in everyone), storing)


def _line(move: Move, person: int) -> Told:
    if move.held is not None:
        sides = {"before": _side(move, 1), "after": _side(move, 2)}
        return "person.changed", person, sides
    own = {key: _told(key, value) for key, value in move.own.items()}
    posts = [list(values) for values in move.posts_added]
    return "person.added", person, {"after": own | {"posts": posts}}


def _side(move: Move, side: int) -> dict[str, list[str]]:
    """Return the values before or after, by heading; contact details and pay are hidden."""
    told: dict[str, list[str]] = {}
    for line in move.line.details:
        is_hidden = line[0] in ("Mobil", "E-post", PAY)
        told.setdefault(line[0], []).append(HIDDEN if is_hidden else line[side])
    return told


def _told(key: str, value: Any) -> Any:
    return HIDDEN if key in CONTACT and value else value


def _recount(session: Session, changed: list[Move]) -> None:
    """Work out anew what cover shifts count as where the contract has changed."""
    since: dict[int, date] = {}
    for move in changed:
        values = [each for _, each in move.posts_changed] + move.posts_added
        values += [post.values for post in move.posts_ended]
        values += [post.values for post, _ in move.posts_changed]
        if values and move.held:
            since[move.held.id] = min(date.fromisoformat(one[5]) for one in values)
    if not since:
        return
    query = (
        select(Shift)
        .where(Shift.person_id.in_(since), Shift.kind == ShiftKind.COVER)
        .where(Shift.status.in_(OCCUPYING))
    )
    weeks = {
        week_of(shift)
        for shift in session.scalars(query)
        if shift.starts_at >= midnight(monday(since[shift.person_id]))
    }
    commitments.recount(session, weeks)
