"""A plan run with a plan written by hand, for tests of what pages show."""

from tests.vikarsentral.village import NOW
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.plan.store import RunOrder, request_run, run_view
from vikarsentral.tables import PlanRun, PlanState


def planned(village, given, *, agency=(), holes=(), refused=()):
    """Order a run on the village as it is, and write its plan; pairs are rows."""
    number = request_run(village.session, RunOrder(), actor=village.coordinator, now=NOW)
    run = village.session.get(PlanRun, number)
    run.plan = {
        "assignments": [
            {"need": need_ref(row.id), "person": person_ref(person.id)} for row, person in given
        ],
        "agency": [need_ref(row.id) for row in agency],
        "open": [need_ref(row.id) for row in holes],
        "refused_pins": [
            {"need": need_ref(row.id), "person": person_ref(person.id), "rules": ["competence"]}
            for row, person in refused
        ],
        "terms": {"open": 100, "agency": 0},
    }
    run.state = PlanState.DONE
    village.session.flush()
    return run_view(village.session, number)
