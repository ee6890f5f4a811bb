"""The worker reads published plans again, once each, and keeps what it found."""

from sqlalchemy.orm import Session

from tests.vikarsentral.plan.test_publish import out, planned
from tests.vikarsentral.preference.history import History
from tests.vikarsentral.village import Village
from vikarsentral import db, preference
from vikarsentral.tables import PlanRun
from vikarsentral.worker.turns import check_plans


def test_published_plans_are_read_once(database):
    db.upgrade()
    with Session(db.engine()) as session, session.begin():
        history = History(Village(session))
        history.part_timer()
        out(history.village, planned(history.village, [(history.need(), history.hourly())]))
    assert check_plans() == 1
    assert check_plans() == 0
    with Session(db.engine()) as session:
        (one,) = preference.walk(session).violations
    assert (one.breach, one.origin, one.people) == ("passed_over", "plan", 1)


def test_a_plan_that_cannot_be_read_stops_no_other(database, caplog):
    db.upgrade()
    with Session(db.engine()) as session, session.begin():
        history = History(Village(session))
        history.part_timer()
        runs, given = [], []
        for _ in range(2):
            given.append((history.need(), history.hourly()))
            runs.append(planned(history.village, given))
            out(history.village, runs[-1])
        session.get_one(PlanRun, runs[0]).plan = {}
    for read_now in (1, 0):
        assert check_plans() == read_now
    assert f"the turns of plan {runs[0]} could not be read" in caplog.text
