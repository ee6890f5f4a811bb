from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import agency
from vikarsentral.errors import NotFound
from vikarsentral.overview.orders import order_line, order_lines, order_of_need
from vikarsentral.tables import AgencyBasis, AgencyOrder, AgencyStatus, NeedStatus


def proposal(village, unit):
    row = village.need("2027-01-11T07:30", unit=unit, status=NeedStatus.AGENCY)
    values = {"need_id": row.id, "status": AgencyStatus.PROPOSED, "proposed_at": NOW}
    return village.add(AgencyOrder(ore_per_hour=90_000, minutes=450, **values))


def test_orders_show_cost_and_basis_at_the_units_asked_for(village):
    ours, theirs = proposal(village, village.solvang), proposal(village, village.fjellheim)
    agency.approve(
        village.session,
        order_id=ours.id,
        basis=AgencyBasis.HEALTH_TEMPORARY,
        actor=village.leader,
        now=NOW,
    )
    period = (NOW, NOW + timedelta(weeks=4))
    found = order_lines(village.session, *period)
    assert [(one.id, one.status, one.basis, one.cost_ore) for one in found] == [
        (ours.id, AgencyStatus.APPROVED, AgencyBasis.HEALTH_TEMPORARY, 675_000),
        (theirs.id, AgencyStatus.PROPOSED, None, 675_000),
    ]
    [one] = order_lines(village.session, *period, unit_ids=[village.fjellheim.id])
    assert (one.id, one.unit, one.approved_by) == (theirs.id, "Fjellheim", None)
    assert order_lines(village.session, NOW - timedelta(days=9), NOW) == []


def test_one_order_is_found_by_itself_and_by_its_need_until_it_is_declined(village):
    row = proposal(village, village.solvang)
    one = order_line(village.session, row.id)
    assert (one.need_id, one.ore_per_hour, one.cost_ore) == (row.need_id, 90_000, 675_000)
    assert order_of_need(village.session, row.need_id) == one
    agency.decline(village.session, order_id=row.id, actor=village.leader, now=NOW)
    assert order_of_need(village.session, row.need_id) is None
    with pytest.raises(NotFound):
        order_line(village.session, row.id + 1)
