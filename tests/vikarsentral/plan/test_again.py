"""A stored plan is checked again from its problem file, with no solver."""

import pytest

from tests.vikarsentral.worker.runs import order
from vikarsentral import db
from vikarsentral.errors import NotFound
from vikarsentral.plan.again import certificate_of, check_again
from vikarsentral.plan.certificate import make_certificate
from vikarsentral.plan.solving import solve_problem
from vikarsentral.problemfile import problem_bytes, read_problem
from vikarsentral.tables import PlanRun, PlanState

PERSON = {"id": "p1", "kind": "pool", "full_week_minutes": 2130, "stillingsprosent": 10000}
PERSON |= {"competences": [], "sectors": ["health"], "hourly_cost_ore": 40000, "known_units": []}
TIMES = {"start": "2027-01-05T07:30:00+01:00", "end": "2027-01-05T15:00:00+01:00"}
DOCUMENT = {
    "format": "vikarsentral/problem/1",
    "timezone": "Europe/Oslo",
    "period": {"start": "2027-01-04T00:00:00+01:00", "end": "2027-02-01T00:00:00+01:00"},
    "units": [{"id": "solvang", "sector": "health", "area": "nord"}],
    "people": [PERSON],
    "needs": [{"id": "n1", "unit": "solvang", "requires": [], "priority": 1, **TIMES}],
}
PROBLEM = problem_bytes(DOCUMENT)


@pytest.fixture
def stored(database):
    """The number of a finished run."""
    facts = read_problem(PROBLEM)
    plan = solve_problem(facts, seconds=600, workers=1, rounds=0)
    number = order(PROBLEM)
    with db.begin() as session:
        row = session.get_one(PlanRun, number)
        row.plan, row.state = plan, PlanState.DONE
        row.certificate = make_certificate(facts, 0.4, plan["objective"])
    return number


def change(number, name, **values):
    with db.begin() as session:
        row = session.get_one(PlanRun, number)
        setattr(row, name, getattr(row, name) | values)


def checked(number):
    with db.begin() as session:
        return check_again(session, number)


def test_what_stands_is_told_as_right(stored):
    found = checked(stored)
    assert found.is_whole
    assert (found.is_lawful, found.breaches) == (True, 0)
    assert found.objective == found.told_objective
    assert found.bound <= found.told_bound


def test_a_changed_sum_is_found_out(stored):
    sum_told = checked(stored).told_objective - 1
    change(stored, "plan", objective=sum_told)
    assert not checked(stored).is_whole


def test_a_plan_that_breaks_a_rule_is_found_out(stored):
    row = {"need": "n1", "person": "p1"}
    change(stored, "plan", assignments=[row, row], open=[])
    found = checked(stored)
    assert (found.is_lawful, found.is_whole) == (False, False)
    assert found.breaches > 0


def test_a_certificate_that_claims_more_is_found_out(stored):
    with db.begin() as session:
        bound = certificate_of(session, stored)["bound"]
    change(stored, "certificate", bound=bound + 1)
    found = checked(stored)
    assert (found.is_certificate_right, found.is_whole, found.bound) == (False, False, bound)


def test_an_old_run_without_a_certificate_is_judged_by_the_rest(stored):
    with db.begin() as session:
        session.get_one(PlanRun, stored).certificate = None
    found = checked(stored)
    assert (found.bound, found.is_whole) == (None, True)
    with db.begin() as session, pytest.raises(NotFound):
        certificate_of(session, stored)


def test_a_run_without_a_plan_is_not_found(database):
    number = order(PROBLEM)
    for told in (number, 999_999):
        with db.begin() as session, pytest.raises(NotFound):
            check_again(session, told)
