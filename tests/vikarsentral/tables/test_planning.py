import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW, at
from vikarsentral.tables import PlanRun, PlanState


def test_done_run_has_a_plan(village):
    run = PlanRun(
        state=PlanState.DONE,
        period_starts_at=at("2027-01-11T00:00"),
        period_ends_at=at("2027-02-08T00:00"),
        problem=b"{}",
        ground_version="0" * 64,
        requested_by="test",
        requested_at=NOW,
    )
    with pytest.raises(IntegrityError, match="ck_plan_run_has_plan"):
        village.add(run)
