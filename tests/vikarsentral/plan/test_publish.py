from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import absence, need, shift
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.errors import Conflict, NotAllowed, NotFound, Unlawful
from vikarsentral.plan.publish import publish
from vikarsentral.plan.store import RunOrder, request_run, run_view
from vikarsentral.tables import (
    AgencyOrder,
    AgencyStatus,
    Event,
    Message,
    Need,
    NeedStatus,
    PlanRun,
    PlanState,
    PostKind,
    Shift,
    ShiftStatus,
)

DAY, NEXT = "2027-01-11T07:30", "2027-01-12T07:30"


def planned(village, assignments=(), agency=(), left=()):
    """A finished run whose plan gives the needs as told; what solved it does not matter here."""
    run_id = request_run(village.session, RunOrder(), actor=village.coordinator, now=NOW)
    row = village.session.get(PlanRun, run_id)
    row.plan = {
        "assignments": [
            {"need": need_ref(each.id), "person": person_ref(person.id)}
            for each, person in assignments
        ],
        "agency": [need_ref(each.id) for each in agency],
        "open": [need_ref(each.id) for each in left],
        "refused_pins": [],
    }
    row.state = PlanState.DONE
    village.session.flush()
    return run_id


def out(village, run_id, ground_version=None, actor=None, now=NOW):
    return publish(
        village.session,
        run_id=run_id,
        ground_version=ground_version,
        actor=actor or village.coordinator,
        now=now,
    )


def priced(village, start):
    return village.need(start, is_agency_allowed=True, agency_ore_per_hour=90_000)


def test_plan_becomes_shifts_proposals_and_open_needs(village):
    person = village.on_duty()
    given, bought, left = village.need(DAY), priced(village, NEXT), village.need(NEXT)
    run_id = planned(village, [(given, person)], [bought], [left])
    done = out(village, run_id, run_view(village.session, run_id).ground_version)
    assert (done.given, done.kept, done.cancelled, done.agency, done.open) == (1, 0, 0, 1, 1)
    row = village.session.query(Shift).one()
    assert (row.person_id, row.need_id, row.status) == (person.id, given.id, ShiftStatus.PLANNED)
    assert [each.status for each in (given, bought, left)] == [
        NeedStatus.COVERED,
        NeedStatus.AGENCY,
        NeedStatus.OPEN,
    ]
    order = village.session.query(AgencyOrder).one()
    assert (order.status, order.minutes, order.plan_run_id) == (AgencyStatus.PROPOSED, 450, run_id)
    seen = run_view(village.session, run_id)
    assert (seen.state, seen.published_by) == (PlanState.PUBLISHED, village.coordinator.label)


def test_the_best_plan_of_a_run_stopped_early_is_published_like_any_other(village):
    person = village.on_duty()
    row = village.need(DAY)
    run_id = planned(village, [(row, person)])
    village.session.get(PlanRun, run_id).state = PlanState.CANCELLED
    assert out(village, run_id).given == 1
    assert run_view(village.session, run_id).state is PlanState.PUBLISHED


def test_a_run_stopped_without_a_plan_is_not_published(village):
    run_id = planned(village)
    row = village.session.get(PlanRun, run_id)
    row.state, row.plan = PlanState.CANCELLED, None
    with pytest.raises(Conflict, match="plan_not_done"):
        out(village, run_id)


def test_the_best_plan_of_a_run_stopped_early_when_it_breaks_a_rule_then_refused(village):
    person = village.on_duty()
    run_id = planned(village, [(village.need(DAY), person), (village.need(DAY), person)])
    village.session.get(PlanRun, run_id).state = PlanState.CANCELLED
    with pytest.raises(Unlawful):
        out(village, run_id)


def test_each_person_is_told_once(village):
    person = village.on_duty()
    first, second = village.need(DAY), village.need(NEXT)
    run_id = planned(village, [(first, person), (second, person)])
    out(village, run_id)
    message = village.session.query(Message).one()
    assert message.key == f"plan_published:{run_id}:{person.id}"
    assert message.body.startswith("Ny vaktplan er klar. Nye vakter: 2. Avlyst: 0.")


