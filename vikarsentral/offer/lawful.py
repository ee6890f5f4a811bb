"""Read the rules for people who are asked, as the roster is at this moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral.commitments import local, need_ref, person_ref
from vikarsentral.plan import judge
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.rules.person import person_breaches
from vikarsentral.rules.receipt import refusal


def receipts(
    session: Session, need_id: int, person_ids: Collection[int], now: datetime
) -> list[dict[str, Any]]:
    """Tell who may not lawfully have a need, and why; a fixed number of queries.

    Args:
        session: an open session.
        need_id: the need.
        person_ids: who is judged, each alone.
        now: UTC; the receipts tell that the data are from then.

    Returns:
        One receipt per person who may not; empty when all may.

    Raises:
        NotFound: there is no such need.
    """
    problem = facts(build_for_need(session, need_id, person_ids=person_ids))
    wanted = problem.needs[need_ref(need_id)]
    found: list[dict[str, Any]] = []
    for row_id in person_ids:
        person = problem.people.get(person_ref(row_id))
        if person is None:
            found += judge.breaches(session, need_id, row_id, now=now)
        elif broken := person_breaches(problem, person, [wanted.stretch]):
            receipt = refusal(wanted.id, person.id, broken, data_at=local(now))
            found.append(receipt.document())
    return found
