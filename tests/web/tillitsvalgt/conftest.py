"""The made-up town with a part-timer, an hourly person, and a need after a late shift."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone
from tests.web import town
from vikarsentral.db.connect import make_engine
from vikarsentral.tables import (
    AgencyOrder,
    AgencyStatus,
    LabourLine,
    LabourSource,
    Need,
    NeedStatus,
    Person,
    Post,
    PostKind,
    RoleGrant,
    RoleName,
    ShiftKind,
    ShiftStatus,
    Unit,
    User,
)

TUESDAY = town.TODAY + timedelta(days=14)


def add(session, row):
    session.add(row)
    session.flush()
    return row


def fill(session):
    unit = session.query(Unit).filter(Unit.code == "solvang").one()
    part_timer = session.query(Person).filter(Person.name == "Hanne Hauge").one()
    post = session.query(Post).filter(Post.person_id == part_timer.id).one()
    post.kind, post.stillingsprosent = PostKind.PART_TIME, 5_000
    _extra(session, unit, part_timer)
    _short_rest(session, unit)
    _order(session, unit)
    _user(session, "hanne", RoleName.EMPLOYEE, person_id=part_timer.id)
    _user(session, "nestleder", RoleName.MANAGER, unit_id=unit.id)


def _user(session, login, role, person_id=None, unit_id=None):
    like = session.query(User).filter(User.login == "leder").one()
    row = User(
        login=login,
        name=login.capitalize(),
        password_hash=like.password_hash,
        person_id=person_id,
        session_key=login,
        created_at=town.NOW,
    )
    row.roles.append(RoleGrant(role=role, unit_id=unit_id))
    add(session, row)


def _need(session, unit, day, starts, ends, **more):
    values = {"requires": ["sykepleier"], "created_by": "leder", "created_at": town.NOW}
    return add(
        session,
        Need(
            unit_id=unit.id,
            starts_at=town.at(day, starts),
            ends_at=town.at(day, ends),
            **{**values, **more},
        ),
    )


def _extra(session, unit, person):
    """Let the part-timer have worked one shift above the contract, a month ago."""
    day = town.TODAY - timedelta(days=30)
    need = _need(session, unit, day, "07:30", "15:00", status=NeedStatus.COVERED)
    shift = town._shift(person, unit, day, ShiftKind.COVER, need, ShiftStatus.WORKED)
    add(session, shift)
    line = {"source": LabourSource.MERARBEID, "minutes": 450, "cost_ore": 0}
    add(session, LabourLine(unit_id=unit.id, worked_on=day, shift_id=shift.id, **line))


def _short_rest(session, unit):
    """Let everyone else be busy, and one come from a late shift, ten hours before."""
    person = session.query(Person).filter(Person.name == "Ivar Iversen").one()
    day = TUESDAY - timedelta(days=1)
    for each in session.query(town.Shift).filter(town.Shift.person_id == person.id):
        if each.starts_at.date() in (day, TUESDAY):
            session.delete(each)
    session.flush()
    late = town._shift(person, unit, day, ShiftKind.ROTA)
    late.starts_at, late.ends_at = town.at(day, "13:30"), town.at(day, "21:30")
    add(session, late)
    _need(session, unit, TUESDAY, "07:30", "15:00")


def _order(session, unit):
    """An order approved past the gate, so that the walk has something to find."""
    need = _need(
        session,
        unit,
        town.TODAY + timedelta(days=1),
        "15:00",
        "22:00",
        status=NeedStatus.AGENCY,
        is_agency_allowed=True,
        agency_ore_per_hour=90_000,
    )
    add(
        session,
        AgencyOrder(
            need_id=need.id,
            status=AgencyStatus.APPROVED,
            basis="vikariat",
            ore_per_hour=90_000,
            minutes=420,
            proposed_at=town.NOW,
            approved_by="leder",
            approved_at=town.NOW,
        ),
    )


@pytest.fixture(scope="session")
def seeded(cluster):
    """The name of a database that holds the town and what is added here."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
            fill(session)
        engine.dispose()
        yield name


@pytest.fixture
def tillitsvalgt(as_user):
    return as_user("tillitsvalgt")


@pytest.fixture
def planner(as_user):
    return as_user("planlegger")
