"""The ground of a plan is read once, and is that of the plan that is asked about."""

from dataclasses import replace

import pytest

from tests.vikarsentral.overview.made import planned
from vikarsentral.errors import NotFound
from vikarsentral.explain import grounds, memory


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def test_the_ground_of_a_plan_is_read_once(village):
    row = village.need("2027-01-11T07:30")
    run = planned(village, [], holes=[row])
    first = grounds.ground(village.session, run)
    assert grounds.ground(village.session, run) is first
    assert list(first.problem.needs) == [f"n{row.id}"]


def test_without_a_plan_there_is_no_ground(village):
    row = village.need("2027-01-11T07:30")
    with pytest.raises(NotFound):
        grounds.ground(village.session, replace(planned(village, [], holes=[row]), plan=None))


def test_another_plan_on_the_same_ground_is_another(village):
    row = village.need("2027-01-11T07:30")
    run = planned(village, [], holes=[row])
    first = grounds.ground(village.session, run)
    run.plan["agency"].append(f"n{row.id}")
    second = grounds.ground(village.session, run)
    assert (first.agency, second.agency) == (frozenset(), {f"n{row.id}"})
    assert second.problem is first.problem
