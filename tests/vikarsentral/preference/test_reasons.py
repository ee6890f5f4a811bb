"""Reasons kept with an act bear witness where the record's own line is silent."""

from datetime import date

import pytest
from sqlalchemy import event, update

from tests.vikarsentral.plan.test_publish import out, planned
from tests.vikarsentral.preference.history import NOW, WINDOW, open_record
from vikarsentral import preference
from vikarsentral.explain import memory
from vikarsentral.explain.planned import keep_plan
from vikarsentral.preference import Breach, Origin
from vikarsentral.preference.reasons import Reasons
from vikarsentral.tables import (
    Decision,
    DecisionAct,
    Event,
    Person,
    Post,
    PostKind,
    PreferenceArea,
    PreferenceScope,
)


def found(history):
    told = preference.walk(history.session)
    return [(one.breach, one.origin, one.people) for one in told.violations]


def silence(history, kind, data):
    """Let a line of the record say something else, as only a database's owner could."""
    with open_record(history.session):
        history.session.execute(update(Event).where(Event.kind == kind).values(data=data))


def test_the_kept_reasons_name_every_part_timer_who_could_have_had_it(history):
    person = history.part_timer()
    history.part_timer(accepts_merarbeid_minutes_week=0)
    hourly, need = history.hourly(), history.need()
    made = history.book(need, hourly)
    kept = history.session.query(Decision).filter_by(act=DecisionAct.BOOKING).one()
    assert kept.facts["part_timers"] == [person.id]
    reasons, line = Reasons(history.session), {"had_turn": [], "passed_over": []}
    assert reasons.untold("hourly", made.id, need.id, line) == {person.id}
    assert reasons.untold("hourly", made.id, need.id, {"passed_over": [person.id]}) == set()
    assert reasons.untold("hourly", made.id + 1, need.id, line) == set()
    assert reasons.untold("agency", made.id, need.id, line) == set()


def test_a_line_that_leaves_out_a_part_timer_is_found(history):
    history.part_timer()
    hourly = history.hourly()
    history.book(history.need(), hourly)
    assert found(history) == [(Breach.PASSED_OVER, Origin.HOURLY, 1)]
    line = {"person": hourly.id, "had_turn": [], "passed_over": []}
    silence(history, "preference.checked", line)
    assert found(history) == [(Breach.UNTOLD, Origin.HOURLY, 1)]


def test_a_yes_given_afterwards_accuses_nobody(history):
    person = history.part_timer(accepts_merarbeid_minutes_week=0)
    history.book(history.need(), history.hourly())
    everyone = update(Person).where(Person.id == person.id)
    history.session.execute(everyone.values(accepts_merarbeid_minutes_week=900))
    assert found(history) == []


def test_an_order_whose_line_is_true_stays_clean(history):
    person, need = history.part_timer(), history.need()
    history.ask(need, person)
    history.approve(history.proposal(need), now=WINDOW)
    kept = history.session.query(Decision).filter_by(act=DecisionAct.AGENCY).one()
    assert kept.facts["part_timers"] == [person.id]
    assert found(history) == []


def test_a_plans_kept_reasons_name_the_part_timers_its_line_must_tell(history):
    person, hourly = history.part_timer(), history.hourly()
    history.part_timer(accepts_merarbeid_minutes_week=0)
    need, free = history.need(), history.need()
    run = plan_of(history, [(need, hourly), (free, history.village.on_duty())])
    assert keep_plan(history.session, run, now=NOW)
    preference.check_plan(history.session, run, now=NOW)
    reasons = Reasons(history.session)
    line = checked(history)
    assert [one["needs"] for one in line["inside"]] == [[need.id]]
    assert reasons.of_plans([line]) == {run: {need.id: frozenset({person.id})}}
    assert reasons.of_plans([]) == {}
    assert found(history) == [(Breach.PASSED_OVER, Origin.PLAN, 1)]
    silence(history, "preference.plan_checked", {**line, "passed_over": []})
    assert found(history) == [(Breach.UNTOLD, Origin.PLAN, 1)]
    silence(history, "preference.plan_checked", {"hires": 1, "passed_over": []})
    assert found(history) == []


def test_an_hourly_person_who_has_a_post_since_is_judged_as_they_were_then(history):
    history.part_timer()
    hourly, need = history.hourly(), history.need()
    run = plan_of(history, [(need, hourly)])
    assert keep_plan(history.session, run, now=NOW)
    preference.check_plan(history.session, run, now=NOW)
    silence(history, "preference.plan_checked", {**checked(history), "passed_over": []})
    post(history, hourly, PostKind.STAFF)
    assert found(history) == [(Breach.UNTOLD, Origin.PLAN, 1)]


