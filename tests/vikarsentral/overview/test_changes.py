from tests.vikarsentral.overview.made import planned
from tests.vikarsentral.village import NOW
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.overview.changes import plan_changes
from vikarsentral.plan.store import RunOrder, request_run, run_view
from vikarsentral.tables import PlanRun

DAYS = ("2027-01-11T07:30", "2027-01-12T07:30", "2027-01-13T07:30", "2027-01-14T07:30")
NOBODY = {"outcome": "none", "person": None}
OPEN = {"outcome": "open", "person": None}


def own(person):
    return {"outcome": "own", "person": person_ref(person.id)}


def moved(row, was, now, code, **more):
    why = {"code": code, "rules": [], "ore": None, "changed": []} | more
    return {"need": need_ref(row.id), "was": was, "now": now, "why": why}


def test_each_change_is_named_counted_and_put_in_the_order_of_time(village):
    one, two = village.person(), village.person()
    first, second, third, fourth = map(village.need, DAYS)
    before = planned(village, [(first, one)])
    number = request_run(village.session, RunOrder(), actor=village.coordinator, now=NOW)
    village.session.get(PlanRun, number).moves = {
        "before": before.id,
        "kept": 3,
        "moves": [
            moved(fourth, own(two), OPEN, "dearer", ore=-500),
            moved(third, OPEN, own(two), "cheaper", ore=1200, changed=["time"]),
            moved(first, own(one), own(two), "stopped", rules=["available"]),
            {"need": need_ref(second.id), "was": own(one), "now": NOBODY, "why": None},
            {"need": "n999999", "was": OPEN, "now": NOBODY, "why": None},
        ],
    }
    village.session.flush()
    found = plan_changes(village.session, run_view(village.session, number))
    assert (found.before_id, found.was_published, found.kept) == (before.id, False, 3)
    assert found.counts == {"moved": 1, "gone": 1, "gained": 1, "lost": 1}
    assert [change.need_id for change in found.moves] == [
        row.id for row in (first, second, third, fourth)
    ]
    stopped = found.moves[0]
    assert (stopped.was_name, stopped.now_name) == (one.name, two.name)
    assert (stopped.why, stopped.rules, stopped.unit) == ("stopped", ("available",), "Solvang")
    assert (found.moves[1].why, found.moves[1].now) == ("", "none")
    assert (found.moves[2].ore, found.moves[2].changed) == (1200, ("time",))


def test_a_plan_without_one_before_has_nothing_to_tell(village):
    run = planned(village, [])
    assert plan_changes(village.session, run) is None
