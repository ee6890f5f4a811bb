"""Ids as the API writes them: a letter for the kind, then the row's number.

Needs and people have the same ids as in problem files, so that receipts, plans and resources
speak of the same things.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from vikarsentral.commitments import need_id, need_ref, person_id, person_ref
from vikarsentral.errors import NotFound

__all__ = ["need_id", "need_ref", "person_id", "person_ref", "ref", "row_id", "with_ids"]

LETTERS = {"absence": "a", "offer": "o", "shift": "s", "plan": "k", "order": "b"}
MAX_DIGITS = 18


def ref(kind: str, number: int) -> str:
    """Return the id of a row.

    Args:
        kind: a key of `LETTERS`.
        number: the row's number.
    """
    return f"{LETTERS[kind]}{number}"


def row_id(kind: str, told: str) -> int:
    """Return the number of a row.

    Args:
        kind: a key of `LETTERS`.
        told: as `ref` writes it.

    Raises:
        NotFound: it is no such id.
    """
    letter, digits = told[:1], told[1:]
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS
    if letter != LETTERS[kind] or not is_number:
        raise NotFound(kind, told)
    return int(digits)


WRITTEN: Mapping[str, Callable[[int], str]] = {
    "need": need_ref,
    "person": person_ref,
    **{kind: partial(ref, kind) for kind in LETTERS},
}


def with_ids(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a refusal's facts with rows named by their ids.

    Args:
        facts: as the domain tells them, rows by number.
    """
    return {
        name: WRITTEN[name](fact) if name in WRITTEN and isinstance(fact, int) else fact
        for name, fact in facts.items()
    }
