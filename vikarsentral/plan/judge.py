"""May this person have this need? Asked of the live roster, by the same rules as any plan."""

from __future__ import annotations

from sqlalchemy.orm import Session

from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.rules.person import person_breaches

Receipts = list[dict[str, object]]


def breaches(session: Session, need_id: int, person_id: int) -> Receipts:
    """Return what would break if a person had a need, on top of all they have.

    Args:
        session: an open session.
        need_id: the need.
        person_id: the person.

    Returns:
        One receipt per rule and thing judged, empty when it is lawful. A person without a
        post in those weeks breaks `place`.

    Raises:
        NotFound: there is no such need.
    """
    problem = facts(build_for_need(session, need_id, person_ids=(person_id,)))
    need, person = problem.needs[need_ref(need_id)], problem.people.get(person_ref(person_id))
    if person is None:
        return [_receipt(need.id, person_ref(person_id), "place", {"posts": 0})]
    return [
        _receipt(need.id, person.id, one.rule, one.all_numbers())
        for one in person_breaches(problem, person, [need.stretch])
    ]


def _receipt(need: str, person: str, rule: str, numbers: dict[str, object]) -> dict[str, object]:
    return {
        "need": need,
        "person": person,
        "verdict": "not_allowed",
        "rule": rule,
        "numbers": numbers,
    }
