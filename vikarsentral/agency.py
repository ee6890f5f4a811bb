"""The gate to a staffing agency: a plan proposes, a leader approves with a legal basis."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import agreements, audit, need, preference
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.explain import kept
from vikarsentral.tables import (
    AgencyBasis,
    AgencyOrder,
    AgencyStatus,
    Agreement,
    Callout,
    CalloutState,
    Competence,
    DecisionAct,
    LabourLine,
    LabourSource,
    Need,
    NeedStatus,
)


def propose(session: Session, *, need_id: int, actor: Actor, now: datetime) -> AgencyOrder:
    """Propose an agency for a need that all of the municipality's own have been asked about.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        actor: who proposes; must lead the unit.
        now: UTC.

    Returns:
        The proposal; it waits for approval with a legal basis.

    Raises:
        Conflict: `need_not_open`, `agency_not_allowed`, or `own_staff_first` while the search
            among own staff has not ended with nobody left to ask.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such need.
    """
    row = session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("need", need_id)
    require(actor, Action.APPROVE_AGENCY, row.unit_id)
    if row.status is not NeedStatus.OPEN or row.ends_at <= now:
        raise Conflict("need_not_open", {"need": need_id, "status": row.status.value})
    if row.agency_ore_per_hour is None or not row.is_agency_allowed:
        raise Conflict("agency_not_allowed", {"need": need_id})
    newest = select(Callout.state).where(Callout.need_id == need_id).order_by(Callout.id.desc())
    if session.scalars(newest.limit(1)).first() is not CalloutState.EXHAUSTED:
        raise Conflict("own_staff_first", {"need": need_id})
    row.status = NeedStatus.AGENCY
    order = AgencyOrder(
        need_id=need_id,
        status=AgencyStatus.PROPOSED,
        ore_per_hour=row.agency_ore_per_hour,
        minutes=int((row.ends_at - row.starts_at).total_seconds()) // 60,
        proposed_at=now,
    )
    session.add(order)
    session.flush()
    _record(session, order, "agency.proposed", actor, now)
    return order


def approve(
    session: Session, *, order_id: int, basis: AgencyBasis, actor: Actor, now: datetime
) -> None:
    """Approve a proposed order; its cost counts from now on.

    Args:
        session: an open session; the caller commits.
        order_id: the proposal.
        basis: why hire is lawful here.
        actor: who approves; must lead the unit.
        now: UTC.

    Raises:
        BadInput: the need does not have that basis.
        Conflict: `order_settled` when it is no proposal any more, `need_taken` when somebody
            has the need, `part_timers_first` when part-timers of the preference area could
            lawfully have it and have not had their turn.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such order.

    Source: AML § 14-3, § 14-12 (1), (2); regulation on hire from staffing agencies § 3.
    """
    order, row = _proposal(session, order_id, actor)
    if row.status is not NeedStatus.AGENCY:
        raise Conflict("need_taken", {"need": row.id})
    agreement = _agreement(session, row) if basis is AgencyBasis.TV_AGREEMENT else None
    if faults := _basis_faults(session, row, basis, agreement):
        raise BadInput(faults)
    turn = preference.turn(session, row.id, now=now)
    if turn.passed_over:
        raise Conflict("part_timers_first", {"need": row.id, "people": len(turn.passed_over)})
    weighed = kept.weigh(session, row.id, (), now=now)
    order.agreement_id = None if agreement is None else agreement.id
    order.status, order.basis = AgencyStatus.APPROVED, basis
    order.approved_by, order.approved_at = actor.label, now
    session.add(line_of(order, row))
    session.flush()
    kept.keep(
        session, weighed, act=DecisionAct.AGENCY, reference_id=order.id, actor=actor, now=now
    )
    line = preference.line(session, turn, actor=actor, now=now)
    _record(session, order, "agency.approved", actor, now, line)


def decline(session: Session, *, order_id: int, actor: Actor, now: datetime) -> None:
    """Decline a proposed order; the need stands open.

    Args:
        session: an open session; the caller commits.
        order_id: the proposal.
        actor: who declines; must lead the unit.
        now: UTC.

    Raises:
        Conflict: `order_settled` when it is no proposal any more.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such order.
    """
    order, row = _proposal(session, order_id, actor)
    need.decline_orders(session, [row.id])
    if row.status is NeedStatus.AGENCY:
        row.status = NeedStatus.OPEN
    session.flush()
    _record(session, order, "agency.declined", actor, now)


def line_of(order: AgencyOrder, row: Need) -> LabourLine:
    """Return the labour line of an approved order.

    Args:
        order: the order, with its id.
        row: its need.
    """
    return LabourLine(
        unit_id=row.unit_id,
        worked_on=row.starts_at.astimezone(OSLO).date(),
        source=LabourSource.AGENCY,
        minutes=order.minutes,
        cost_ore=order.ore_per_hour * order.minutes // 60,
        agency_order_id=order.id,
    )


def _proposal(session: Session, order_id: int, actor: Actor) -> tuple[AgencyOrder, Need]:
    order = session.get(AgencyOrder, order_id, with_for_update=True)
    if order is None:
        raise NotFound("order", order_id)
    row = session.get_one(Need, order.need_id, with_for_update=True)
    require(actor, Action.APPROVE_AGENCY, row.unit_id)
    if order.status is not AgencyStatus.PROPOSED:
        raise Conflict("order_settled", {"order": order_id, "status": order.status.value})
    return order, row


def _agreement(session: Session, row: Need) -> Agreement | None:
    """Return the agreement on hire that covers a need's unit and day.

    Source: AML § 14-12 (2).
    """
    on = row.starts_at.astimezone(OSLO).date()
    return agreements.hire_covering(session, row.unit_id, on)


def _basis_faults(
    session: Session, row: Need, basis: AgencyBasis, agreement: Agreement | None
) -> list[Fault]:
    if basis is AgencyBasis.VIKARIAT:
        if row.absence_id is not None:
            return []
        return [Fault("basis", "nobody is replaced here", "a need that comes from an absence")]
    if basis is AgencyBasis.HEALTH_TEMPORARY:
        query = select(Competence.code).where(Competence.code.in_(row.requires))
        if session.scalars(query.where(Competence.is_health_personnel)).first() is not None:
            return []
        return [Fault("basis", "no health personnel is asked for", "a need of health personnel")]
    if agreement is not None:
        return []
    allowed = "an agreement on hire, signed by both sides, that covers the unit and the day"
    return [Fault("basis", "no signed agreement on hire covers it", allowed)]


def _record(
    session: Session,
    order: AgencyOrder,
    kind: str,
    actor: Actor,
    now: datetime,
    line: dict[str, Any] | None = None,
) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("need", order.need_id),
        data={
            "order": order.id,
            "basis": order.basis.value if order.basis else None,
            **({"agreement": order.agreement_id} if order.agreement_id else {}),
            **({} if line is None else {"preference": line}),
        },
    )
