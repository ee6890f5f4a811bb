"""The made-up town with labour of every source in two months, and orders from an agency."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone
from tests.web import town
from vikarsentral.db.connect import make_engine
from vikarsentral.tables import (
    AgencyBasis,
    AgencyOrder,
    AgencyStatus,
    LabourLine,
    LabourSource,
    Need,
    Shift,
    Unit,
)

# Øre and minutes of each line, so that every sum can be redone by hand.
LINES = (
    ("solvang", date(2027, 1, 5), LabourSource.POOL, 450, 315_000),
    ("solvang", date(2027, 1, 6), LabourSource.MERARBEID, 90, 63_050),
    ("solvang", date(2027, 1, 6), LabourSource.OVERTIME, 60, 63_000),
    ("solvang", date(2027, 2, 2), LabourSource.HOURLY, 450, 270_000),
    ("fjellheim", date(2027, 2, 3), LabourSource.POOL, 450, 315_000),
)


def labour(session):
    """Add the lines, each on a shift of its own, and one approved and one proposed order."""
    units = {unit.code: unit.id for unit in session.query(Unit)}
    free = iter(session.query(Shift).order_by(Shift.id).all())
    for code, on, source, minutes, ore in LINES:
        session.add(
            LabourLine(
                unit_id=units[code],
                worked_on=on,
                source=source,
                minutes=minutes,
                cost_ore=ore,
                shift_id=next(free).id,
            )
        )
    _order(session, units["solvang"], 0, AgencyStatus.APPROVED)
    _order(session, units["fjellheim"], 1, AgencyStatus.PROPOSED)


def _order(session, unit_id, days, status):
    is_approved = status is AgencyStatus.APPROVED
    day = town.TODAY + timedelta(days=days)
    need = Need(
        unit_id=unit_id,
        starts_at=town.at(day, "15:00"),
        ends_at=town.at(day, "22:00"),
        requires=["sykepleier"],
        status="agency",
        is_agency_allowed=True,
        agency_ore_per_hour=90_000,
        created_by="leder",
        created_at=town.NOW,
    )
    session.add(need)
    session.flush()
    order = AgencyOrder(
        need_id=need.id,
        status=status,
        basis=AgencyBasis.HEALTH_TEMPORARY if is_approved else None,
        ore_per_hour=90_000,
        minutes=420,
        proposed_at=town.NOW,
        approved_by="leder" if is_approved else None,
        approved_at=town.NOW if is_approved else None,
    )
    session.add(order)
    session.flush()
    if is_approved:
        session.add(
            LabourLine(
                unit_id=unit_id,
                worked_on=day,
                source=LabourSource.AGENCY,
                minutes=420,
                cost_ore=630_000,
                agency_order_id=order.id,
            )
        )


@pytest.fixture(scope="session")
def seeded(cluster):
    """The name of a database with the town and its labour."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
            labour(session)
        engine.dispose()
        yield name
