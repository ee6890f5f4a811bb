"""Pay of people from a file: a year's pay or an hourly rate from a date, compared and stored.

A row of pay holds until the next one's date. Pay that is told as it holds already changes
nothing, whatever date the file gives. What no column of the file tells stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.clock import OSLO
from vikarsentral.commitments.own_pay import YearlyPay, annual_of_hourly
from vikarsentral.commitments.window import midnight, monday
from vikarsentral.importing.bulk import copy, record
from vikarsentral.importing.compared import Storing
from vikarsentral.importing.peoplerows import POST_KEYS, Wanted
from vikarsentral.tables import LabourLine, PayBasis, Shift

FULL_WEEK, FIRST_ON, LAST_ON = map(POST_KEYS.index, ("full_week", "valid_from", "valid_to"))
HEADING = "Lønn"
Pay = tuple[int, YearlyPay]
"""A person and what they earn from a date."""


def wanted_pay(one: Wanted, held: Sequence[YearlyPay]) -> YearlyPay | None:
    """Return the pay that a file tells of a person, where it is another than what holds.

    Args:
        one: the person as the file tells them.
        held: their pay with its first dates.

    Returns:
        The pay to set; None where the file tells none, or the one that holds on its date.

    Source: HTA kap. 1 § 12 (an hourly rate times a year of 52 weeks).
    """
    told = one.pay
    if told.get("annual") is None and told.get("hourly") is None:
        return None
    first = date.fromisoformat(told["pay_from"])
    annual = told.get("annual") or annual_of_hourly(told["hourly"], _full_week(one, first))
    before = in_force(held, first)
    base = before or YearlyPay(annual, first)
    wanted = replace(
        base,
        annual_ore=annual,
        supplement_ore=(told.get("supplement", base.supplement_ore)) or 0,
        seniority_years=told.get("seniority", base.seniority_years),
    )
    return None if wanted == before else replace(wanted, valid_from=first)


def _full_week(one: Wanted, on: date) -> int:
    """Return the longest full week of the posts in force, as the pay engine does."""
    begun = [post for post in one.posts if _is_in_force(post, on.isoformat())]
    return max(int(post[FULL_WEEK]) for post in begun or one.posts)


def _is_in_force(post: tuple[Any, ...], on: str) -> bool:
    first, last = post[FIRST_ON], post[LAST_ON]
    return bool(first <= on and (last is None or on <= last))


def in_force(held: Sequence[YearlyPay], on: date) -> YearlyPay | None:
    """Return the pay that holds on a date.

    Args:
        held: pay with its first dates.
        on: Oslo date.
    """
    begun = [pay for pay in held if pay.valid_from <= on]
    return max(begun, key=lambda pay: pay.valid_from, default=None)


def pay_detail(
    wanted: YearlyPay | None, held: Sequence[YearlyPay]
) -> tuple[tuple[str, str, str], ...]:
    """Return what the preview tells of a change of pay: heading, before and after.

    Args:
        wanted: the pay to set.
        held: the person's pay with its first dates.
    """
    if wanted is None:
        return ()
    before = in_force(held, wanted.valid_from)
    return ((HEADING, "–" if before is None else _told(before), _told(wanted)),)


def _told(pay: YearlyPay) -> str:
    parts = [f"{_kroner(pay.annual_ore)} kr i året"]
    if pay.supplement_ore:
        parts.append(f"tillegg {_kroner(pay.supplement_ore)} kr")
    if pay.seniority_years is not None:
        parts.append(f"ansiennitet {pay.seniority_years} år")
    return ", ".join(parts) + f", fra {pay.valid_from:%d.%m.%Y}"


def _kroner(ore: int) -> str:
    return f"{ore // 100:,}".replace(",", " ") + f",{ore % 100:02}"


def store_pay(session: Session, wanted: Sequence[Pay], storing: Storing) -> None:
    """Store pay, with a line in the record for each, and count the hours anew from its date.

    Args:
        session: an open session; the caller commits.
        wanted: by person, at most one each.
        storing: who, when and for which import.

    Source: GDPR art. 5 (the record tells that pay was set, never how much).
    """
    if not wanted:
        return
    since = {person: pay.valid_from for person, pay in wanted}
    _write(session, wanted, since)
    told = (("pay.set", person, {"valid_from": f"{on}"}) for person, on in since.items())
    record(session, told, storing)
    _count_anew(session, since)


def _write(session: Session, wanted: Sequence[Pay], since: dict[int, date]) -> None:
    """Put the rows in; one for the same date is replaced."""
    query = select(PayBasis.id, PayBasis.person_id, PayBasis.valid_from)
    rows = session.execute(query.where(PayBasis.person_id.in_(since)))
    there = {person: row_id for row_id, person, first in rows if since[person] == first}
    changed = [
        {"of_id": there[person], **_columns(pay)} for person, pay in wanted if person in there
    ]
    if changed:
        names: dict[str, Any] = {name: bindparam(name) for name in changed[0] if name != "of_id"}
        table = PayBasis.__table__
        statement = update(PayBasis).where(table.c.id == bindparam("of_id")).values(**names)
        session.connection().execute(statement, changed)
        session.expire_all()
    added = [
        {"person_id": person, "valid_from": pay.valid_from, **_columns(pay)}
        for person, pay in wanted
        if person not in there
    ]
    if added:
        copy(session, PayBasis, list(added[0]), (list(row.values()) for row in added))


def _columns(pay: YearlyPay) -> dict[str, Any]:
    return {**pay.fields(), "pension": pay.pension.value}


def _count_anew(session: Session, since: dict[int, date]) -> None:
    """Count the weeks anew that anybody's new pay may touch."""
    query = (
        select(Shift.person_id, Shift.starts_at, Shift.ends_at)
        .join(LabourLine, LabourLine.shift_id == Shift.id)
        .where(Shift.person_id.in_(since), Shift.ends_at > midnight(min(since.values())))
    )
    weeks = {
        (person, monday(starts_at.astimezone(OSLO).date()))
        for person, starts_at, ends_at in session.execute(query)
        if ends_at > midnight(since[person])
    }
    commitments.recount(session, weeks)
