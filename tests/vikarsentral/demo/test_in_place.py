"""Fjordvik is put into an empty installation and taken out so that it is empty again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone
from vikarsentral import access, demo, exporting, worked
from vikarsentral.access import RoleName
from vikarsentral.administration import Act, MunicipalityWish, progress, set_municipality
from vikarsentral.db import Base
from vikarsentral.db.connect import make_engine
from vikarsentral.demo.in_place import KEPT
from vikarsentral.errors import Conflict, NotAllowed
from vikarsentral.importing import uploads
from vikarsentral.tables import (
    EVERYONE,
    Event,
    Municipality,
    Need,
    RosterChange,
    Shift,
    User,
    WorkedEntry,
)

NOW = datetime(2027, 1, 6, 9, 0, tzinfo=UTC)
SYSTEM = access.system("test")
GUARDS = (
    "select c.relname, t.tgname, t.tgenabled from pg_trigger t"
    " join pg_class c on c.oid = t.tgrelid order by 1, 2"
)


@pytest.fixture
def fresh(cluster):
    """An installation with one administrator and nothing else."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session:
            add(session, "admin")
            session.commit()
            yield session
        engine.dispose()


def add(session, login):
    who = {"actor": SYSTEM, "now": NOW}
    access.add_user(session, login=login, name="A", password="fjell-og-fjord-2", **who)
    access.grant_role(session, login=login, role=RoleName.ADMIN, unit_code=None, **who)


def rows(session):
    """Return how many rows each table of the database holds, the empty ones left out.

    Notes that the whole roster has changed are nobody's, and stay for a day.
    """
    names = "select schemaname, tablename from pg_tables where schemaname in ('public', 'jobs')"
    counted = {}
    for schema, name in session.execute(text(names)).all():
        one = table(name, schema=schema)
        counted[name] = session.scalar(select(func.count()).select_from(one))
    notes = counted.pop("roster_change")
    whole = session.query(RosterChange).filter_by(person_id=EVERYONE).count()
    return {name: many for name, many in counted.items() if many} | {"of a person": notes - whole}


def work(session):
    """Do in the demo what writes where nothing may be changed, and what jobs wait for."""
    after = NOW + timedelta(days=2)
    worked.settle(session, now=after)
    entry = session.query(WorkedEntry).order_by(WorkedEntry.id).first()
    shift = session.get(Shift, entry.shift_id)
    late = shift.starts_at + timedelta(minutes=20)
    told = {"shift_id": shift.id, "actor": SYSTEM, "now": after}
    worked.correct(session, starts_at=late, ends_at=shift.ends_at, **told)
    own = access.person_alone(session, shift.person_id)
    worked.object_to(session, shift_id=shift.id, actor=own, now=after)
    day = date(2027, 1, 4)
    exporting.close(session, first_on=day, last_on=day, actor=SYSTEM, now=after)
    file = {"kind": "needs", "content": b"x", "name": "behov.csv", "key": "k"}
    uploads.upload(session, **file, actor=SYSTEM, now=after)
    session.flush()


def test_a_demo_that_was_used_leaves_no_row_in_any_table(fresh):
    before, guards = rows(fresh), fresh.execute(text(GUARDS)).all()
    kept = fresh.execute(select(Event.id, Event.kind)).all()
    demo.put_in(fresh, now=NOW)
    work(fresh)
    used = rows(fresh)
    marked = {"worked_entry", "worked_objection", "payroll_line", "file_import"}
    assert (marked | {"procrastinate_jobs"}) - used.keys() == set()
    demo.take_out(fresh, actor=access.actor_by_login(fresh, "admin", NOW))
    fresh.commit()
    assert rows(fresh) == before
    assert fresh.execute(select(Event.id, Event.kind)).all() == kept
    assert fresh.execute(text(GUARDS)).all() == guards


def test_in_and_out_leaves_what_was_there_before(fresh):
    before = rows(fresh)
    logins = demo.put_in(fresh, now=NOW)
    fresh.commit()
    assert fresh.get(Municipality, 1).demo_size == "small"
    assert fresh.scalar(select(func.count(Need.id))) >= 150
    assert "admin" not in {one.login for one in logins}
    assert {"leder", "vikar", "koordinator"} <= {one.login for one in logins}
    demo.take_out(fresh, actor=access.actor_by_login(fresh, "admin", NOW))
    fresh.commit()
    assert rows(fresh) == before
    assert progress(fresh).is_empty
    told = access.sign_in(fresh, login="admin", password="fjell-og-fjord-2", now=NOW)
    assert told.user_id is not None


def test_a_demo_comes_again_after_it_was_taken_out(fresh):
    for _ in range(2):
        demo.put_in(fresh, now=NOW)
        demo.take_out(fresh, actor=access.actor_by_login(fresh, "admin", NOW))
    fresh.commit()
    assert progress(fresh).is_empty


def test_the_demos_own_administrator_stays_to_begin_anew(fresh):
    fresh.query(User).filter_by(login="admin").one().login = "real"
    fresh.flush()
    demo.put_in(fresh, now=NOW)
    actor = access.actor_by_login(fresh, "admin", NOW)
    demo.take_out(fresh, actor=actor)
    fresh.commit()
    again = access.actor_by_login(fresh, "admin", NOW)
    assert again.roles == {RoleName.ADMIN}


def test_the_record_is_append_only_again_afterwards(fresh):
    demo.put_in(fresh, now=NOW)
    demo.take_out(fresh, actor=access.actor_by_login(fresh, "admin", NOW))
    fresh.commit()
    assert fresh.scalar(select(func.count(Event.id))) > 0
    with pytest.raises(DBAPIError, match="append-only"):
        fresh.execute(text("delete from event"))


def test_a_real_municipality_is_neither_filled_nor_emptied(fresh):
    admin = access.actor_by_login(fresh, "admin", NOW)
    with pytest.raises(Conflict, match="not_a_demo"):
        demo.take_out(fresh, actor=admin)
    wish = MunicipalityWish("Lillevik", "Lillevik")
    set_municipality(fresh, wish, seen=None, act=Act(admin, NOW))
    before = rows(fresh)
    with pytest.raises(Conflict, match="demo_not_empty"):
        demo.put_in(fresh, now=NOW)
    with pytest.raises(Conflict, match="not_a_demo"):
        demo.take_out(fresh, actor=admin)
    assert rows(fresh) == before


def test_only_an_administrator_takes_it_out(fresh):
    demo.put_in(fresh, now=NOW)
    with pytest.raises(NotAllowed):
        demo.take_out(fresh, actor=access.actor_by_login(fresh, "leder", NOW))


def test_what_is_kept_are_tables(session):
    assert {table.name for table in Base.metadata.sorted_tables} >= KEPT
