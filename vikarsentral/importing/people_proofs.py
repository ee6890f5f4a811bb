"""The days of proofs in a file of people: the same rule as on the person's own page.

Source: helse- og omsorgstjenesteloven § 5-4; law.md 9.1 (2).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.importing.compared import Compared
from vikarsentral.importing.ownpay import FIRST_ON
from vikarsentral.importing.peoplerows import HEADINGS, Wanted
from vikarsentral.importing.register import Held, Register
from vikarsentral.tables import Proof, ProofKind

Competences = dict[str, tuple[str | None, str | None]]


def stop_undated(
    session: Session, wanted: dict[str, Wanted], stored: Register, compared: Compared
) -> None:
    """Refuse proofs that say nothing without the day they were seen; who has one is left out.

    What somebody holds already is not asked about again.

    Args:
        session: an open session.
        wanted: people as the file tells them.
        stored: people as they are.
        compared: takes the faults.
    """
    kinds: dict[str, ProofKind] = dict(
        session.execute(select(Proof.competence_code, Proof.kind)).all()
    )
    for one in list(wanted.values()):
        held = stored.people.get(one.employee_no)
        undated = _undated(one, held, kinds)
        for code in undated:
            row = one.told_on["competences"]
            compared.fault("proof_undated", row, HEADINGS["competences"], code, proof=code)
        if undated:
            del wanted[one.employee_no]


def _undated(one: Wanted, held: Held | None, kinds: dict[str, ProofKind]) -> list[str]:
    told: Competences = one.lists.get("competences") or {}
    there: Competences = held.competences if held else {}
    proofs = [code for code in told if code in kinds and there.get(code) != told[code]]
    if not proofs:
        return []
    from vikarsentral.administration.proofs import lacks_day

    since = _employed_since(one, held)
    return [code for code in proofs if lacks_day(kinds[code], _day(told[code][0]), since)]


def _employed_since(one: Wanted, held: Held | None) -> date:
    posts: list[tuple[Any, ...]] = list(one.posts)
    posts += [post.values for post in held.posts] if held else []
    return min(date.fromisoformat(post[FIRST_ON]) for post in posts)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
