"""What was weighed at each act, kept as it was: who was chosen, who came before, who came near.

Weighed before the act changes anything, kept in the act's own transaction, never changed after.

Source: contract 4; AML § 14-3 (that the order was kept can be shown afterwards).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.access import Actor
from vikarsentral.commitments import local, person_id, person_ref
from vikarsentral.explain.live import case_of
from vikarsentral.explain.names import names
from vikarsentral.explain.receipts import Decision as Outcome
from vikarsentral.explain.receipts import Receipts, with_outside
from vikarsentral.explain.screen import everyone
from vikarsentral.explain.screen_rank import Asked
from vikarsentral.rules.goals import agency_cost
from vikarsentral.rules.oslo import written
from vikarsentral.rules.values import VALUES
from vikarsentral.tables import Decision, DecisionAct, DecisionPart, DecisionPerson

MOST_CHOSEN = 10
MOST_BEFORE = 5
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was weighed about one need, before anything was done.

    Attributes:
        need_id: the need.
        receipts: everyone's, put in words only where kept.
        chosen: those asked or booked, in order; empty for an agency order.
    """

    need_id: int
    receipts: Receipts
    chosen: tuple[int, ...]


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Return the sum of every value of the rule table, which names the version in force."""
    told = repr(sorted((one.id, one.dated, sorted(one.bounds.items())) for one in VALUES.values()))
    return hashlib.sha256(told.encode()).hexdigest()


def weigh(session: Session, need_id: int, chosen: Collection[int], *, now: datetime) -> Weighed:
    """Weigh everyone for a need, before an act changes the roster.

    Args:
        session: an open session.
        need_id: the need.
        chosen: ids of those who are about to be asked or booked, in order; empty for an agency.
        now: UTC.

    Raises:
        NotFound: there is no such need.
    """
    case = case_of(session, need_id)
    asked = everyone(case)
    case, outside = with_outside(session, case, need_id, chosen)
    if chosen:
        refs = {person_ref(one) for one in chosen}
        prices = [one.marginal for one in (*asked, *outside) if one.id in refs]
        outcome = Outcome(frozenset(refs), max(prices, default=None))
    else:
        outcome = Outcome(left_ore=agency_cost(case.problem, [case.need]))
    told = Receipts(case, asked, outcome, local(now), names(session), outside)
    return Weighed(need_id, told, tuple(chosen))


def keep(
    session: Session,
    weighed: Weighed,
    *,
    act: DecisionAct,
    reference_id: int,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep what was weighed, with the act and in its transaction.

    Args:
        session: an open session; the caller commits.
        weighed: as it was before the act.
        act: what was done.
        reference_id: id of the offer, shift or order.
        actor: who decided.
        now: UTC.

    Returns:
        The decision's id.

    Source: contract 4.
    """
    receipts = weighed.receipts
    row = Decision(
        need_id=weighed.need_id,
        act=act,
        reference_id=reference_id,
        decided_by=actor.label,
        decided_at=now,
        rules_version=rules_version(),
        considered=len(receipts),
        lawful=receipts.asked.lawful + sum(one.lawful for one in receipts.outside),
        stopped=receipts.asked.stopped(),
        facts=_facts(receipts),
    )
    session.add(row)
    session.flush()
    session.add_all(_people(row.id, weighed))
    session.flush()
    return row.id


def _facts(receipts: Receipts) -> dict[str, object]:
    """Return the need and the weights as they were."""
    need, weights = receipts.case.need, receipts.case.problem.weights
    return {
        "unit": need.unit,
        "starts": written(need.start),
        "ends": written(need.end),
        "unpaid_break": need.stretch.unpaid_break,
        "requires": list(need.requires),
        "weights": asdict(weights),
    }


def _people(decision_id: int, weighed: Weighed) -> Iterator[DecisionPerson]:
    """Yield the rows of those chosen, of the cheaper lawful ones, and of the nearest others."""
    receipts = weighed.receipts
    chosen = [person_ref(one) for one in weighed.chosen]
    outside = {one.id: one for one in receipts.outside}
    ranks = {one: receipts.asked.place(one) for one in chosen}
    last = max(ranks.values(), default=0) or receipts.asked.lawful
    before = [one for one in receipts.asked[:last] if one.lawful and one.id not in ranks]
    near = [one for one in receipts.asked.nearest(MOST_NEAR + len(chosen)) if one.id not in ranks]
    some = [
        *(
            (
                DecisionPart.CHOSEN,
                outside[one] if not ranks[one] else receipts.asked[ranks[one] - 1],
            )
            for one in chosen[:MOST_CHOSEN]
        ),
        *((DecisionPart.BEFORE, one) for one in before[:MOST_BEFORE]),
        *((DecisionPart.NEAR, one) for one in near[:MOST_NEAR]),
    ]
    for part, one in some:
        rank = ranks.get(one.id, 0) or receipts.asked.place(one.id)
        yield _row(decision_id, part, rank, one, receipts)


def _row(
    decision_id: int, part: DecisionPart, rank: int, one: Asked, receipts: Receipts
) -> DecisionPerson:
    return DecisionPerson(
        decision_id=decision_id,
        person_id=person_id(one.id),
        part=part,
        rank=rank,
        marginal_ore=one.marginal,
        rules=list(one.rules),
        receipt=receipts.told(one).document(),
    )


def decisions_of(session: Session, need_id: int) -> list[Decision]:
    """Return the decisions kept about a need, the oldest first; one query.

    Args:
        session: an open session.
        need_id: the need.
    """
    query = select(Decision).where(Decision.need_id == need_id).order_by(Decision.id)
    return list(session.scalars(query))


def people_of(session: Session, decision_id: int) -> list[DecisionPerson]:
    """Return those kept with a decision: chosen, before, near, each by rank; one query.

    Args:
        session: an open session.
        decision_id: the decision.
    """
    query = select(DecisionPerson).where(DecisionPerson.decision_id == decision_id)
    order = list(DecisionPart)
    return sorted(session.scalars(query), key=lambda one: (order.index(one.part), one.rank))