def test_new_plan_moves_keeps_and_takes_away(village):
    one, two = village.on_duty(), village.on_duty()
    kept, moved, gone = village.need(DAY), village.need(NEXT), village.need("2027-01-13T07:30")
    out(village, planned(village, [(kept, one), (moved, one), (gone, one)]))
    before = {each.need_id: each.uid for each in village.session.query(Shift)}
    done = out(village, planned(village, [(kept, one), (moved, two)], left=[gone]))
    assert (done.given, done.kept, done.cancelled, done.open) == (1, 1, 2, 1)
    live = {
        each.need_id: each
        for each in village.session.query(Shift).filter_by(status=ShiftStatus.PLANNED)
    }
    assert {key: row.person_id for key, row in live.items()} == {kept.id: one.id, moved.id: two.id}
    assert live[kept.id].uid == before[kept.id]
    assert live[moved.id].uid != before[moved.id]
    assert gone.status is NeedStatus.OPEN


def test_proposal_is_not_made_twice_and_goes_when_the_need_is_covered(village):
    bought = priced(village, DAY)
    out(village, planned(village, agency=[bought]))
    out(village, planned(village, agency=[bought]))
    assert village.session.query(AgencyOrder).count() == 1
    person = village.on_duty()
    out(village, planned(village, [(bought, person)]))
    order = village.session.query(AgencyOrder).populate_existing().one()
    assert (order.status, bought.status) == (AgencyStatus.DECLINED, NeedStatus.COVERED)


def test_ground_that_moved_is_told_with_what_moved(village):
    person = village.on_duty()
    run_id = planned(village, [(village.need(DAY), person)])
    extra = village.need(NEXT)
    with pytest.raises(Conflict, match="ground_moved") as refused:
        out(village, run_id)
    assert refused.value.facts["moved"] == [
        {"kind": "need", "id": need_ref(extra.id), "change": "added"}
    ]
    assert village.session.query(Shift).count() == 0


def test_absence_after_planning_moves_the_ground(village):
    person = village.on_duty()
    row = village.need(DAY)
    run_id = planned(village, [(row, person)])
    absence.report(
        village.session,
        person_id=person.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        actor=village.coordinator,
        now=NOW,
    )
    with pytest.raises(Conflict, match="ground_moved") as refused:
        out(village, run_id)
    assert [each["id"] for each in refused.value.facts["moved"]] == [person_ref(person.id)]


def test_another_version_than_seen_is_refused(village):
    run_id = planned(village)
    with pytest.raises(Conflict, match="ground_moved"):
        out(village, run_id, ground_version="0" * 64)


def test_need_that_has_begun_moves_the_ground(village):
    row = village.need(DAY)
    run_id = planned(village, left=[row])
    with pytest.raises(Conflict, match="ground_moved"):
        out(village, run_id, now=row.starts_at + timedelta(minutes=1))


def test_plan_that_breaks_a_rule_is_refused_with_receipts(village):
    person = village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    run_id = planned(village, [(row, person)])
    with pytest.raises(Unlawful) as refused:
        out(village, run_id)
    [receipt] = refused.value.receipts
    assert (receipt["rule"], receipt["person"]) == ("competence", person_ref(person.id))
    assert set(receipt["text"]) == {"nb", "nn", "en"}
    assert village.session.query(Shift).count() == 0
    assert row.status is NeedStatus.OPEN


def test_plan_that_forgets_a_need_is_refused(village):
    village.need(DAY)
    with pytest.raises(Unlawful) as refused:
        out(village, planned(village))
    assert refused.value.receipts[0]["rule"] == "once"


def test_only_a_finished_plan_is_published_and_only_once(village):
    run_id = planned(village)
    out(village, run_id)
    with pytest.raises(Conflict, match="plan_not_done"):
        out(village, run_id)
    with pytest.raises(NotFound):
        out(village, 999_999)


def test_leader_does_not_publish(village):
    with pytest.raises(NotAllowed):
        out(village, planned(village), actor=village.leader)


def test_from_absence_to_published_cover_and_record(village):
    nurse, person = village.person(PostKind.STAFF, village.solvang), village.on_duty()
    own = village.shift(nurse, DAY)
    who = {"actor": village.leader, "now": NOW}
    made = need.cover_absence(
        village.session,
        person_id=nurse.id,
        starts_at=own.starts_at,
        ends_at=own.ends_at,
        **who,
    )
    row = village.session.get(Need, made.need_ids[0])
    out(village, planned(village, [(row, person)]))
    [mine] = shift.own_shifts(
        village.session, person_id=person.id, starts_at=own.starts_at, ends_at=own.ends_at
    )
    assert (mine.need_id, mine.unit_name) == (row.id, "Solvang")
    kinds = [line.kind for line in village.session.query(Event).order_by(Event.id)]
    assert kinds == [
        "absence.reported",
        "need.opened",
        "plan.requested",
        "shift.given",
        "plan.published",
    ]
