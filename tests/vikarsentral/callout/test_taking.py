"""A search taken over: one answers for it at a time, the first one is told, both may stop it."""

from datetime import timedelta

import pytest

from tests.vikarsentral.offer.town import NOW, leader, self_of
from vikarsentral import access, callout
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from vikarsentral.tables import Event, Message

MINUTE = timedelta(minutes=1)


def leads(town, login, unit, person=None):
    """Make a user who leads a unit; return them as one who acts."""
    row = town.user(login, ("manager", unit.id), person=person)
    return access.actor_of(town.session, row.id, NOW)


@pytest.fixture
def search(town):
    """A search that a leader who is a person has begun; the need, and two more leaders."""
    need, boss = town.need(), town.someone()
    town.someone()
    first = leads(town, "forste", town.unit, boss)
    others = [leads(town, login, town.unit) for login in ("andre", "tredje")]
    callout.start(town.session, need_id=need.id, actor=first, now=NOW)
    return need, first, *others


def taken(town, need, actor, now=NOW + MINUTE, **more):
    callout.take_over(town.session, need_id=need.id, actor=actor, now=now, **more)
    return callout.view(town.session, need.id)


def test_another_leader_answers_for_it_and_the_first_is_told_once(town, search):
    need, first, second, _ = search
    before = callout.view(town.session, need.id)
    assert (before.responsible, before.taken_at) == (first.login, None)
    assert before.responsible_name
    for _ in range(2):
        after = taken(town, need, second, seen=first.login)
    assert (after.responsible, after.taken_at) == (second.login, NOW + MINUTE)
    assert (after.started_by, after.waves) == (first.login, before.waves)
    (told,) = town.session.query(Message).filter_by(kind="search_taken_over")
    assert (told.person_id, second.name in told.body) == (first.person_id, True)
    log = town.session.query(Event).filter_by(kind="callout.taken_over").one()
    assert (log.actor, log.data["before"]) == (second.login, first.login)


def test_of_two_who_reach_for_it_the_second_sees_who_came_before(town, search):
    need, first, second, third = search
    taken(town, need, second, seen=first.login)
    with pytest.raises(Conflict, match="search_taken"):
        taken(town, need, third, seen=first.login)
    assert callout.view(town.session, need.id).responsible == second.login


@pytest.mark.parametrize("who", [1, 2])
def test_both_may_stop_it_afterwards(town, search, who):
    need, _, second, _ = search
    taken(town, need, second)
    callout.stop(town.session, need_id=need.id, actor=search[who], now=NOW + 2 * MINUTE)
    assert not callout.view(town.session, need.id).is_running
    with pytest.raises(Conflict, match="search_not_running"):
        taken(town, need, second)


def test_only_those_who_lead_the_unit_take_over_and_only_what_is_there(town, search):
    need = search[0]
    with pytest.raises(NotAllowed):
        taken(town, need, self_of(town.someone()))
    with pytest.raises(NotAllowed):
        taken(town, need, leads(town, "nabo", town.add_unit("bakken")))
    with pytest.raises(NotFound):
        callout.take_over(town.session, need_id=0, actor=leader(town), now=NOW)
