import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import agency, need
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.tables import (
    Absence,
    AgencyBasis,
    AgencyOrder,
    AgencyStatus,
    LabourLine,
    NeedStatus,
    ShiftStatus,
)

DAY = "2027-01-11T07:30"


@pytest.fixture
def proposal(village):
    """A proposal for a need that comes from an absence."""
    away = village.add(
        Absence(
            person_id=village.person().id,
            starts_at=NOW,
            ends_at=NOW.replace(day=30),
            reported_by="x",
            reported_at=NOW,
        )
    )
    row = village.need(
        DAY,
        absence_id=away.id,
        status=NeedStatus.AGENCY,
        is_agency_allowed=True,
        agency_ore_per_hour=90_000,
    )
    return proposed(village, row)


def proposed(village, row):
    return village.add(
        AgencyOrder(
            need_id=row.id,
            status=AgencyStatus.PROPOSED,
            ore_per_hour=90_000,
            minutes=450,
            proposed_at=NOW,
        )
    )


def approve(village, order, basis=AgencyBasis.VIKARIAT, actor=None):
    agency.approve(
        village.session,
        order_id=order.id,
        basis=basis,
        actor=actor or village.leader,
        now=NOW,
    )


def test_approved_order_counts_from_now_on(village, proposal):
    approve(village, proposal)
    assert (proposal.status, proposal.approved_by) == (
        AgencyStatus.APPROVED,
        village.leader.label,
    )
    line = village.session.query(LabourLine).one()
    assert (line.source, line.minutes, line.cost_ore) == ("agency", 450, 675_000)


def test_proposal_costs_nothing(village, proposal):
    assert village.session.query(LabourLine).count() == 0


def test_aml_14_12_vikariat_needs_somebody_who_is_replaced(village):
    row = village.need(DAY, status=NeedStatus.AGENCY)
    order = proposed(village, row)
    with pytest.raises(BadInput, match="nobody is replaced"):
        approve(village, order)
    approve(village, order, AgencyBasis.HEALTH_TEMPORARY)
    assert order.basis is AgencyBasis.HEALTH_TEMPORARY


def test_health_basis_is_for_health_personnel(village):
    row = village.need(DAY, status=NeedStatus.AGENCY, requires=["pleieassistent"])
    with pytest.raises(BadInput, match="health personnel"):
        approve(village, proposed(village, row), AgencyBasis.HEALTH_TEMPORARY)


def test_basis_without_a_document_is_refused(village, proposal):
    with pytest.raises(BadInput, match="agreement"):
        approve(village, proposal, AgencyBasis.TV_AGREEMENT)


@pytest.mark.parametrize("who", ["neighbour", "coordinator"])
def test_only_the_units_leader_opens_the_gate(village, proposal, who):
    with pytest.raises(NotAllowed):
        approve(village, proposal, actor=getattr(village, who))


def test_settled_and_unknown_orders_are_refused(village, proposal):
    approve(village, proposal)
    with pytest.raises(Conflict, match="order_settled"):
        approve(village, proposal)
    with pytest.raises(NotFound):
        approve(village, type("Order", (), {"id": 999_999}))


def test_declined_proposal_opens_the_need(village, proposal):
    agency.decline(village.session, order_id=proposal.id, actor=village.leader, now=NOW)
    village.session.refresh(proposal)
    row = need.view(village.session, proposal.need_id)
    assert (proposal.status, row.status) == (AgencyStatus.DECLINED, NeedStatus.OPEN)


def test_need_that_somebody_got_meanwhile_is_not_bought(village, proposal):
    need.assign(
        village.session,
        [need.Assignment(proposal.need_id, village.on_duty().id)],
        status=ShiftStatus.PLANNED,
        actor=village.leader,
        now=NOW,
    )
    village.session.refresh(proposal)
    with pytest.raises(Conflict, match="order_settled"):
        approve(village, proposal)
