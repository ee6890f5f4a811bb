"""Everyone's receipt for one need, written out as JSON once and kept while it stays true.

A receipt follows from the need, the person, the names people use, and the period's other facts.
Where some people's facts have changed only theirs are written anew. When the data were true is
left out, since it is the one thing that differs each time.

Source: contract 1 (`options`), 4.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from vikarsentral.calm import calm
from vikarsentral.commitments import local, person_id
from vikarsentral.explain.case import Case
from vikarsentral.explain.live import SHELF, able_now, case_of
from vikarsentral.explain.memory import kept
from vikarsentral.explain.names import Called, called
from vikarsentral.explain.screen import everyone
from vikarsentral.explain.screen_rank import Asked
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.line import line_of
from vikarsentral.rules.options import option_receipt
from vikarsentral.rules.people import changed
from vikarsentral.rules.person import breaches_by
from vikarsentral.rules.receipt import Receipt, refusal

_GROUND = ("period", "units", "travel_minutes", "agreements", "published", "weights")
_LATER = "data_at"


class Piece(NamedTuple):
    """One person in a list.

    Attributes:
        receipt: as the contract writes it, keys in order, without the first brace and
            `data_at`, which is the first key.
        name: the person's id and name, whole.
    """

    receipt: bytes
    name: bytes


class Shown(NamedTuple):
    """One person in a short list: the receipt as the contract writes it, and whose it is."""

    receipt: Mapping[str, object]
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Everyone considered for a need.

    Attributes:
        case: what it was made of.
        said: the names it was made with.
        pieces: by person id, in order of rank: lawful first, then by marginal objective, then
            by id.
        lawful: how many are lawful.
        sum: a checksum of all the pieces.
    """

    case: Case
    said: Called
    pieces: Mapping[str, Piece]
    lawful: int
    sum: str

    def cut(self, top: int) -> list[Piece]:
        """Return the first of the lawful, and all the others.

        Args:
            top: how many of the lawful.
        """
        every = list(self.pieces.values())
        return every[: min(top, self.lawful)] + every[self.lawful :]


def listing(session: Session, need_id: int) -> Listing:
    """Rank everyone for a need against the live roster, each with a receipt.

    Args:
        session: an open session; one query where nothing at all has changed since, few where
            the facts are in memory.
        need_id: the need.

    Returns:
        Everyone; the same object as before where nothing it follows from has changed.

    Raises:
        NotFound: there is no such need.
    """
    return kept(session, ("everyone", need_id), lambda: _renewed(session, need_id))


def _renewed(session: Session, need_id: int) -> Listing:
    """Return the list as it was where what it follows from stands, else made anew."""
    case, said = case_of(session, need_id), called(session)
    shelf = case.problem.memory[SHELF]
    old: Listing | None = shelf.get(need_id)
    known: Mapping[str, Piece] = {}
    if old is not None and old.said is said and _is_alike(old.case, case):
        some = changed(old.case.problem.people, case.problem.people)
        if not some and len(old.pieces) == len(case.problem.people):
            return old
        known = {who: piece for who, piece in old.pieces.items() if who not in some}
    made = _made(case, said, known)
    shelf.put(need_id, made)
    return made


def first_lawful(session: Session, need_id: int, many: int, *, now: datetime) -> list[Shown]:
    """Return the receipts of the first who may have a need, without waiting for the others'.

    Args:
        session: an open session.
        need_id: the need.
        many: how many at most.
        now: UTC; the receipts tell that the data are from then.

    Raises:
        NotFound: there is no such need.
    """
    (case, asked), said = able_now(session, need_id), called(session)
    ranked = asked.by_id()
    return [
        Shown(
            receipt_of(case, one, said, local(now)).document(),
            {"person": one.id, "person_name": said.people[person_id(one.id)]},
        )
        for one in ranked[: min(many, ranked.lawful)]
    ]


def _is_alike(old: Case, new: Case) -> bool:
    """Tell whether two cases differ by nothing but people."""
    if old.need != new.need:
        return False
    return all(getattr(old.problem, one) is getattr(new.problem, one) for one in _GROUND)


def _made(case: Case, said: Called, known: Mapping[str, Piece]) -> Listing:
    asked = everyone(case).by_id()
    with calm():
        pieces = {
            who: known.get(who) or _piece(case, asked[place], said)
            for place, who in enumerate(asked.ids())
        }
    total = hashlib.blake2b(digest_size=16)
    for piece in pieces.values():
        total.update(piece.receipt)
        total.update(piece.name)
    alone: Problem = replace(case.problem, memory={})  # what was worked out need not live on
    return Listing(replace(case, problem=alone), said, pieces, asked.lawful, total.hexdigest())


def _piece(case: Case, one: Asked, said: Called) -> Piece:
    told = receipt_of(case, one, said).document()
    del told[_LATER]
    name = {"person": one.id, "person_name": said.people[person_id(one.id)]}
    return Piece(_json(told)[1:], _json(name))


def _json(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def receipt_of(case: Case, one: Asked, said: Called, data_at: str | None = None) -> Receipt:
    """Write one person's receipt.

    Args:
        case: the need.
        one: what the rules answered about the person.
        said: what people call units, sectors, areas and competences.
        data_at: when the data were true.

    Returns:
        The same as `option_receipt` writes of what all the rules answer anew; of somebody who
        is stopped only the rules that stop them are asked again, for their numbers.
    """
    need, person = case.need, case.problem.people[one.id]
    if one.lawful or "pinned" in one.rules:
        return option_receipt(case.asked(one.id), need, data_at, said.names)
    line = line_of(case.problem, person, (need.stretch,))
    broken = breaches_by(line, one.rules)
    kept = {"marginal_ore": one.marginal}
    return refusal(need.id, one.id, broken, data_at=data_at, numbers=kept, names=said.names)
