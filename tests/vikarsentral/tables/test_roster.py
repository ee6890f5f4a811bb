"""Each transaction that touches the roster is noted by the database, once, and only then."""

import importlib

import pytest
from sqlalchemy import text

from tests.vikarsentral.village import Village
from vikarsentral import db
from vikarsentral.tables import WATCHED


def noted(session):
    return session.execute(text("select count(*) from roster_change")).scalar_one()


def test_the_migrations_watch_the_tables_the_code_names(session):
    names = ("0009_roster_change", "0010_roster_watched", "0013_proofs")
    revisions = [importlib.import_module(f"migrations.versions.{name}") for name in names]
    assert sum((one.WATCHED for one in revisions), ()) == WATCHED
    query = "select event_object_table from information_schema.triggers where trigger_name = :name"
    for table in WATCHED:
        found = session.execute(text(query), {"name": f"{table}_noted"}).scalars().all()
        assert set(found) == {table}


def test_a_transaction_is_noted_once(session):
    assert noted(session) == 0
    village = Village(session)
    village.on_duty()
    assert noted(session) == 1


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
                "insert into roster_change select n, now() - interval '2 days'"
                " from generate_series(1, 30) n"
            )
        )

    db.transaction(old)
    db.transaction(lambda session: Village(session) and None)
    assert db.transaction(noted) == 11
