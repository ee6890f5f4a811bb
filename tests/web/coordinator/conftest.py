"""The made-up town with six needs of the coming weeks, and a plan of them made by the solver."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone, fresh_settings
from tests.web import town
from vikarsentral import access, db
from vikarsentral.db.connect import make_engine
from vikarsentral.plan.running import run
from vikarsentral.plan.store import RunOrder, request_run
from vikarsentral.tables import Competence, Need, Unit

MONDAY = town.TODAY + timedelta(days=6)
SECONDS = 2


def needs(session):
    """Four day shifts the pool can take, an evening only an agency can, and one for nobody."""
    session.add(Competence(code="lege", name_nb="lege", name_nn="lege", name_en="doctor"))
    session.flush()
    unit = session.query(Unit).filter(Unit.code == "solvang").one()

    def add(days, starts, ends, requires="sykepleier", **more):
        row = Need(
            unit_id=unit.id,
            starts_at=town.at(MONDAY + timedelta(days=days), starts),
            ends_at=town.at(MONDAY + timedelta(days=days), ends),
            requires=[requires],
            created_by="leder",
            created_at=town.NOW,
            **more,
        )
        session.add(row)
        session.flush()
        return row.id

    for days in range(4):
        add(days, "07:30", "15:00")
    bought = {"is_agency_allowed": True, "agency_ore_per_hour": 90_000}
    add(0, "15:00", "22:00", requires="lege", **bought)
    add(1, "07:30", "15:00", requires="lege")


@pytest.fixture(scope="session")
def seeded(cluster, tmp_path_factory):
    """The name of a database with the town, its needs and one finished plan."""
    with clone(cluster) as name, pytest.MonkeyPatch.context() as patch:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
            needs(session)
        engine.dispose()
        clock = tmp_path_factory.mktemp("clock") / "now"
        clock.write_text(town.NOW.isoformat())
        patch.setenv("VIKARSENTRAL_DATABASE_URL", cluster.place.url_of(name))
        patch.setenv("VIKARSENTRAL_NOW", str(clock))
        fresh_settings()
        order = RunOrder(seconds=SECONDS, workers=1)
        actor = access.system("koordinator")
        number = db.transaction(
            lambda session: request_run(session, order, actor=actor, now=town.NOW)
        )
        run(number, worker="test", should_stop=lambda: False)
        db.close()
        patch.undo()
        fresh_settings()
        yield name
