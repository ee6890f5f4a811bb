"""The rows of a file of people, gathered person by person; who has a faulty row is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vikarsentral.importing.columns import COLUMNS
from vikarsentral.importing.compared import Compared
from vikarsentral.importing.faults import Unreadable, shown
from vikarsentral.importing.known import Known
from vikarsentral.importing.reading import Table

KEYS = [column.key for column in COLUMNS["people"]]
HEADINGS = {column.key: column.heading for column in COLUMNS["people"]}
OWN_KEYS = ("name", "phone", "email", "language", "area", "cost")
LIST_KEYS = ("competences", "sectors", "known", "allowed")
PAY_KEYS = ("annual", "hourly", "supplement", "seniority", "pay_from")
POST_KEYS = ("kind", "unit", "role", "size", "full_week", "valid_from", "valid_to")


@dataclass(slots=True)
class Wanted:
    """One person as the file tells them.

    `own` holds the values of the person alone, `lists` those of many, `pay` what is earned; only
    columns of the file.
    """

    employee_no: str
    row: int
    own: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, Any] = field(default_factory=dict)
    pay: dict[str, Any] = field(default_factory=dict)
    told_on: dict[str, int] = field(default_factory=dict)
    posts: dict[tuple[Any, ...], int] = field(default_factory=dict)


def gathered(table: Table, known: Known, compared: Compared) -> dict[str, Wanted]:
    """Gather the rows of each person; who has a faulty row is left out whole.

    Args:
        table: the file as read.
        known: what may be named.
        compared: takes the faults.

    Returns:
        By employee number.
    """
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
    for key in (*OWN_KEYS, *LIST_KEYS, *PAY_KEYS):
        if key not in present:
            continue
        try:
            value = _resolved(key, values[key], known)
        except Unreadable as wrong:
            compared.fault(wrong.code, row, HEADINGS[key], _text(values[key]), **wrong.facts)
            continue
        into = one.own if key in OWN_KEYS else one.lists if key in LIST_KEYS else one.pay
        if one.row == row or (into.get(key) is None and value is not None):
            into[key] = value
            one.told_on[key] = row
        elif value is not None and value != into[key]:
            other = one.told_on[key]
            compared.fault("differs", row, HEADINGS[key], _text(values[key]), other=other)
    if one.pay.get("annual") and one.pay.get("hourly"):
        compared.fault("pay_two", row, HEADINGS["hourly"])


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
