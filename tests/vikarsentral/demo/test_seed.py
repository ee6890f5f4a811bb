"""One small Fjordvik, made once for all tests of this file."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone
from vikarsentral import access, commitments, db, demo, preference, spend
from vikarsentral.clock import OSLO
from vikarsentral.db.connect import make_engine
from vikarsentral.demo.seed import size_of
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.plan.problem import build, facts, first_monday
from vikarsentral.rules.check import Roster, check
from vikarsentral.tables import (
    LabourSource,
    Municipality,
    Need,
    NeedStatus,
    Person,
    Shift,
    ShiftStatus,
    User,
)

NOW = datetime(2027, 1, 6, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine(cluster):
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            demo.seed(session, "small", now=NOW)
        yield engine
        engine.dispose()


@pytest.fixture
def fjordvik(engine):
    with Session(engine) as session:
        yield session
        session.rollback()


def document(session):
    window = commitments.window_of(first_monday(NOW), 4)
    return build(session, window, now=NOW)


def test_thirty_people_in_reach_and_150_open_needs(fjordvik):
    problem = facts(document(fjordvik))
    assert (len(problem.people), len(problem.needs)) == (30, 150)
    kinds = {person.kind for person in problem.people.values()}
    assert kinds == {"pool", "part_time", "hourly", "staff"}


def test_all_four_sectors_have_needs(fjordvik):
    problem = facts(document(fjordvik))
    sectors = {problem.units[need.unit].sector for need in problem.needs.values()}
    assert sectors == {"health", "kindergarten", "school", "cleaning"}


def test_rotas_break_nothing_by_themselves(fjordvik):
    problem = facts(document(fjordvik))
    verdict = check(problem, Roster((), (), tuple(problem.needs)))
    assert verdict.existing_breaches == ()


def test_same_seed_gives_the_same_municipality(fjordvik, cluster):
    with clone(cluster) as name:
        again = make_engine(address_of(cluster, name))
        with Session(again) as session:
            demo.seed(session, "small", now=NOW)
            assert document(session) == document(fjordvik)
            uids = select(Shift.uid).order_by(Shift.id)
            assert session.scalars(uids).all() == fjordvik.scalars(uids).all()
        again.dispose()


def test_another_seed_gives_another(fjordvik, cluster):
    with clone(cluster) as name:
        again = make_engine(address_of(cluster, name))
        with Session(again) as session:
            demo.seed(session, "small", now=NOW, number=2)
            assert document(session) != document(fjordvik)
        again.dispose()


def test_four_weeks_behind_have_every_source_of_labour(fjordvik):
    today = NOW.astimezone(OSLO).date()
    figures = spend.figures(
        fjordvik, first_on=today.replace(year=2026), last_on=today, group_by=("source",)
    )
    assert {figure.source for figure in figures} >= {
        LabourSource.POOL,
        LabourSource.HOURLY,
        LabourSource.MERARBEID,
        LabourSource.AGENCY,
    }


def test_what_has_ended_is_worked_and_what_is_ahead_is_not(fjordvik):
    ended = select(func.count()).where(Shift.ends_at <= NOW)
    ahead = select(func.count()).where(Shift.starts_at > NOW)
    assert fjordvik.scalar(ended.where(Shift.status == ShiftStatus.PLANNED)) == 0
    assert fjordvik.scalar(ahead.where(Shift.status == ShiftStatus.WORKED)) == 0
    assert fjordvik.scalar(ended.where(Shift.status == ShiftStatus.WORKED)) > 0


def test_every_need_from_an_absence_replaces_a_shift_that_is_absent(fjordvik):
    rows = fjordvik.execute(
        select(Shift.status).join(Need, Need.replaces_shift_id == Shift.id)
    ).all()
    assert {status for (status,) in rows} == {ShiftStatus.ABSENT}


def test_covered_needs_have_their_shift(fjordvik):
    covered = fjordvik.scalar(select(func.count()).where(Need.status == NeedStatus.COVERED))
    shifts = fjordvik.scalar(select(func.count()).where(Shift.need_id.is_not(None)))
    assert covered == shifts > 0


def test_sequences_go_on_after_the_rows(fjordvik):
    fjordvik.add(Person(employee_no="x", name="x"))
    fjordvik.flush()


def test_nobody_has_a_phone_or_an_address_that_exists(fjordvik):
    for person in fjordvik.scalars(select(Person)):
        assert person.phone is None
        assert person.email.endswith(".example")


def test_demo_is_known_again_for_its_weeks_and_size(fjordvik):
    assert demo.is_there(fjordvik, "small", now=NOW)
    assert not demo.is_there(fjordvik, "medium", now=NOW)
    assert not demo.is_there(fjordvik, "small", now=datetime(2027, 1, 11, tzinfo=UTC))


def test_one_login_per_role_and_a_new_password_each_time(fjordvik):
    first = demo.make_logins(fjordvik, now=NOW)
    assert [each.login for each in first] == [
        "leder",
        "vikar",
        "koordinator",
        "planlegger",
        "tillitsvalgt",
        "admin",
        "ansvarsvakt",
    ]
    again = demo.make_logins(fjordvik, now=NOW)
    assert fjordvik.scalar(select(func.count()).select_from(User)) == 7
    old, new = first[1], again[1]
    assert old.password != new.password
    sign_in = {"login": "vikar", "now": NOW}
    assert access.sign_in(fjordvik, password=old.password, **sign_in).user_id is None
    user_id = access.sign_in(fjordvik, password=new.password, **sign_in).user_id
    assert access.actor_of(fjordvik, user_id).person_id is not None


def test_demo_is_wiped_with_its_record_and_made_again(cluster):
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session:
            demo.seed(session, "small", now=NOW)
            session.commit()
            demo.wipe(session)
        with Session(engine) as session:
            assert session.scalar(text("select count(*) from event")) == 0
            demo.seed(session, "small", now=NOW)
        assert db.check(engine)
        engine.dispose()


def test_real_municipality_is_never_touched(session):
    session.add(Municipality(id=1, name="Virkelig", sender_name="Virkelig"))
    session.flush()
    with pytest.raises(Conflict, match="not_a_demo"):
        demo.is_there(session, "small", now=NOW)
    with pytest.raises(Conflict, match="not_a_demo"):
        demo.wipe(session)


def test_unknown_size_is_told():
    with pytest.raises(BadInput, match="small, medium, large"):
        size_of("huge")


def test_the_record_shows_whose_turn_came_before_each_order_and_hire(fjordvik):
    found = preference.walk(fjordvik)
    assert found.orders > 20
    assert found.hires > 0
    kinds = {one.breach for one in found.violations}
    assert kinds <= {preference.Breach.PASSED_OVER}
    since = NOW - timedelta(days=9)
    assert all(one.at > since for one in found.violations)
