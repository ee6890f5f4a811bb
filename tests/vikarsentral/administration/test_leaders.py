"""Leaders and deputies: who may name whom, and for how long."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import Action, RoleName
from vikarsentral.administration import Act, appoint, dismiss, leaders_of
from vikarsentral.errors import BadInput, Conflict, NotAllowed

TODAY = NOW.date()
WHO = {"actor": access.system(), "now": NOW}


@pytest.fixture
def users(village, session):
    """Three users: a leader of Solvang, a deputy there, and one without any role."""
    for login in ("leder", "vara", "ny"):
        password = "fjell-og-fjord-2"
        access.add_user(session, login=login, name=login.title(), password=password, **WHO)
    return village.solvang.id


def act_of(session, login, now=NOW):
    return Act(access.actor_by_login(session, login, now), now)


@pytest.fixture
def unit(users, session, admin):
    appoint(session, users, "leder", valid_from=None, valid_to=None, act=admin)
    until = TODAY + timedelta(days=5)
    appoint(session, users, "vara", valid_from=TODAY, valid_to=until, act=admin)
    return users


def test_a_leader_names_a_deputy_whose_time_ends_by_itself(unit, session):
    boss = act_of(session, "leder")
    until = TODAY + timedelta(days=2)
    appoint(session, unit, "ny", valid_from=TODAY, valid_to=until, act=boss)
    held = [
        access.may(act_of(session, "ny", NOW + timedelta(days=day)).actor, Action.BOOK, unit)
        for day in range(4)
    ]
    assert held == [True, True, True, False]
    assert [one.login for one in leaders_of(session, unit)] == ["leder", "ny", "vara"]
    assert [one.is_deputy for one in leaders_of(session, unit)] == [False, True, True]


def test_a_leader_names_no_leader_and_no_end_of_a_leader(unit, session):
    boss = act_of(session, "leder")
    with pytest.raises(NotAllowed):
        appoint(session, unit, "ny", valid_from=None, valid_to=None, act=boss)
    with pytest.raises(Conflict, match="already_leader"):
        appoint(session, unit, "leder", valid_from=TODAY, valid_to=TODAY, act=boss)
    with pytest.raises(NotAllowed):
        dismiss(session, unit, "leder", act=boss)
    dismiss(session, unit, "vara", act=boss)
    assert [one.login for one in leaders_of(session, unit)] == ["leder"]


def test_a_deputy_names_nobody_and_does_not_stay_longer(unit, session):
    deputy = act_of(session, "vara")
    until = TODAY + timedelta(days=30)
    for login in ("vara", "ny"):
        with pytest.raises(NotAllowed):
            appoint(session, unit, login, valid_from=TODAY, valid_to=until, act=deputy)
    with pytest.raises(NotAllowed):
        dismiss(session, unit, "vara", act=deputy)


@pytest.mark.parametrize("days", [-1, 366])
def test_days_have_bounds(unit, session, admin, days):
    until = TODAY + timedelta(days=days)
    with pytest.raises(BadInput, match="valid_to"):
        appoint(session, unit, "ny", valid_from=TODAY, valid_to=until, act=admin)


def test_the_record_tells_the_days(unit, session, events):
    told = [data.get("valid_to") for data in events("role.granted")]
    assert told == [None, (TODAY + timedelta(days=5)).isoformat()]
    assert {data["role"] for data in events("role.granted")} == {RoleName.MANAGER.value}
