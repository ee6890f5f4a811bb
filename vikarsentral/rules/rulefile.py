"""Read dated values from a file and put them over the table's own.

A file is tried before it is used: `vikarsentral rules --values FILE` prints the table it gives,
and with `--reread` lists the published shifts it changes. Every fault is told at
once, with its row and what is allowed.

Source: contract 1 (bad input: where, what, what is allowed).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from vikarsentral.errors import BadInput, Fault
from vikarsentral.rules.values import Value
from vikarsentral.rules.values_year import ALL_VALUES

FORMAT = "vikarsentral/rules/1"
MOST_BYTES = 1_000_000
MOST_NUMBER = 10**9
_KEYS = {"id", "valid_from", "valid_to", "value", "source"}
_UNIT_BOUNDS: Mapping[str, tuple[int, int]] = {
    "hour": (0, 23),
    "yes or no": (0, 1),
    "per cent": (0, 100),
    "month": (1, 12),
    "day": (1, 31),
    "weeks": (1, 53),
    "years": (1, 100),
    "days": (0, 366),
}


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One row of a file.

    Attributes:
        place: of the row, as a JSON pointer.
        id: of the value.
        valid_from: first date.
        valid_to: last date, included; None leaves it open.
        value: in the unit of the value.
        source: where it stands; None keeps the table's.
    """

    place: str
    id: str
    valid_from: date
    valid_to: date | None
    value: int
    source: str | None


