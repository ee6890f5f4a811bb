"""Each transaction that touches the roster is noted by the database, once, and only then."""

import importlib

import pytest
from sqlalchemy import text

from tests.vikarsentral.village import Village
from vikarsentral import db
from vikarsentral.tables import EVERYONE, WATCHED, WATCHED_BY_PERSON, WATCHED_WHOLE


def noted(session):
    return session.execute(text("select count(distinct xid) from roster_change")).scalar_one()


def whose(session):
    found = session.execute(text("select source, person_id from roster_change"))
    return {(source, person) for source, person in found}


def test_the_migrations_watch_the_tables_the_code_names(session):
    names = ("0009_roster_change", "0010_roster_watched", "0013_proofs")
    revisions = [importlib.import_module(f"migrations.versions.{name}") for name in names]
    assert sorted(sum((one.WATCHED for one in revisions), ())) == sorted(WATCHED)
    newest = importlib.import_module("migrations.versions.0021_touched_people")
    assert (newest.ONE_BY_ONE, newest.WHOLE) == (WATCHED_BY_PERSON, WATCHED_WHOLE)
    query = text(
        "select trigger_name, count(*) from information_schema.triggers"
        " where event_object_table = :table and trigger_name like :name group by 1"
    )
    for table in WATCHED:
        told = session.execute(query, {"table": table, "name": f"{table}_noted%"}).all()
        events = ("insert", "update", "delete")
        by_row = {(f"{table}_noted_{event}", 1) for event in events}
        assert set(told) == (by_row if table in WATCHED_BY_PERSON else {(f"{table}_noted", 3)})


def test_each_table_whose_rows_are_peoples_says_whose(session):
    has_person = text(
        "select table_name from information_schema.columns"
        " where table_schema = 'public' and column_name = 'person_id'"
    )
    tables = set(session.scalars(has_person)) & set(WATCHED)
    assert tables | {"person"} == {*WATCHED_BY_PERSON, "agreement_person", "pin"}


def test_whose_facts_changed_is_noted_for_every_kind_of_change(session):
    village = Village(session)
    one, other = village.on_duty(), village.on_duty()
    session.execute(text("delete from roster_change"))
    village.shift(one, "2027-01-11T07:30")
    assert whose(session) == {("shift", one.id)}
    session.execute(text("update shift set person_id = :id"), {"id": other.id})
    assert whose(session) == {("shift", one.id), ("shift", other.id)}
    session.execute(text("delete from wish"))
    session.execute(text("update person set name = 'x' where id = :id"), {"id": one.id})
    session.execute(text("delete from duty_time where person_id = :id"), {"id": other.id})
    session.execute(text("update unit set name = 'y'"))
    assert whose(session) == {
        *(("shift", one.id), ("shift", other.id), ("person", one.id)),
        *(("duty_time", other.id), ("unit", EVERYONE)),
    }


def test_an_emptied_table_may_concern_everyone(session):
    village = Village(session)
    village.on_duty()
    session.execute(text("delete from roster_change"))
    session.execute(text("truncate wish"))
    assert whose(session) == {("wish", EVERYONE)}


def test_what_is_taken_back_to_a_savepoint_is_noted_when_done_again(session):
    inner = session.begin_nested()
    Village(session)
    inner.rollback()
    assert noted(session) == 0
    Village(session)
    assert noted(session) == 1


@pytest.mark.usefixtures("database")
def test_yesterdays_notes_go_as_new_ones_come():
    def old(session):
        session.execute(
            text(
                "insert into roster_change (xid, source, person_id, at)"
                " select n, 'shift', 1, now() - interval '2 days' from generate_series(1, 210) n"
            )
        )

    db.transaction(old)
    db.transaction(lambda session: Village(session) and None)
    assert db.transaction(noted) == 11
