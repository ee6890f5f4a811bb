import pytest

from tests.vikarsentral.village import NOW
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.errors import NotFound
from vikarsentral.plan import judge
from vikarsentral.plan.store import RunOrder, request_run
from vikarsentral.tables import PlanRun, PlanState, Post, PostKind

DAY = "2027-01-11T07:30"


def test_lawful_person_breaks_nothing(village):
    person, row = village.on_duty(), village.need(DAY)
    assert judge.breaches(village.session, row.id, person.id, now=NOW) == []


def test_receipt_names_the_rule_that_the_live_roster_breaks(village):
    person, row = village.on_duty(), village.need(DAY)
    village.shift(person, "2027-01-10T15:00", hours=7)
    [receipt] = judge.breaches(village.session, row.id, person.id, now=NOW)
    assert (receipt["rule"], receipt["need"]) == ("daily_rest", need_ref(row.id))


def test_person_without_a_post_breaks_place(village):
    person, row = village.on_duty(), village.need(DAY)
    village.session.query(Post).delete()
    [receipt] = judge.breaches(village.session, row.id, person.id, now=NOW)
    assert (receipt["rule"], receipt["person"]) == ("place", person_ref(person.id))
    assert all(receipt["text"].values())


def test_unit_staff_may_be_judged_though_nobody_asks_them(village):
    staff, row = village.person(PostKind.STAFF, village.solvang), village.need(DAY)
    assert judge.breaches(village.session, row.id, staff.id, now=NOW) == []


def test_unknown_need_is_told(village):
    with pytest.raises(NotFound):
        judge.breaches(village.session, 999_999, 1, now=NOW)


def test_every_hole_of_a_plan_is_explained(village):
    village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    run_id = request_run(village.session, RunOrder(), actor=village.coordinator, now=NOW)
    assert judge.holes(village.session, run_id) == []
    run = village.session.get(PlanRun, run_id)
    run.plan = {"assignments": [], "agency": [], "open": [need_ref(row.id)]}
    run.state = PlanState.DONE
    village.session.flush()
    [reason] = judge.holes(village.session, run_id)
    assert (reason.need, reason.considered, dict(reason.stopped_by)) == (
        need_ref(row.id),
        1,
        {"competence": 1},
    )