def test_a_plan_in_which_the_part_timer_works_elsewhere_hides_nobody(history):
    person, hourly = history.part_timer(), history.hourly()
    run = plan_of(history, [(history.need(), person), (history.need(), hourly)])
    assert keep_plan(history.session, run, now=NOW)
    preference.check_plan(history.session, run, now=NOW)
    assert found(history) == []


@pytest.mark.parametrize("later", ["nothing", "wider area", "another post"])
def test_a_part_timer_outside_the_area_is_not_missed_in_a_plans_line(history, later):
    person = history.part_timer(history.village.fjellheim)
    hourly, need = history.hourly(), history.need()
    row = area(history, need)
    run = plan_of(history, [(need, hourly)])
    assert keep_plan(history.session, run, now=NOW)
    preference.check_plan(history.session, run, now=NOW)
    if later == "wider area":
        row.scope = PreferenceScope.MUNICIPALITY
    if later == "another post":
        post(history, person, PostKind.PART_TIME)
    history.session.flush()
    assert found(history) == []


def test_an_area_widened_after_a_booking_accuses_nobody(history):
    history.part_timer(history.village.fjellheim)
    need = history.need()
    row = area(history, need)
    history.book(need, history.hourly())
    row.scope = PreferenceScope.MUNICIPALITY
    history.session.flush()
    assert found(history) == []


@pytest.mark.parametrize("later", ["a full post", "another unit", "the post is registered away"])
def test_a_line_keeps_who_was_inside_whatever_posts_they_get_later(history, later):
    person, need = history.part_timer(), history.need()
    area(history, need)
    hourly = history.hourly()
    history.book(need, hourly)
    line = checked(history, "preference.checked")
    assert line["inside"] == [[person.id, 5_000]]
    held = history.session.query(Post).filter_by(person_id=person.id).one()
    if later == "a full post":
        held.stillingsprosent = 10_000
    elif later == "another unit":
        held.unit_id = history.village.fjellheim.id
    else:
        held.valid_to = held.valid_from
    history.session.flush()
    assert found(history) == [(Breach.PASSED_OVER, Origin.HOURLY, 1)]
    silence(history, "preference.checked", {**line, "passed_over": []})
    assert found(history) == [(Breach.UNTOLD, Origin.HOURLY, 1)]


def test_who_was_outside_an_area_then_is_not_missed_though_they_have_moved_in(history):
    person, need = history.part_timer(history.village.fjellheim), history.need()
    area(history, need)
    history.book(need, history.hourly())
    assert checked(history, "preference.checked")["inside"] == []
    held = history.session.query(Post).filter_by(person_id=person.id).one()
    held.unit_id = history.village.solvang.id
    history.session.flush()
    assert found(history) == []


def test_an_orders_line_keeps_who_was_inside(history):
    person, need = history.part_timer(), history.need()
    history.ask(need, person)
    history.approve(history.proposal(need), now=WINDOW)
    told = checked(history, "agency.approved")["preference"]
    assert (told["inside"], told["considered"]) == ([[person.id, 5_000]], 1)


def test_a_plan_of_many_needs_is_no_more_statements_than_no_plan(history):
    history.part_timer(history.village.fjellheim)
    needs = [history.need() for _ in range(4)]
    area(history, needs[0])
    before = statements(history)
    run = plan_of(history, [(need, history.hourly()) for need in needs])
    assert keep_plan(history.session, run, now=NOW)
    preference.check_plan(history.session, run, now=NOW)
    assert statements(history) == before


def checked(history, kind="preference.plan_checked"):
    return history.session.query(Event).filter_by(kind=kind).one().data


def post(history, person, kind):
    """Give somebody one more post from the first day of the year, registered only now."""
    first = history.session.query(Post).filter_by(person_id=person.id).one()
    values = {"role_code": first.role_code, "full_week_minutes": first.full_week_minutes}
    history.village.add(
        Post(
            person_id=person.id,
            unit_id=history.village.solvang.id,
            kind=kind,
            stillingsprosent=1_000,
            regime=first.regime,
            valid_from=date(2027, 1, 1),
            **values,
        )
    )


def area(history, need):
    return history.village.add(
        PreferenceArea(
            scope=PreferenceScope.UNIT,
            valid_from=need.starts_at.date(),
            discussed_on=NOW.date(),
            document_ref="Protokoll 1",
            decided_by="noen",
            decided_at=NOW,
        )
    )


def statements(history):
    """How many statements one walk over the log is."""
    done = []
    bind = history.session.get_bind()
    history.session.flush()

    def note(_, __, statement, *___):
        done.append(statement)

    event.listen(bind, "before_cursor_execute", note)
    assert found(history) == []
    event.remove(bind, "before_cursor_execute", note)
    return len(done)


def plan_of(history, given):
    memory.forget()
    run = planned(history.village, given)
    out(history.village, run)
    return run
