import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import AgencyOrder, AgencyStatus, LabourLine, LabourSource

DAY = "2027-01-11T07:30"


def test_approved_order_has_basis_and_approver(village):
    need = village.need(DAY)
    order = AgencyOrder(
        need_id=need.id,
        status=AgencyStatus.APPROVED,
        ore_per_hour=1,
        minutes=1,
        proposed_at=NOW,
    )
    with pytest.raises(IntegrityError, match="ck_agency_order_approved_has_basis"):
        village.add(order)


def test_labour_line_comes_from_one_thing(village):
    line = LabourLine(
        unit_id=village.solvang.id,
        worked_on=NOW.date(),
        source=LabourSource.POOL,
        minutes=1,
        cost_ore=1,
    )
    with pytest.raises(IntegrityError, match="ck_labour_line_one_origin"):
        village.add(line)
