"""What was weighed at each act, kept as it was: who was chosen, who came before, who came near.

Weighed before the act changes anything, kept in the act's own transaction, never changed after.

Source: contract 4; AML § 14-3 (that the order was kept can be shown afterwards).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.access import Actor
from vikarsentral.commitments import local, person_id, person_ref
from vikarsentral.explain.live import able_now
from vikarsentral.explain.names import names
from vikarsentral.explain.receipts import Decision as Outcome
from vikarsentral.explain.receipts import Receipts, with_outside
from vikarsentral.explain.screen_rank import Asked
from vikarsentral.rules.left import left_to_agency
from vikarsentral.rules.oslo import written
from vikarsentral.rules.parts import Part
from vikarsentral.rules.values import VALUES
from vikarsentral.tables import Decision, DecisionAct, DecisionPart, DecisionPerson

MOST_CHOSEN = 10
MOST_OTHERS = 5
SHORT = 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was weighed about one need, before anything was done.

    Attributes:
        need_id: the need.
        receipts: of all whom neither competence nor place stops, in words only where kept.
        chosen: those asked or booked, in order; empty for an agency order.
        parts: what each of them takes where several share the need; else empty.
    """

    need_id: int
    receipts: Receipts
    chosen: tuple[int, ...]
    parts: tuple[Part, ...] = ()


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Return the sum of every value of the rule table, which names the version in force."""
    told = repr(sorted((one.id, one.dated, sorted(one.bounds.items())) for one in VALUES.values()))
    return hashlib.sha256(told.encode()).hexdigest()


def weigh(session: Session, need_id: int, chosen: Collection[int], *, now: datetime) -> Weighed:
    """Weigh all whom neither competence nor place stops, before an act changes the roster.

    Args:
        session: an open session.
        need_id: the need.
        chosen: ids of those who are about to be asked or booked, in order; empty for an agency.
        now: UTC.

    Raises:
        NotFound: there is no such need.
    """
    case, asked = able_now(session, need_id)
    case, outside = with_outside(session, case, asked, need_id, chosen)
    if chosen:
        refs = {person_ref(one) for one in chosen}
        prices = [one.marginal for one in (*asked, *outside) if one.id in refs]
        outcome = Outcome(frozenset(refs), max(prices, default=None))
    else:
        outcome = Outcome(left=left_to_agency(case.problem, case.need))
    told = Receipts(case, asked, outcome, local(now), names(session), outside)
    return Weighed(need_id, told, tuple(chosen))


def weigh_parts(
    session: Session, need_id: int, parts: Sequence[Part], *, now: datetime
) -> Weighed:
    """Weigh people for a need that several are to share, before an act changes the roster.

    Args:
        session: an open session.
        need_id: the need.
        parts: what each is about to be asked for, in the order of time.
        now: UTC.

    Raises:
        NotFound: there is no such need.
    """
    people = [person_id(one.person) for one in parts]
    whole = weigh(session, need_id, people, now=now)
    cost = sum(one.cost for one in parts)
    outcome = replace(whole.receipts.decision, chosen_ore=cost, is_combined=True)
    return Weighed(need_id, replace(whole.receipts, decision=outcome), tuple(people), tuple(parts))


def keep(
    session: Session,
    weighed: Weighed,
    *,
    act: DecisionAct,
    reference_id: int,
    actor: Actor,
    now: datetime,
    is_short: bool = False,
) -> int:
    """Keep what was weighed, with the act and in its transaction.

    Args:
        session: an open session; the caller commits.
        weighed: as it was before the act.
        act: what was done.
        reference_id: id of the offer, shift or order.
        actor: who decided.
        now: UTC; when it was decided.
        is_short: whether only those chosen are put in words, and fewer others are kept.

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
    session.add_all(_people(row.id, weighed, is_short))
    session.flush()
    return row.id


def _facts(receipts: Receipts) -> dict[str, object]:
    """Return the need and the weights as they were, and the part-timers who could have had it."""
    need, weights = receipts.case.need, receipts.case.problem.weights
    return {
        "unit": need.unit,
        "starts": written(need.start),
        "ends": written(need.end),
        "unpaid_break": need.stretch.unpaid_break,
        "requires": list(need.requires),
        "weights": asdict(weights),
        "part_timers": _part_timers(receipts),
    }


def _part_timers(receipts: Receipts) -> list[int]:
    """Return the lawful part-timers who want more hours, by row id."""
    people = receipts.case.problem.people
    lawful = (people[one.id] for one in receipts.asked[: receipts.asked.lawful])
    return sorted(
        person_id(one.id)
        for one in lawful
        if one.kind == "part_time" and one.accepts.merarbeid_minutes_week > 0
    )


def _people(decision_id: int, weighed: Weighed, is_short: bool) -> Iterator[DecisionPerson]:
    """Yield the rows of those chosen, of the cheaper lawful ones, and of the nearest others."""
    receipts, most = weighed.receipts, SHORT if is_short else MOST_OTHERS
    chosen = [person_ref(one) for one in weighed.chosen]
    outside = {one.id: one for one in receipts.outside}
    ranks = {one: receipts.asked.place(one) for one in chosen}
    last = max(ranks.values(), default=0) or receipts.asked.lawful
    first = receipts.asked[: min(last, most + len(chosen))]
    before = [
        one for one in first if one.lawful and one.id not in ranks and not _is_equal(one, receipts)
    ]
    near = [one for one in receipts.asked.nearest(most + len(chosen)) if one.id not in ranks]
    for share in weighed.parts:
        yield _part_row(decision_id, ranks[share.person], share, receipts)
    for ref in () if weighed.parts else chosen[:MOST_CHOSEN]:
        one = receipts.asked[ranks[ref] - 1] if ranks[ref] else outside[ref]
        yield _row(decision_id, DecisionPart.CHOSEN, ranks[ref], one, receipts)
    others = ((DecisionPart.BEFORE, before[:most]), (DecisionPart.NEAR, near[:most]))
    for part, some in others:
        for one in some:
            rank = receipts.asked.place(one.id)
            yield _row(decision_id, part, rank, one, receipts, is_short=is_short)


def _is_equal(one: Asked, receipts: Receipts) -> bool:
    """Tell whether somebody costs just what the chosen one does; no list ranks such before."""
    decision = receipts.decision
    return not decision.is_combined and one.marginal == decision.chosen_ore


def _row(
    decision_id: int,
    part: DecisionPart,
    rank: int,
    one: Asked,
    receipts: Receipts,
    *,
    is_short: bool = False,
) -> DecisionPerson:
    return DecisionPerson(
        decision_id=decision_id,
        person_id=person_id(one.id),
        part=part,
        rank=rank,
        marginal_ore=one.marginal,
        rules=list(one.rules),
        receipt=receipts.short(one) if is_short else receipts.told(one).document(),
    )


def _part_row(decision_id: int, rank: int, share: Part, receipts: Receipts) -> DecisionPerson:
    return DecisionPerson(
        decision_id=decision_id,
        person_id=person_id(share.person),
        part=DecisionPart.CHOSEN,
        rank=rank,
        marginal_ore=share.cost,
        rules=[],
        receipt=receipts.of_part(share).document(),
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
