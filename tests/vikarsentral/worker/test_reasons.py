"""The worker keeps the reasons of published plans, once each."""

from sqlalchemy.orm import Session

from tests.vikarsentral.plan.test_publish import DAY, out, planned
from tests.vikarsentral.village import Village
from vikarsentral import db
from vikarsentral.explain import kept
from vikarsentral.tables import PlanRun
from vikarsentral.worker.reasons import keep_reasons


def test_reasons_of_published_plans_are_kept_once(database):
    db.upgrade()
    with Session(db.engine()) as session, session.begin():
        village = Village(session)
        row = village.need(DAY)
        out(village, planned(village, [(row, village.on_duty())]))
        need_id = row.id
    assert keep_reasons() == 1
    assert keep_reasons() == 0
    with Session(db.engine()) as session:
        (one,) = kept.decisions_of(session, need_id)
        assert (one.act, len(kept.people_of(session, one.id))) == ("plan", 1)


def test_a_plan_that_cannot_be_read_stops_no_other(database, caplog):
    db.upgrade()
    with Session(db.engine()) as session, session.begin():
        village = Village(session)
        runs, given = [], []
        for _ in range(2):
            given.append((village.need(DAY), village.on_duty()))
            runs.append(planned(village, given))
            out(village, runs[-1])
        session.get_one(PlanRun, runs[0]).plan = {}
    for kept_now in (1, 0):
        assert keep_reasons() == kept_now
    assert f"the reasons of plan {runs[0]} could not be read" in caplog.text
