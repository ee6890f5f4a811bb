from datetime import timedelta

import pytest

from tests.vikarsentral.village import MONDAY, NOW
from vikarsentral.access import RoleName
from vikarsentral.errors import NotAllowed
from vikarsentral.plan.once import order_once
from vikarsentral.plan.store import RunOrder, cancel_run
from vikarsentral.tables import PlanRun, PlanState


def ordered(village, order=None, actor=None):
    actor = actor or village.coordinator
    return order_once(village.session, order or RunOrder(), actor=actor, now=NOW)


def test_same_start_twice_is_one_run(village):
    assert ordered(village) == ordered(village, RunOrder(first_on=MONDAY, seconds=5))
    assert village.session.query(PlanRun).count() == 1


def test_another_start_is_another_run(village):
    later = RunOrder(first_on=MONDAY + timedelta(weeks=4))
    assert ordered(village) != ordered(village, later)


@pytest.mark.parametrize("state", [PlanState.FAILED, PlanState.CANCELLED])
def test_ended_run_makes_room_for_a_new_one(village, state):
    first = ordered(village)
    village.session.get(PlanRun, first).state = state
    village.session.flush()
    assert ordered(village) != first


def test_run_that_is_asked_to_stop_makes_room(village):
    first = ordered(village)
    village.session.get(PlanRun, first).state = PlanState.RUNNING
    village.session.flush()
    cancel_run(village.session, run_id=first, actor=village.coordinator, now=NOW)
    assert ordered(village) != first


def test_planner_may_not_order(village):
    with pytest.raises(NotAllowed):
        ordered(village, actor=village.actor(RoleName.PLANNER))
