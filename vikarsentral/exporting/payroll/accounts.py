"""Where a unit's pay is entered in the accounts: account, ansvar, function, project; dated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import Unit, UnitAccount

CODE: Final = re.compile(r"[0-9A-Za-zÆØÅæøå./-]{0,20}")


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """Four codes of the municipality's own accounts; an empty one is not used.

    Attributes:
        account: the kind of cost.
        responsibility: ansvar, who answers for it.
        function: KOSTRA function.
        project: project.
    """

    account: str = ""
    responsibility: str = ""
    function: str = ""
    project: str = ""

    def fields(self) -> tuple[str, str, str, str]:
        """Return the codes in the order of the files."""
        return self.account, self.responsibility, self.function, self.project


NO_ACCOUNT: Final = Account()


class Accounts:
    """Answer where a unit's pay is entered on any date."""

    def __init__(self, rows: Iterable[UnitAccount]) -> None:
        """Keep the rows.

        Args:
            rows: of every unit, oldest first.
        """
        self._held: dict[int, list[tuple[date, Account]]] = defaultdict(list)
        for row in rows:
            self._held[row.unit_id].append((row.valid_from, _account(row)))

    def on(self, unit_id: int, on: date) -> Account:
        """Return where a unit's pay is entered on a date; all empty where nothing is set.

        Args:
            unit_id: the unit.
            on: Oslo date.
        """
        found = [account for since, account in self._held.get(unit_id, ()) if since <= on]
        return found[-1] if found else NO_ACCOUNT

    def of(self, unit_id: int) -> list[tuple[date, Account]]:
        """Return every account of a unit with its first date, newest first.

        Args:
            unit_id: the unit.
        """
        return self._held.get(unit_id, [])[::-1]


def _account(row: UnitAccount) -> Account:
    return Account(row.account, row.responsibility, row.function, row.project)


def accounts(session: Session) -> Accounts:
    """Return the accounts of every unit; one query.

    Args:
        session: an open session.
    """
    query = select(UnitAccount).order_by(UnitAccount.valid_from)
    return Accounts(session.scalars(query))


def set_account(
    session: Session,
    unit_id: int,
    account: Account,
    *,
    valid_from: date,
    actor: Actor,
    now: datetime,
) -> bool:
    """Set where a unit's pay is entered from a date until the next row's.

    Args:
        session: an open session; the caller commits.
        unit_id: the unit.
        account: the codes; a row for the same date is replaced.
        valid_from: first Oslo date.
        actor: who sets it.
        now: UTC.

    Returns:
        Whether anything changed.

    Raises:
        BadInput: a code that the files cannot hold; all faults at once.
        NotAllowed: the actor may not change the municipality.
        NotFound: there is no such unit.
    """
    require(actor, Action.MANAGE_MUNICIPALITY)
    names = ("account", "responsibility", "function", "project")
    wanted = dict(zip(names, (one.strip() for one in astuple(account)), strict=True))
    faults = [
        Fault(name, f"{code!r} cannot be used", "at most 20 letters, digits, . / or -")
        for name, code in wanted.items()
        if CODE.fullmatch(code) is None
    ]
    if faults:
        raise BadInput(faults)
    if session.get(Unit, unit_id, with_for_update=True) is None:
        raise NotFound("unit", unit_id)
    query = select(UnitAccount).where(
        UnitAccount.unit_id == unit_id, UnitAccount.valid_from == valid_from
    )
    row = session.scalars(query).one_or_none()
    before = None if row is None else dict(zip(names, _account(row).fields(), strict=True))
    if before == wanted:
        return False
    if row is None:
        row = UnitAccount(unit_id=unit_id, valid_from=valid_from)
        session.add(row)
    for name, code in wanted.items():
        setattr(row, name, code)
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="unit.account_set",
        subject=("unit", unit_id),
        data={"valid_from": valid_from.isoformat(), "before": before, "after": wanted},
    )
    return True