def read_rule_file(path: Path) -> Mapping[str, Value]:
    """Read a file of dated values.

    Args:
        path: a JSON file.

    Returns:
        Every value of the table, with the file's on the dates it names.

    Raises:
        BadInput: one fault per thing that is wrong, with its row and what is allowed.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput([Fault(str(path), "filen er for stor", f"høyst {MOST_BYTES} byte")])
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        allowed = "en lesbar JSON-fil i UTF-8"
        raise BadInput([Fault(str(path), "kan ikke leses", allowed)]) from error
    return values_from(text)


def values_from(text: str) -> Mapping[str, Value]:
    """Read dated values from the text of a file.

    Args:
        text: JSON.

    Raises:
        BadInput: one fault per thing that is wrong, with its row and what is allowed.
    """
    faults: list[Fault] = []
    rows = list(_rows(_document(text), faults))
    faults += _overlaps(rows)
    if faults:
        raise BadInput(faults)
    return overlaid(rows)


def _document(text: str) -> Sequence[Any]:
    """Return the list of rows."""
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise BadInput([Fault("/", f"ikke gyldig JSON: {error}", "ett JSON-dokument")]) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput([Fault("/format", "et annet format", FORMAT)])
    unknown = sorted(set(document) - {"format", "values"})
    if unknown:
        raise BadInput([Fault(f"/{unknown[0]}", "ukjent nøkkel", "format og values")])
    rows = document.get("values")
    if not isinstance(rows, list):
        raise BadInput([Fault("/values", "mangler", "en liste av rader")])
    return rows


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice in one object."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("en nøkkel står to ganger i samme objekt")
    return found


def _rows(rows: Sequence[Any], faults: list[Fault]) -> Iterator[DatedRow]:
    """Yield the rows that are right, and note what is wrong with the others."""
    for at, row in enumerate(rows):
        place = f"/values/{at}"
        wrong = list(_faults(place, row))
        faults += wrong
        if not wrong:
            until = row.get("valid_to")
            yield DatedRow(
                place,
                row["id"],
                date.fromisoformat(row["valid_from"]),
                None if until is None else date.fromisoformat(until),
                row["value"],
                row.get("source"),
            )


def _faults(place: str, row: Any) -> Iterator[Fault]:
    """Find what is wrong with one row."""
    if not isinstance(row, dict):
        yield Fault(place, "ikke en rad", "et objekt med id, valid_from og value")
        return
    for key in sorted(set(row) - _KEYS):
        yield Fault(f"{place}/{key}", "ukjent nøkkel", ", ".join(sorted(_KEYS)))
    yield from _date_faults(place, row)
    source = row.get("source")
    if source is not None and not (isinstance(source, str) and source.strip()):
        yield Fault(f"{place}/source", "ikke en kilde", "en tekst, eller utelatt")
    key = row.get("id")
    if not isinstance(key, str) or key not in ALL_VALUES:
        near = get_close_matches(str(key), ALL_VALUES, 3)
        allowed = ", ".join(near) if near else "en verdi fra vikarsentral rules"
        yield Fault(f"{place}/id", f"ukjent grense {key}", allowed)
        return
    least, most = allowed_numbers(ALL_VALUES[key])
    number = row.get("value")
    if type(number) is not int or not least <= number <= most:
        unit = ALL_VALUES[key].unit
        told = f"{least} til {most} ({unit}, {ALL_VALUES[key].source})"
        yield Fault(f"{place}/value", f"{number} for {key}", told)


def _date_faults(place: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    """Find what is wrong with the dates of one row."""
    first, last = _date(row.get("valid_from")), _date(row.get("valid_to"))
    if first is None:
        yield Fault(f"{place}/valid_from", f"{row.get('valid_from')}", "en dato som 2027-01-01")
    if row.get("valid_to") is not None and last is None:
        allowed = "en dato som 2027-12-31, eller utelatt"
        yield Fault(f"{place}/valid_to", f"{row.get('valid_to')}", allowed)
    if first is not None and last is not None and last < first:
        yield Fault(f"{place}/valid_to", f"{last} er før {first}", f"{first} eller senere")


def _date(told: Any) -> date | None:
    """Read a date; None where it is none."""
    try:
        return date.fromisoformat(told) if isinstance(told, str) and len(told) == 10 else None
    except ValueError:
        return None


def allowed_numbers(value: Value) -> tuple[int, int]:
    """Return the smallest and the largest number a value may have in a file.

    A limit that agreements may open stays within the widest of its bounds: a file cannot open
    more than any agreement could.

    Args:
        value: the row.

    Source: aml § 10-5, § 10-6, § 10-8.
    """
    least, most = _UNIT_BOUNDS.get(value.unit, (0, MOST_NUMBER))
    floors = [one.at_least for one in value.bounds.values() if one.at_least is not None]
    roofs = [one.at_most for one in value.bounds.values() if one.at_most is not None]
    return max([least, *([min(floors)] if floors else [])]), min(
        [most, *([max(roofs)] if roofs else [])]
    )


def _overlaps(rows: list[DatedRow]) -> Iterator[Fault]:
    """Find rows of the same value with a date in common."""
    for at, row in enumerate(rows):
        for other in rows[:at]:
            if other.id == row.id and _meet(other, row):
                until = "videre" if other.valid_to is None else f"til {other.valid_to}"
                what = f"overlapper {other.place}, som gjelder fra {other.valid_from} {until}"
                yield Fault(f"{row.place}/valid_from", what, "datoer som ingen annen rad har")


def _meet(first: DatedRow, then: DatedRow) -> bool:
    """Tell whether two rows have a date in common."""
    return (then.valid_to is None or first.valid_from <= then.valid_to) and (
        first.valid_to is None or then.valid_from <= first.valid_to
    )


def overlaid(rows: Sequence[DatedRow]) -> Mapping[str, Value]:
    """Return the table with rows put over it on their dates.

    Args:
        rows: none of one value overlapping another.
    """
    found = dict(ALL_VALUES)
    for row in sorted(rows, key=lambda one: one.valid_from):
        value = found[row.id]
        until = row.valid_to
        dated = [one for one in value.dated if one[0] < row.valid_from]
        dated.append((row.valid_from, row.value))
        if until is not None:
            after = until + timedelta(days=1)
            dated.append((after, value.on(after.toordinal())))
            dated += [one for one in value.dated if one[0] > after]
        source = value.source if row.source is None else row.source
        found[row.id] = replace(value, dated=tuple(dated), source=source)
    return found
