"""People as a file in has them: one row per post, with all that a file may change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments.own_pay import YearlyPay
from vikarsentral.exporting.register import told
from vikarsentral.exporting.register.rows import Rows
from vikarsentral.importing.columns import COLUMNS
from vikarsentral.importing.ownpay import in_force
from vikarsentral.importing.register import Held, HeldPost, register
from vikarsentral.importing.values import LEAST_ANNUAL_ORE
from vikarsentral.tables import Unit, UnitTie

KEYS = [column.key for column in COLUMNS["people"]]


def people_rows(session: Session, today: date) -> Rows:
    """Return everyone who is in use, a row for each post.

    Args:
        session: an open session.
        today: Oslo date; posts that ended before it are left out where others are not over.

    Returns:
        In the order of employee numbers; remarks on what a file cannot tell.
    """
    units: dict[int, str] = dict(session.execute(select(Unit.id, Unit.code)).all())
    rows: list[list[str]] = []
    without_post = 0
    for held in sorted(register(session).people.values(), key=lambda one: one.employee_no):
        if not held.is_active:
            continue
        posts = _posts(held, today)
        without_post += not posts
        own = _own(held, units, today)
        for post in posts:
            row = {**own, **_post(post, units)}
            rows.append([row.get(key, "") for key in KEYS])
    return Rows(rows, [_remark(without_post)] if without_post else [])


def _remark(count: int) -> str:
    return (
        f"Ansatte uten stilling er ikke med: {count}."
        " De blir som de er når filen legges inn igjen."
    )


def _posts(held: Held, today: date) -> list[HeldPost]:
    """Return the posts that are not over; all of them where every one is."""
    live = [post for post in held.posts if (post.values[6] or "9999") >= today.isoformat()]
    return live or held.posts


def _own(held: Held, units: dict[int, str], today: date) -> dict[str, str]:
    own = held.own
    return {
        "employee_no": held.employee_no,
        "name": own["name"],
        "phone": told.phone(own["phone"]),
        "email": own["email"] or "",
        "language": told.language(own["language"]),
        "area": own["area"] or "",
        "cost": told.hundredths(own["cost"]),
        "competences": ", ".join(
            told.competence(code, *days) for code, days in sorted(held.competences.items())
        ),
        "sectors": told.listed(held.sectors),
        "known": told.listed(_units(held, UnitTie.KNOWN, units)),
        "allowed": told.listed(_units(held, UnitTie.ALLOWED, units)),
        **dict(_pay(held, today)),
    }


def _units(held: Held, tie: UnitTie, units: dict[int, str]) -> Iterator[str]:
    return (units[unit] for unit, kind in held.ties if kind is tie)


def _pay(held: Held, today: date) -> Iterator[tuple[str, str]]:
    """Yield the pay that holds, or the first one to come; nothing that a file may not tell."""
    pay = in_force(held.pay, today) or _first(held.pay)
    if pay is None or pay.annual_ore < LEAST_ANNUAL_ORE:
        return
    yield "annual", told.hundredths(pay.annual_ore)
    yield "supplement", told.hundredths(pay.supplement_ore)
    yield "seniority", "" if pay.seniority_years is None else str(pay.seniority_years)
    yield "pay_from", told.day(pay.valid_from)


def _first(pays: list[YearlyPay]) -> YearlyPay | None:
    return min(pays, key=lambda pay: pay.valid_from, default=None)


def _post(post: HeldPost, units: dict[int, str]) -> dict[str, str]:
    kind, unit, role, size, full_week, first, last = post.values
    values: dict[str, Any] = {
        "kind": told.kind(kind),
        "unit": units[unit] if unit is not None else "",
        "role": role,
        "size": told.percent(size),
        "full_week": told.week_hours(full_week),
        "valid_from": told.day(date.fromisoformat(first)),
        "valid_to": told.day(date.fromisoformat(last)) if last else "",
    }
    return values
