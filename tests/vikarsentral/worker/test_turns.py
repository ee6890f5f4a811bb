"""The worker reads published plans again, once each, and keeps what it found."""

from sqlalchemy.orm import Session

from tests.vikarsentral.plan.test_publish import out, planned
from tests.vikarsentral.preference.history import History
from tests.vikarsentral.village import Village
from vikarsentral import db, preference
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
