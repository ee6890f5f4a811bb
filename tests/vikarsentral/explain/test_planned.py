"""Reasons of a published plan: kept once for each need, from the ground the plan was made on."""

import pytest
from sqlalchemy import func, select

from tests.vikarsentral.plan.test_publish import DAY, NEXT, out, planned, priced
from tests.vikarsentral.village import NOW
from vikarsentral.explain import kept, memory
from vikarsentral.explain.planned import PLAN_KEPT, keep_plan, unkept_plans
from vikarsentral.overview.decisions import decided
from vikarsentral.tables import (
    Decision,
    DecisionAct,
    DecisionPart,
    DecisionPerson,
    Event,
    PostKind,
)


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def published(village):
    """A plan that gives one need to somebody, buys one and leaves one."""
    chosen, other = village.on_duty(), village.person(PostKind.HOURLY)
    needs = village.need(DAY), priced(village, NEXT), village.need(NEXT)
    run_id = planned(village, [(needs[0], chosen)], [needs[1]], [needs[2]])
    out(village, run_id)
    return run_id, needs, chosen, other


def the_only(village, row):
    (made,) = kept.decisions_of(village.session, row.id)
    return made, {one.person_id: one for one in kept.people_of(village.session, made.id)}


def test_each_need_of_a_plan_keeps_who_was_chosen_and_who_came_near(village):
    run_id, (given, bought, left), chosen, other = published(village)
    assert unkept_plans(village.session) == [run_id]
    assert keep_plan(village.session, run_id, now=NOW)
    decision, people = the_only(village, given)
    assert (decision.act, decision.reference_id) == (DecisionAct.PLAN, run_id)
    assert (decision.decided_by, decision.decided_at) == (village.coordinator.label, NOW)
    assert (decision.considered, decision.lawful) == (2, 2)
    assert people[chosen.id].part is DecisionPart.CHOSEN
    assert people[chosen.id].receipt["verdict"] == "asked"
    assert set(people[chosen.id].receipt["text"]) == {"nb", "nn", "en"}
    for row in (bought, left):
        decision, people = the_only(village, row)
        assert DecisionPart.CHOSEN not in {one.part for one in people.values()}
        assert people[other.id].receipt["verdict"] == "not_chosen"
        assert "text" not in people[other.id].receipt


def test_reasons_are_kept_once_and_some_at_a_time(village):
    run_id, needs, _, _ = published(village)
    assert not keep_plan(village.session, run_id, now=NOW, at_once=2)
    assert unkept_plans(village.session) == [run_id]
    assert keep_plan(village.session, run_id, now=NOW, at_once=2)
    assert unkept_plans(village.session) == []
    assert keep_plan(village.session, run_id, now=NOW)
    count = select(func.count()).select_from(Decision).where(Decision.act == DecisionAct.PLAN)
    assert village.session.scalar(count) == len(needs)
    (event,) = village.session.scalars(select(Event).where(Event.kind == PLAN_KEPT))
    assert (event.subject_id, event.data) == (str(run_id), {"needs": 3})


def test_a_plan_that_is_not_published_keeps_nothing(village):
    village.on_duty()
    run_id = planned(village, left=[village.need(DAY)])
    assert unkept_plans(village.session) == []
    assert keep_plan(village.session, run_id, now=NOW)
    assert village.session.scalar(select(func.count()).select_from(DecisionPerson)) == 0


def test_what_was_kept_stands_as_it_was_though_the_roster_has_moved(village):
    run_id, (given, _, left), chosen, other = published(village)
    keep_plan(village.session, run_id, now=NOW)
    village.shift(other, DAY)
    (made,) = kept.decisions_of(village.session, given.id)
    told = decided(village.session, given.id, made.id, language="nb")
    by_name = {one.name: one for one in told.people}
    assert by_name[chosen.name].text.endswith("Er valgt til denne vakten.")
    assert told.is_same_table
    (made,) = kept.decisions_of(village.session, left.id)
    (line,) = [
        one
        for one in decided(village.session, left.id, made.id, language="nb").people
        if one.name == other.name
    ]
    assert line.text.startswith("Kunne tatt vakten, og ville lagt ")
