"""People: who they are, what they can do, and where they may work."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import (
    Act,
    Values,
    change,
    refuse,
    told,
)
from vikarsentral.administration.register import fetch, known
from vikarsentral.administration.words import contact_faults, number_faults, person_faults
from vikarsentral.contact import phone_of
from vikarsentral.errors import Conflict, Fault
from vikarsentral.signs import whole
from vikarsentral.tables import (
    Area,
    Person,
)
from vikarsentral.tables.columns import Language

MOST_COST = 10_000_000


@dataclass(frozen=True, slots=True)
class PersonWish:
    """What is known about a person.

    Attributes:
        employee_no: the payroll's number, never a national identity number.
        name: whole name.
        phone: digits, with + before a country code; None for none.
        email: None for none.
        language: of messages.
        home_area: code of an area; None where it does not matter.
        hourly_cost_ore: what an hour costs the municipality, øre.
    """

    employee_no: str
    name: str
    phone: str | None = None
    email: str | None = None
    language: Language = Language.NB
    home_area: str | None = None
    hourly_cost_ore: int = 0

    def fields(self) -> dict[str, Any]:
        """Return the columns, with one blank between words and none around."""
        texts = {
            "employee_no": self.employee_no.strip(),
            "name": " ".join(whole(self.name).split()),
            "phone": phone_of(self.phone),
            "email": (self.email or "").strip() or None,
        }
        return {**asdict(self), **texts, "home_area": self.home_area or None}


def add_person(session: Session, wish: PersonWish, *, act: Act) -> int:
    """Add a person, without posts.

    Args:
        session: an open session; the caller commits.
        wish: who.
        act: who adds and when.

    Returns:
        The person's id.

    Raises:
        BadInput: something cannot be used; all faults at once.
        Conflict: `number_taken`.
        NotAllowed: the actor may not.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    fields = _checked(session, wish, None)
    row = Person(**fields)
    session.add(row)
    session.flush()
    act.record(session, "person.added", ("person", row.id), {"after": told(fields)})
    return row.id


def _checked(session: Session, wish: PersonWish, held: Person | None) -> dict[str, Any]:
    """Return the columns; a telephone number or an address that is there already stays."""
    fields = wish.fields()
    is_kept = held is not None and held.phone in (wish.phone, fields["phone"])
    if held is not None and is_kept:
        fields["phone"] = held.phone
    email = None if held is not None and held.email == fields["email"] else fields["email"]
    faults = number_faults(fields["employee_no"]) + person_faults(wish.name)
    faults += contact_faults(None if is_kept else fields["phone"], email)
    if not 0 <= wish.hourly_cost_ore <= MOST_COST:
        faults.append(Fault("hourly_cost_ore", "cannot be used", "0 to 100 000 kroner"))
    refuse(faults)
    if wish.home_area:
        known(session, Area, wish.home_area)
    query = select(Person.id).where(Person.employee_no == fields["employee_no"])
    if session.scalar(query) not in (None, held and held.id):
        raise Conflict("number_taken", {"employee_no": fields["employee_no"]})
    return fields


def change_person(
    session: Session, person_id: int, wish: PersonWish, *, seen: Values | None, act: Act
) -> None:
    """Change what is known about a person.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        wish: what shall be known.
        seen: what the one who changes saw.
        act: who changes and when.

    Raises:
        BadInput: something cannot be used; all faults at once.
        Conflict: `changed_meanwhile` or `number_taken`.
        NotAllowed: the actor may not.
        NotFound: there is no such person.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    row = person_row(session, person_id)
    fields = _checked(session, wish, row)
    subject = ("person", person_id)
    change(session, row, fields, seen=seen, kind="person.changed", subject=subject, act=act)


def person_row(session: Session, person_id: int) -> Person:
    """Return a person's row, locked.

    Args:
        session: an open session.
        person_id: who.

    Raises:
        NotFound: there is no such person.
    """
    return fetch(session, select(Person).where(Person.id == person_id), "person", person_id)
